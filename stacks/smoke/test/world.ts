// What is tried here? A local pool with the deployed trigger and one test user, and the orders API in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { poolBlueprint, type UserPersona } from "@claimsmith/claims-policy";
import { childProcessTrigger, type LocalPool, startLocalPool } from "@claimsmith/local-pool";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import type { TestUser } from "../src/sign-in.ts";
import type { SmokeTarget } from "../src/target.ts";

// The SDK runs on this Node for now and says so in every test file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const PASSWORD = "Right-horse-1";
const TRIGGER_ENTRY = fileURLToPath(
  new URL("../../../apps/pre-token-generation/src/handler.ts", import.meta.url),
);
const API = fileURLToPath(new URL("../../../apps/orders-api/local.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** What runs. */
export interface World {
  readonly target: SmokeTarget;
  readonly user: TestUser;
  readonly cognito: CognitoIdentityProviderClient;
  close(): Promise<void>;
}

/** Starts all of it. */
export async function openWorld(): Promise<World> {
  const pool = await startLocalPool({
    blueprint: poolBlueprint(policy, environments.local),
    port: 0,
    trigger,
  });
  const cognito = new CognitoIdentityProviderClient({
    endpoint: pool.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  const user = await addUser(cognito, pool.userPoolId);
  const api = await startApi(pool);
  const clientIds = Object.entries(pool.clients).map(([name, { clientId }]) => [name, clientId] as const);
  return {
    target: {
      issuer: pool.issuer,
      userPoolId: pool.userPoolId,
      clientIds: Object.fromEntries(clientIds),
      apiUrl: api.url,
    },
    user,
    cognito,
    close: async () => {
      cognito.destroy();
      await stop(api.process);
      await pool.close();
    },
  };
}

/** The function of apps/pre-token-generation, as it is deployed. */
async function trigger(clients: LocalPool["clients"]) {
  const directory = await mkdtemp(join(tmpdir(), "claimsmith-smoke-test-"));
  try {
    const zipPath = join(directory, "trigger.zip");
    await writeFile(zipPath, (await bundleTrigger(TRIGGER_ENTRY)).zip);
    const environment = {
      CLAIMSMITH_CLIENTS: clientsVariable(clients),
      CLAIMSMITH_SETTINGS: JSON.stringify(environments.local.settings),
    };
    return childProcessTrigger({ zipPath, handler: BUNDLE_HANDLER, environment, timeoutMs: 30_000 });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** App client id → client of the policy, as JSON. */
function clientsVariable(clients: LocalPool["clients"]): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(clients).map(([name, { clientId }]) => [clientId, name])),
  );
}

/** bob, a customer, is the test user. */
async function addUser(cognito: CognitoIdentityProviderClient, UserPoolId: string): Promise<TestUser> {
  const { attributes, groups } = personas.bob as UserPersona;
  const userName = attributes?.email ?? "";
  const shared = { UserPoolId, Username: userName };
  const UserAttributes = Object.entries(attributes ?? {}).map(([Name, Value]) => ({ Name, Value }));
  await cognito.send(new AdminCreateUserCommand({ ...shared, UserAttributes, MessageAction: "SUPPRESS" }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...shared, Password: PASSWORD, Permanent: true }));
  for (const GroupName of groups ?? [])
    await cognito.send(new AdminAddUserToGroupCommand({ ...shared, GroupName }));
  return { userName, password: PASSWORD };
}

async function startApi({ userPoolId, issuer, clients, endpoint }: LocalPool) {
  const api = spawn(process.execPath, ["--conditions=@claimsmith/source", "--import", TSX, API], {
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      CLAIMSMITH_USER_POOL_ID: userPoolId,
      CLAIMSMITH_ISSUER: issuer,
      CLAIMSMITH_CLIENTS: clientsVariable(clients),
      CLAIMSMITH_POOL_ENDPOINT: endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: api.stdout })) {
    const { port } = JSON.parse(line) as { readonly port?: number };
    if (port === undefined) continue;
    // Whatever else it writes must not fill the pipe.
    api.stdout.resume();
    return { process: api, url: `http://127.0.0.1:${port}` };
  }
  throw new Error("expected the API to listen, received its end");
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
