// Does an issuance change more than Cognito takes? (AWS: Quotas, "Total combined changes in pre token generation trigger")
import {
  DEFAULT_CLAIMS,
  isJsonObject,
  LIMITS,
  type TokenClaims,
  type TriggerResponse,
} from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";

/** What the count is made of. */
export interface CountedChanges {
  readonly response: TriggerResponse;
  readonly scopes: readonly string[];
  /** How many attributes the user has; 0 for a machine. */
  readonly attributes: number;
  /** Asked only where it decides: nearly every answer is far below the quota, whatever the tokens have already. */
  readonly defaults: () => TokenClaims;
}

/**
 * Counts the claims that both tokens have and those that the trigger adds, and the scopes; what is suppressed does not count.
 * @throws CognitoError InvalidLambdaResponseException above 5,000; which error Cognito gives is not documented: unverified
 */
export function checkChangesQuota({ response, scopes, attributes, defaults }: CountedChanges): void {
  const container = Object.values(response).find(isJsonObject) ?? {};
  const [id, access] = [container.idTokenGeneration ?? container, container.accessTokenGeneration];
  const [forId, forAccess] = [Object.keys(added(id)), Object.keys(added(access))];
  const allScopes = new Set([...scopes, ...listOf(access, "scopesToAdd")]).size;
  const { value: max } = LIMITS.changesPerTransaction;
  if (DEFAULT_CLAIMS.length + attributes + forId.length + forAccess.length + allScopes <= max) return;
  const { idToken = {}, accessToken } = defaults();
  const names = (token: object, more: readonly string[]) => new Set([...Object.keys(token), ...more]).size;
  if (names(idToken, forId) + names(accessToken, forAccess) + allScopes <= max) return;
  const cause = new RangeError(`expected at most ${max} claims and scopes over both tokens`);
  throw new CognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output", cause);
}

function added(section: unknown): object {
  const claims = isJsonObject(section) ? section.claimsToAddOrOverride : undefined;
  return isJsonObject(claims) ? claims : {};
}

function listOf(section: unknown, name: string): readonly unknown[] {
  const list = isJsonObject(section) ? section[name] : undefined;
  return Array.isArray(list) ? list : [];
}
