// The application as main.ts makes it, with a file in place of the built zip: synthesis reads nothing of it but its digest.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSnapshot } from "@claimsmith/claims-policy";
import { environments } from "@claimsmith/orders-policy";
import policyJson from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { afterAll } from "vitest";
import type { ApiApplication } from "../src/application.ts";

const directory = mkdtempSync(join(tmpdir(), "claimsmith-api-"));
afterAll(() => rmSync(directory, { recursive: true }));
const zipPath = join(directory, "orders-api.zip");
writeFileSync(zipPath, "a zip");
const snapshot = await parseSnapshot(policyJson);

/** What main.ts passes. */
export function application(): ApiApplication {
  return { environments, release: { snapshot, zipPath } };
}
