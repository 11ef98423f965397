// The application as main.ts makes it, with a file in place of the built zip: synthesis reads nothing of it but its digest.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSnapshot } from "@claimsmith/claims-policy";
import { environments } from "@claimsmith/orders-policy";
import policyJson from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { afterAll } from "vitest";
import permanent from "../permanent.json" with { type: "json" };
import type { IdentityApplication } from "../src/application.ts";

const directory = mkdtempSync(join(tmpdir(), "claimsmith-identity-"));
afterAll(() => rmSync(directory, { recursive: true }));
const zipPath = join(directory, "trigger.zip");
writeFileSync(zipPath, "a zip");
const snapshot = await parseSnapshot(policyJson);

/** What main.ts passes, with changes. */
export function application(changes: Partial<IdentityApplication> = {}): IdentityApplication {
  return {
    environments,
    permanent,
    release: { snapshot, trigger: { zipPath, handler: "index.handler", policyHash: snapshot.hash } },
    localIssuerOrigin: "http://127.0.0.1:9229",
    ...changes,
  };
}
