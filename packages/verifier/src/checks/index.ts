// Which checks does a token pass, and in what order? Form, header and issuer, then the signature, then all of these.
import { audience } from "./audience.ts";
import type { Check, CheckedToken, Refusal } from "./check.ts";
import { client } from "./client.ts";
import { defaultClaims } from "./default-claims.ts";
import { policyClaims } from "./policy-claims.ts";
import { requiredGroups } from "./required-groups.ts";
import { requiredKind } from "./required-kind.ts";
import { requiredScopes } from "./required-scopes.ts";
import { subject } from "./subject.ts";
import { times } from "./times.ts";
import { tokenUse } from "./token-use.ts";

export { compactForm, MAX_TOKEN_LENGTH } from "./compact-form.ts";
export { header } from "./header.ts";
export { issuer } from "./issuer.ts";
export { kindOf } from "./subject.ts";

/** First what the token is, then whether it is good here, then whether it is enough: 401 before 403. */
const AFTER_SIGNATURE: readonly Check[] = [
  tokenUse,
  defaultClaims,
  times,
  client,
  audience,
  subject,
  policyClaims,
  requiredKind,
  requiredScopes,
  requiredGroups,
];

/** The first refusal of a token whose signature holds, or `undefined` if it is accepted. */
export function firstRefusal(token: CheckedToken): Refusal | undefined {
  for (const check of AFTER_SIGNATURE) {
    const refusal = check(token);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
