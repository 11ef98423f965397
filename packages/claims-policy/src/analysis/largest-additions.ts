// What can a policy add to a token, claim by claim, at its largest?
import type { TokenKind } from "@claimsmith/cognito-model";
import { jsonBytes, jsonTextBytes } from "../evaluation/json-bytes.ts";
import type { MachineTokenPicture, TokenPicture } from "../language/policy.ts";
import type { ExactType, ValueType } from "../language/value-types.ts";
import type { ClaimShare, LargestSubject } from "./largest-token.ts";
import { claimTypes } from "./token-contract.ts";

/** The shares of the claims and scopes that the policy can add: one for each claim, one for all scopes. */
export function addedShares(subject: LargestSubject, token: TokenKind): ClaimShare[] {
  return [...claimShares(subject, token), ...scopeShare(subject, token)];
}

/** A JSON member with its comma. */
export function memberBytes(name: string, valueBytes: number): number {
  return jsonTextBytes(name) + '"":,'.length + valueBytes;
}

/** Names of the rules of one kind that have no condition: what they do, they always do. */
export function unconditional(
  rules: Readonly<Record<string, { readonly when?: unknown }>> | undefined,
): readonly string[] {
  return Object.entries(rules ?? {}).flatMap(([name, { when }]) => (when === undefined ? [name] : []));
}

/** The picture that draws the access tokens of a grant. */
export function accessPicture({ policy, grant }: LargestSubject): MachineTokenPicture | undefined {
  return grant === "machine" ? policy.machineToken : policy.accessToken;
}

function claimShares(subject: LargestSubject, token: TokenKind): ClaimShare[] {
  const { policy } = subject;
  const picture: TokenPicture | undefined = token === "id" ? policy.idToken : accessPicture(subject);
  const suppressed = unconditional(picture?.suppress);
  return Object.entries(picture?.claims ?? {})
    .filter(([name]) => !suppressed.includes(name))
    .map(([name, rule]) => ({
      name,
      bytes: memberBytes(name, Math.max(0, ...claimTypes(rule, policy).map(largestValue))),
    }));
}

/** The bytes of the largest value of each type, as JSON. */
const LARGEST: { readonly [T in ValueType | ExactType as T["type"]]: (type: T) => number } = {
  text: ({ maxLength }) => maxLength + 2,
  oneOf: ({ values }) => Math.max(0, ...values.map(jsonBytes)),
  integer: ({ min, max }) => Math.max(String(min).length, String(max).length),
  flag: () => "false".length,
  roleArn: () => 2_048 + 2,
  list: ({ of, maxCount }) => 2 + maxCount * (largestValue(of) + 1),
  exact: ({ values }) => Math.max(0, ...values.map(jsonBytes)),
};

function largestValue(type: ValueType | ExactType): number {
  return (LARGEST[type.type] as (type: ValueType | ExactType) => number)(type);
}

/** The claim may not be there without the added scopes, so its name counts too. */
function scopeShare(subject: LargestSubject, token: TokenKind): ClaimShare[] {
  const added = Object.entries(accessPicture(subject)?.scopes ?? {}).filter(([, rule]) =>
    rule.clients.includes(subject.client),
  );
  if (token === "id" || added.length === 0) return [];
  const scopes = added.map(([scope]) => scope).join(" ");
  return [{ name: "scope", bytes: memberBytes("scope", 2 + 1 + jsonTextBytes(scopes)) }];
}
