// How large can a token get: what the policy adds, and the whole of it?
import { type Grant, issuerOf, type TokenKind } from "@claimsmith/cognito-model";
import { jsonBytes, jsonTextBytes } from "../evaluation/json-bytes.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { grantsOf } from "../preview/preview-pool.ts";
import { sizeOfPayload } from "../preview/token-size.ts";
import { addedShares, memberBytes } from "./largest-additions.ts";
import { largestDefaults } from "./largest-defaults.ts";

/** What is assumed of the parts of a token that the policy does not bound. Sizes are bytes of UTF-8 as JSON. */
export interface TokenCaps {
  /** Groups that the policy does not declare (federation adds some); a user may be in every declared one. Default 0. */
  readonly otherGroups: number;
  /** The longest name of such a group. Default 64. */
  readonly groupNameBytes: number;
  /** The longest user name. Default 128. */
  readonly usernameBytes: number;
  /** The longest value of a standard attribute. Default 128. */
  readonly standardAttributeBytes: number;
  /**
   * What a character of a custom attribute takes on the ID token: the pool bounds its length in characters. Default 4, the most of
   * UTF-8. A control character, which JSON escapes, would take 6. (RFC 3629, section 3; RFC 8259, section 7)
   */
  readonly bytesPerCharacter: number;
  /** The longest issuer. Default that of a pool on AWS, 77. */
  readonly issuerBytes: number;
}

/** The caps where none are stated. */
export const DEFAULT_CAPS: TokenCaps = {
  otherGroups: 0,
  groupNameBytes: 64,
  usernameBytes: 128,
  standardAttributeBytes: 128,
  bytesPerCharacter: 4,
  issuerBytes: jsonTextBytes(issuerOf("ap-southeast-2_AbCdEfGhI", "updated")),
};

/** What one claim can take of a payload. */
export interface ClaimShare {
  readonly name: string;
  /** Its member as JSON with name and comma, at its largest. */
  readonly bytes: number;
}

/** The largest token of one kind that one client can get by one grant. */
export interface LargestToken {
  readonly client: string;
  readonly kind: "user" | "machine";
  readonly grant: Grant;
  readonly token: TokenKind;
  /** What the policy can add to the payload, in bytes. */
  readonly addedBytes: number;
  /** The whole payload within the caps, in bytes of JSON. */
  readonly payloadBytes: number;
  /** The token as issued, base64url with header and RS256 signature, in bytes. */
  readonly tokenBytes: number;
  /** What each claim, and all scopes together, can add, in bytes; largest first. Groups are here where the policy changes them. */
  readonly shares: readonly ClaimShare[];
  /** What Cognito itself puts there, by claim, in bytes; largest first. Without what the policy always suppresses. */
  readonly defaultShares: readonly ClaimShare[];
}

/**
 * The largest tokens that a policy can issue, for each client, grant and token. Conditions are not weighed: every claim and scope
 * that a client can get is counted at its largest, and what a rule without a condition suppresses or withholds is not counted.
 * So no token is larger as long as the caps hold; the `identities` of a federated user and the `aud` of a token that is bound
 * to a resource come on top. A refresh is as large as the largest sign-in that it may continue. Compare `tokenBytes` with
 * 4,096 (cookie), 8,192 (CloudFront headers) and 10,240 (API Gateway headers): `LIMITS` of the model has them with their sources.
 */
export function largestToken(policy: PolicyDocument, caps: Partial<TokenCaps> = {}): LargestToken[] {
  const all = { ...DEFAULT_CAPS, ...caps };
  return Object.keys(policy.clients).flatMap((name) => ofClient(policy, name, all));
}

function ofClient(policy: PolicyDocument, client: string, caps: TokenCaps): LargestToken[] {
  const grants = grantsOf(policy, client);
  const rows = grants
    .filter((grant) => grant !== "refresh")
    .flatMap((grant) => ofGrant({ policy, client, grant, caps }));
  if (!grants.includes("refresh")) return rows;
  const refreshed = (["id", "access"] as const).flatMap((token) => {
    const ofToken = rows.filter((row) => row.token === token);
    const [largest] = ofToken.sort((a, b) => b.tokenBytes - a.tokenBytes);
    return largest === undefined ? [] : [{ ...largest, grant: "refresh" as const }];
  });
  return [...rows, ...refreshed];
}

/** What the size of a token depends on, the kind of token apart. */
export interface LargestSubject {
  readonly policy: PolicyDocument;
  /** By name. */
  readonly client: string;
  readonly grant: Exclude<Grant, "refresh">;
  readonly caps: TokenCaps;
}

/** Where the policy changes groups, these claims are what it made of them. */
const GROUP_CLAIMS: readonly string[] = ["cognito:groups", "cognito:roles", "cognito:preferred_role"];

function ofGrant(subject: LargestSubject): LargestToken[] {
  const { policy, client, grant } = subject;
  const defaults = largestDefaults(subject);
  const kind = grant === "machine" ? "machine" : "user";
  const isOverridden = (name: string) => policy.groupOverride !== undefined && GROUP_CLAIMS.includes(name);
  return (["id", "access"] as const).flatMap((token): LargestToken[] => {
    const claims = token === "id" ? defaults.idToken : defaults.accessToken;
    if (claims === undefined) return [];
    const there = Object.entries(claims).map(([name, value]) => ({
      name,
      bytes: memberBytes(name, jsonBytes(value)),
    }));
    const shares = largestFirst([
      ...addedShares(subject, token),
      ...there.filter(({ name }) => isOverridden(name)),
    ]);
    const defaultShares = largestFirst(there.filter(({ name }) => !isOverridden(name)));
    const addedBytes = sumOf(shares);
    // Braces, and the comma that the last member does not have.
    const payloadBytes = addedBytes + sumOf(defaultShares) + 1;
    const { tokenBytes } = sizeOfPayload(payloadBytes);
    return [{ client, kind, grant, token, addedBytes, payloadBytes, tokenBytes, shares, defaultShares }];
  });
}

function sumOf(shares: readonly ClaimShare[]): number {
  return shares.reduce((sum, { bytes }) => sum + bytes, 0);
}

function largestFirst(shares: readonly ClaimShare[]): ClaimShare[] {
  return [...shares].sort((a, b) => b.bytes - a.bytes);
}
