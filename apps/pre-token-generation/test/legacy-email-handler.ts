// The same function for the policy of the older pool.
import policy from "@claimsmith/orders-policy/legacy-email.json" with { type: "json" };
import { createHandler, optionsFromEnvironment } from "@claimsmith/trigger";

/** What Cognito invokes. */
export const handler = createHandler(policy, optionsFromEnvironment(process.env));
