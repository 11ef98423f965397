// Against what is the size of a token held?
import { budgetOf, type LargestToken, type PolicyDocument } from "@claimsmith/claims-policy";
import { LIMITS } from "@claimsmith/cognito-model";

/** What a token has to fit into, in bytes. */
export const TRANSPORTS = {
  cookie: LIMITS.cookie.value,
  "CloudFront header": LIMITS.cloudFrontHeaders.value,
  "API Gateway headers": LIMITS.apiGatewayHeaders.value,
} as const;

/** The bytes that the policy allows a token; `undefined` where it says nothing. */
export function budgetBytes({ budgets }: PolicyDocument, token: LargestToken): number | undefined {
  return budgets?.[budgetOf(token)];
}
