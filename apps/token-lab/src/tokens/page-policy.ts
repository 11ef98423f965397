// By which policy does this page explain tokens? The committed policy.json of the orders pool.
import type { PolicySnapshot } from "@claimsmith/claims-policy";
import policyJson from "@claimsmith/orders-policy/policy.json" with { type: "json" };

/** The snapshot that explanations are made from. An import of JSON has wider types than the file has. */
export const pagePolicy = policyJson as unknown as PolicySnapshot;
