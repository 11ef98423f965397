// The application as main.ts makes it, with this file in place of the built zip: synthesis reads nothing of it but its digest.
import { parseSnapshot } from "@claimsmith/claims-policy";
import { environments } from "@claimsmith/orders-policy";
import policyJson from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import type { ApiApplication } from "../src/application.ts";

const zipPath = import.meta.filename;
const snapshot = await parseSnapshot(policyJson);

/** What main.ts passes. */
export function application(): ApiApplication {
  return { environments, release: { snapshot, zipPath } };
}
