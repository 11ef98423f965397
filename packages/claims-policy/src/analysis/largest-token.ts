// How large can a token get: what the policy adds, and the whole of it?
import {
  type Claims,
  defaultClaims,
  issuerOf,
  STANDARD_ATTRIBUTES,
  type TokenKind,
  type TokenUser,
} from "@claimsmith/cognito-model";
import { jsonBytes, jsonTextBytes } from "../evaluation/json-bytes.ts";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import type { ExactType, ScalarType, ValueType } from "../language/value-types.ts";
import { claimTypes } from "./token-contract.ts";

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
  /** The longest issuer. Default that of a pool on AWS, 77. */
  readonly issuerBytes: number;
}

/** The caps where none are stated. */
export const DEFAULT_CAPS: TokenCaps = {
  otherGroups: 0,
  groupNameBytes: 64,
  usernameBytes: 128,
  standardAttributeBytes: 128,
  issuerBytes: jsonTextBytes(issuerOf("ap-southeast-2_AbCdEfGhI", "updated")),
};

/** The largest token of one kind that one client can get. */
export interface LargestToken {
  readonly client: string;
  readonly kind: "user" | "machine";
  readonly token: TokenKind;
  /** What the policy can add to the payload, in bytes. */
  readonly addedBytes: number;
  /** The whole payload within the caps, in bytes. */
  readonly payloadBytes: number;
  /** The token as issued, base64url with header and RS256 signature, in bytes. */
  readonly tokenBytes: number;
  /** What each claim, and all scopes and groups together, can add, in bytes; largest first. */
  readonly shares: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * The largest tokens that a policy can issue, for each client. Conditions are not weighed: every claim and scope that a client
 * can get is counted at its largest, so no token is larger as long as the caps hold; the `identities` of a federated user and
 * the `aud` of a token that is bound to a resource come on top. Compare `tokenBytes` with 4,096 (cookie),
 * 8,192 (CloudFront headers) and 10,240 (API Gateway headers): `LIMITS` of the model has them with their sources.
 */
export function largestToken(policy: PolicyDocument, caps: Partial<TokenCaps> = {}): LargestToken[] {
  const all = { ...DEFAULT_CAPS, ...caps };
  return Object.entries(policy.clients).flatMap(([name, client]) =>
    (client.kind === "machine" ? (["access"] as const) : (["id", "access"] as const)).map((token) =>
      largestOf({ name, client, token, policy, caps: all }),
    ),
  );
}

interface Subject {
  readonly name: string;
  readonly client: ClientDeclaration;
  readonly token: TokenKind;
  readonly policy: PolicyDocument;
  readonly caps: TokenCaps;
}

function largestOf(subject: Subject): LargestToken {
  const { name, client, token } = subject;
  const shares = [...claimShares(subject), ...scopeShare(subject), ...groupShare(subject)].sort(
    (a, b) => b.bytes - a.bytes,
  );
  const addedBytes = shares.reduce((sum, { bytes }) => sum + bytes, 0);
  const payloadBytes = jsonBytes(largestDefaults(subject)) + addedBytes;
  const kind = client.kind === "machine" ? "machine" : "user";
  return {
    client: name,
    kind,
    token,
    addedBytes,
    payloadBytes,
    tokenBytes: tokenBytes(payloadBytes),
    shares,
  };
}

/** A JSON member with its comma. */
function memberBytes(name: string, valueBytes: number): number {
  return jsonTextBytes(name) + '"":,'.length + valueBytes;
}

function claimShares({ token, client, policy }: Subject): { name: string; bytes: number }[] {
  const picture =
    token === "id" ? policy.idToken : client.kind === "machine" ? policy.machineToken : policy.accessToken;
  return Object.entries(picture?.claims ?? {}).map(([name, rule]) => ({
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
function scopeShare({ name, token, client, policy }: Subject): { name: string; bytes: number }[] {
  const picture = client.kind === "machine" ? policy.machineToken : policy.accessToken;
  const added = Object.entries(picture?.scopes ?? {}).filter(([, rule]) => rule.clients.includes(name));
  if (token === "id" || added.length === 0) return [];
  const scopes = added.map(([scope]) => scope).join(" ");
  return [{ name: "scope", bytes: memberBytes("scope", 2 + 1 + jsonTextBytes(scopes)) }];
}

function groupShare({ token, client, policy }: Subject): { name: string; bytes: number }[] {
  const { groupOverride, groups = {} } = policy;
  if (client.kind === "machine" || groupOverride === undefined) return [];
  const added = Object.keys(groupOverride.add ?? {});
  const names = added.length === 0 ? 0 : memberBytes("cognito:groups", jsonBytes(added));
  const roles =
    token === "access" ? 0 : Object.values(groups).filter(({ role }) => role !== undefined).length;
  const roleBytes =
    roles === 0
      ? 0
      : memberBytes("cognito:roles", 2 + roles * 2_051) + memberBytes("cognito:preferred_role", 2_050);
  return names + roleBytes === 0 ? [] : [{ name: "cognito:groups", bytes: names + roleBytes }];
}

/** An attribute is text on a token, also one that is declared as a number or a flag. */
function largestText(type: ScalarType): number {
  const isQuoted = type.type !== "integer" && type.type !== "flag";
  return Math.max(0, largestValue(type) - (isQuoted ? 2 : 0));
}

function largestDefaults({ client, token, policy, caps }: Subject): Claims {
  const session = {
    grant: client.kind === "machine" ? "machine" : "hosted",
    oauth: true,
    issuer: "i".repeat(caps.issuerBytes),
    clientId: "c".repeat(128),
    scopes: [...new Set(["openid", ...client.scopes, "aws.cognito.signin.user.admin"])],
    issuedAt: 9_999_999_999,
    authTime: 9_999_999_999,
    accessTokenExpiresAt: 9_999_999_999,
    idTokenExpiresAt: 9_999_999_999,
    accessTokenId: "j".repeat(36),
    idTokenId: "j".repeat(36),
    originId: "o".repeat(36),
    eventId: "e".repeat(36),
    nonce: "n".repeat(128),
    accessTokenHash: "h".repeat(22),
    // A device key is a region and a UUID; the rest is what newer pools state of how the user signed in.
    deviceKey: "d".repeat(55),
    acr: "urn:cognito:loa:4",
    amr: Array<string>(4).fill("a".repeat(16)),
  } as const;
  const claims = defaultClaims(
    client.kind === "machine" ? session : { ...session, user: largestUser(policy, caps) },
  );
  return (token === "id" ? claims.idToken : claims.accessToken) ?? {};
}

function largestUser(policy: PolicyDocument, caps: TokenCaps): TokenUser {
  const standard = STANDARD_ATTRIBUTES.map(
    ({ name }) => [name, "v".repeat(caps.standardAttributeBytes)] as const,
  );
  const custom = Object.entries(policy.attributes ?? {}).map(
    ([name, type]) => [`custom:${name}`, "v".repeat(largestText(type))] as const,
  );
  const declared = Object.entries(policy.groups ?? {});
  const roles = declared.flatMap(([, { role }]) => (role === undefined ? [] : ["r".repeat(2_048)]));
  const [preferredRole] = roles;
  return {
    sub: "s".repeat(36),
    username: "u".repeat(caps.usernameBytes),
    attributes: Object.fromEntries([...standard, ...custom]),
    groups: [
      ...declared.map(([name]) => name),
      ...Array(caps.otherGroups).fill("g".repeat(caps.groupNameBytes)),
    ],
    roles,
    ...(preferredRole !== undefined && { preferredRole }),
  };
}

const SIGNATURE_BYTES = 256;
/** `kid` of 44 characters and `alg`, as Cognito writes them. */
const HEADER_BYTES = JSON.stringify({ kid: "k".repeat(44), alg: "RS256" }).length;

function tokenBytes(payloadBytes: number): number {
  const base64 = (bytes: number) => Math.ceil((bytes * 4) / 3);
  return base64(HEADER_BYTES) + 1 + base64(payloadBytes) + 1 + base64(SIGNATURE_BYTES);
}
