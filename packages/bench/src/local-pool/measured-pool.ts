// Which pools are measured? The orders pool with its real trigger, in this process or as the deployed zip.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { poolBlueprint } from "@claimsmith/claims-policy";
import { childProcessTrigger, inProcessTrigger, type TriggerInvoker } from "@claimsmith/local-pool";
import { type Database, startPoolOn } from "@claimsmith/local-pool/inside";
import { environments, policy } from "@claimsmith/orders-policy";
import snapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { createHandler } from "@claimsmith/trigger";
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import { CLIENT_IDS, CLIENTS, SETTINGS } from "../evaluate/alice.ts";
import { FROM_SOURCE } from "../from-source.ts";
import { type LoadClient, startLoadClient } from "./load-client.ts";
import { type Crowd, storeUsers, USER_POOL_ID } from "./stored-users.ts";

/** From how many connections people sign in. */
export const CONNECTIONS = 50;

/** A pool under load. */
export interface MeasuredPool {
  /** Signs `count` people in, from all connections. */
  signIn(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the orders pool on a database with users. Both are closed together. */
export async function startMeasuredPool(
  database: Database,
  { crowd, trigger }: { readonly crowd: Crowd; readonly trigger: TriggerInvoker },
): Promise<MeasuredPool> {
  const { web, partner } = CLIENT_IDS;
  const emails = await storeUsers(database, crowd);
  const pool = await startPoolOn(database, {
    port: 0,
    blueprint: poolBlueprint(policy, environments.local),
    userPoolId: USER_POOL_ID,
    clientIds: { web: { clientId: web }, partner: { clientId: partner } },
    trigger,
  });
  const client: LoadClient = startLoadClient();
  const load = { port: Number(new URL(pool.endpoint).port), clientId: web, emails, connections: CONNECTIONS };
  return {
    signIn: (count) => client.run({ ...load, count }),
    close: async () => {
      client.close();
      await pool.close();
    },
  };
}

/** The trigger in this process. Its log goes nowhere. */
export function triggerHere(): TriggerInvoker {
  return inProcessTrigger(createHandler(snapshot, { clients: CLIENTS, settings: SETTINGS, log: () => {} }));
}

// This module runs as dist/main.js.
const TRIGGER_ENTRY = new URL("../../../apps/pre-token-generation/src/handler.ts", import.meta.url);

/** The deployed zip in warm child processes. */
export async function triggerInChildren(): Promise<TriggerInvoker> {
  const { zip } = await bundleTrigger(fileURLToPath(TRIGGER_ENTRY), FROM_SOURCE);
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-bench-"));
  try {
    const zipPath = join(directory, "trigger.zip");
    writeFileSync(zipPath, zip);
    const environment = {
      CLAIMSMITH_CLIENTS: JSON.stringify(CLIENTS),
      CLAIMSMITH_SETTINGS: JSON.stringify(SETTINGS),
    };
    return childProcessTrigger({ zipPath, handler: BUNDLE_HANDLER, environment });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
