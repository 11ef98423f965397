// Which scopes does the policy draw? A page that evaluates it itself, in any browser.
import { evaluate, type PolicySnapshot } from "@claimsmith/claims-policy/evaluator";
import snapshot from "../policy.json" with { type: "json" };

const { policy } = snapshot as unknown as PolicySnapshot;

/** The decision for one of the staff. */
export const decision = evaluate(policy, {
  kind: "user",
  client: "web",
  scopes: ["openid"],
  groups: ["STAFF"],
  attributes: { sub: "u-1", "custom:company": "c-7" },
});
