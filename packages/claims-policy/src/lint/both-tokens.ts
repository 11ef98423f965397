// Do both tokens of a person carry the same claim?
import { isKnownAttribute } from "../analysis/trust.ts";
import { memberPath } from "../language/member-path.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { finding, type Lint } from "./finding.ts";

/** Claims of the access token that the ID token has too: drawn there, or an attribute of that name, which it carries by default. */
export const claimOnBothTokens: Lint = ({ policy }) =>
  Object.keys(policy.accessToken?.claims ?? {}).flatMap((name) => {
    const from = onIdToken(name, policy);
    const path = memberPath("accessToken.claims", name);
    const expected = "the claim on one token";
    return from === undefined
      ? []
      : [finding("CLAIM_ON_BOTH_TOKENS", path, { expected, received: `it on the ID token too, ${from}` })];
  });

function onIdToken(name: string, policy: PolicyDocument): string | undefined {
  const suppressed = policy.idToken?.suppress?.[name];
  if (suppressed !== undefined && suppressed.when === undefined) return undefined;
  if (Object.hasOwn(policy.idToken?.claims ?? {}, name)) return "drawn there";
  const isRead = Object.values(policy.clients).some(
    ({ kind, reads }) => kind !== "machine" && (reads?.includes(name) ?? true),
  );
  return isKnownAttribute(name, policy) && isRead ? "as the attribute of that name" : undefined;
}
