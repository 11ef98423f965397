// Does an issuance change more than Cognito takes? (AWS: Quotas, "Total combined changes in pre token generation trigger")
import { type Claims, isJsonObject, LIMITS, type TriggerResponse } from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";

/**
 * Counts the claims that both tokens have and those that the trigger adds, and the scopes; what is suppressed does not count.
 * @throws CognitoError InvalidLambdaResponseException above 5,000; which error Cognito gives is not documented: unverified
 */
export function checkChangesQuota(
  defaults: { readonly idToken?: Claims | undefined; readonly accessToken: Claims },
  scopes: readonly string[],
  response: TriggerResponse | null,
): void {
  if (response === null) return;
  const container = Object.values(response).find(isJsonObject) ?? {};
  const [id, access] = [container.idTokenGeneration ?? container, container.accessTokenGeneration];
  const count =
    namesOf(defaults.idToken, added(id)).size +
    namesOf(defaults.accessToken, added(access)).size +
    new Set([...scopes, ...listOf(access, "scopesToAdd")]).size;
  const { value: max } = LIMITS.changesPerTransaction;
  if (count <= max) return;
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

function namesOf(token: Claims | undefined, more: object): ReadonlySet<string> {
  return new Set([...Object.keys(token ?? {}), ...Object.keys(more)]);
}
