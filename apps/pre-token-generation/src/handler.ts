// The Pre Token Generation Lambda of the orders pool.
import policy from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { createHandler, optionsFromEnvironment } from "@claimsmith/trigger";

/** What Cognito invokes. Environment: `CLAIMSMITH_CLIENTS` and `CLAIMSMITH_SETTINGS`, see `optionsFromEnvironment`. */
export const handler = createHandler(policy, optionsFromEnvironment(process.env));
