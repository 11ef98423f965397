// The Pre Token Generation Lambda of the shop.
import { createHandler, optionsFromEnvironment } from "@claimsmith/trigger";
import policy from "../policy.json" with { type: "json" };

/** What Cognito invokes. */
export const handler = createHandler(policy, optionsFromEnvironment(process.env));
