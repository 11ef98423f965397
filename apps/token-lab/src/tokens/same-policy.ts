// Is a token of the policy that explains it? Asked of the policy's hash, where the policy puts it on tokens.
import type { PolicyDocument, PolicySnapshot } from "@claimsmith/claims-policy";
import type { UnverifiedJson } from "@claimsmith/verifier/inspect";

/** `unmarked`: the policy puts its hash on no access token, so nothing can be told. */
export type PolicyMatch = "same" | "other" | "absent" | "unmarked";

/** What the token's claim of the policy's hash tells, by the access token of people or of machines. */
export function policyMatch(
  payload: UnverifiedJson,
  { policy, hash }: PolicySnapshot,
  kind: "user" | "machine",
): PolicyMatch {
  const name = hashClaim(policy, kind);
  if (name === undefined) return "unmarked";
  const found = payload[name];
  if (found === undefined) return "absent";
  return found === hash ? "same" : "other";
}

function hashClaim(policy: PolicyDocument, kind: "user" | "machine"): string | undefined {
  const picture = kind === "machine" ? policy.machineToken : policy.accessToken;
  return Object.entries(picture?.claims ?? {}).find(([, { from }]) => from.source === "policyHash")?.[0];
}

/** What the page says about each; nothing where the policies are the same. */
export const MATCH_NOTICES: Readonly<
  Record<PolicyMatch, { readonly title: string; readonly text: string } | undefined>
> = {
  same: undefined,
  other: {
    title: "These tokens were made by another policy",
    text: "Their claim of the policy's hash differs from this page's policy, so the explanations below may not fit them.",
  },
  absent: {
    title: "The access token names no policy",
    text: "This page's policy would put its hash there, so another policy made it, or no trigger ran: the explanations below may not fit.",
  },
  unmarked: {
    title: "Nothing says which policy made these tokens",
    text: "This page's policy puts its hash on no token. The explanations below are of this page's policy.",
  },
};
