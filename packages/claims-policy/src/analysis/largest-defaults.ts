// What is the most that Cognito itself puts on a token, within the caps and without what the policy always takes off?
import {
  applyTriggerResponse,
  defaultClaims,
  STANDARD_ATTRIBUTES,
  type TokenClaims,
  type TokenUser,
  USER_ADMIN_SCOPE,
} from "@claimsmith/cognito-model";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import type { ScalarType } from "../language/value-types.ts";
import { accessPicture, unconditional } from "./largest-additions.ts";
import type { LargestSubject, TokenCaps } from "./largest-token.ts";
import { longestText } from "./pool-blueprint.ts";

/** The largest default claims of both tokens. */
export function largestDefaults(subject: LargestSubject): TokenClaims {
  const { policy, client: name, grant, caps } = subject;
  const client = policy.clients[name] as ClientDeclaration;
  const session = {
    grant,
    oauth: grant !== "sdk",
    issuer: "i".repeat(caps.issuerBytes),
    clientId: "c".repeat(128),
    scopes: grant === "sdk" ? [USER_ADMIN_SCOPE] : client.scopes,
    issuedAt: 9_999_999_999,
    authTime: 9_999_999_999,
    accessTokenExpiresAt: 9_999_999_999,
    idTokenExpiresAt: 9_999_999_999,
    accessTokenId: "j".repeat(36),
    idTokenId: "j".repeat(36),
    originId: "o".repeat(36),
    eventId: "e".repeat(36),
    // A device key is a region and a UUID; the rest is what newer pools state of how the user signed in.
    deviceKey: "d".repeat(55),
    acr: "urn:cognito:loa:4",
    amr: Array<string>(4).fill("a".repeat(16)),
    ...(grant !== "sdk" && { nonce: "n".repeat(128), accessTokenHash: "h".repeat(22) }),
  } as const;
  const defaults =
    grant === "machine"
      ? defaultClaims(session)
      : defaultClaims({ ...session, user: largestUser(policy, client, caps) });
  return withoutSuppressed(subject, defaults);
}

/** What a rule without a condition takes off is never there. */
function withoutSuppressed(subject: LargestSubject, defaults: TokenClaims): TokenClaims {
  const { policy, client, grant } = subject;
  const withheld = Object.entries(grant === "machine" ? {} : (policy.accessToken?.withhold ?? {}))
    .filter(([, { when, clients }]) => when === undefined && clients?.includes(client) !== false)
    .map(([scope]) => scope);
  const details = {
    idTokenGeneration: { claimsToSuppress: unconditional(policy.idToken?.suppress) },
    accessTokenGeneration: {
      claimsToSuppress: unconditional(accessPicture(subject)?.suppress),
      scopesToSuppress: withheld,
    },
  };
  return applyTriggerResponse(defaults, { claimsAndScopeOverrideDetails: details }, "3", "c".repeat(128));
}

/** Everything that the client may read, and every declared group. */
function largestUser(policy: PolicyDocument, { reads }: ClientDeclaration, caps: TokenCaps): TokenUser {
  const standard = STANDARD_ATTRIBUTES.map(
    ({ name }) => [name, "v".repeat(caps.standardAttributeBytes)] as const,
  );
  const custom = Object.entries(policy.attributes ?? {}).map(
    ([name, type]) => [`custom:${name}`, "v".repeat(largestAttribute(type, caps))] as const,
  );
  const attributes = [...standard, ...custom].filter(([name]) => reads?.includes(name) !== false);
  const declared = Object.entries(policy.groups ?? {});
  const roles = declared.flatMap(([, { role }]) =>
    role === undefined ? [] : [typeof role === "string" ? role : "r".repeat(2_048)],
  );
  const preferredRole = roles.reduce((a, b) => (b.length > a.length ? b : a), "") || undefined;
  return {
    sub: "s".repeat(36),
    username: "u".repeat(caps.usernameBytes),
    attributes: Object.fromEntries(attributes),
    groups: [
      ...declared.map(([name]) => name),
      ...Array(caps.otherGroups).fill("g".repeat(caps.groupNameBytes)),
    ],
    roles,
    ...(preferredRole !== undefined && { preferredRole }),
  };
}

/**
 * An attribute is text on a token, also one that is declared as a number or a flag. The pool bounds that text, not its type: it keeps
 * whatever is no longer, also where the policy calls it invalid.
 */
function largestAttribute(type: ScalarType, { bytesPerCharacter }: TokenCaps): number {
  if (type.type === "integer") return Math.max(String(type.min).length, String(type.max).length);
  return longestText(type) * bytesPerCharacter;
}
