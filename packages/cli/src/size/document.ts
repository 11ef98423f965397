// The sizes for programs.
import { DEFAULT_CAPS, type LargestToken, type PolicyDocument } from "@claimsmith/claims-policy";
import { budgetBytes, TRANSPORTS } from "./bounds.ts";

/** What `size --json` prints. */
export function sizeDocument(policy: PolicyDocument, tokens: readonly LargestToken[]): object {
  return {
    policy: policy.name,
    transports: TRANSPORTS,
    caps: DEFAULT_CAPS,
    tokens: tokens.map((token) => {
      const budget = budgetBytes(policy, token);
      const fits = Object.entries(TRANSPORTS).map(([name, bytes]) => [name, token.tokenBytes <= bytes]);
      return {
        ...token,
        fits: Object.fromEntries(fits),
        ...(budget !== undefined && { budgetBytes: budget, isWithinBudget: token.tokenBytes <= budget }),
      };
    }),
  };
}
