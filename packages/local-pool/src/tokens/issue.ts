// How do tokens come to be? Default claims, one call of the trigger, the claim table, two signatures.
import { createHash, randomUUID } from "node:crypto";
import {
  applyTriggerResponse,
  defaultClaims,
  EVENT_VERSIONS,
  type EventVersionNumber,
  type Grant,
  groupRoles,
  type IgnoredChange,
  releasedAttributes,
  type TokenSession,
  type TokenUser,
  type TriggerResponse,
  type TriggerSource,
  triggerSourceOf,
} from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { type ClientRecord, lifetimesOf } from "../pools/client.ts";
import { groupsNamed } from "../pools/group.ts";
import { triggerOf } from "../pools/user-pool.ts";
import { checkChangesQuota } from "../trigger/changes-quota.ts";
import { runTrigger } from "../trigger/run.ts";
import { readableAttributes } from "../users/attributes.ts";
import type { User } from "../users/user.ts";
import { signClaims } from "./keys.ts";
import type { SignInSession } from "./refresh-token.ts";

/** One issuance: who gets tokens, and how. */
export interface Issuance {
  readonly client: ClientRecord;
  readonly grant: Grant;
  /** Default: the source that stands for the grant. */
  readonly triggerSource?: TriggerSource;
  /** Granted before the trigger, with when and how the user signed in. A machine has no origin. */
  readonly session: Omit<SignInSession, "originId"> & { readonly originId?: string };
  /** Absent for a machine. */
  readonly user?: User;
  /** The client's, for the ID token of an authorization code. */
  readonly nonce?: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Signed tokens. Machines get no ID token. */
export interface IssuedTokens {
  readonly idToken?: string;
  readonly accessToken: string;
  readonly accessTokenSeconds: number;
}

/** What the trigger said to an issuance, and to which version of the event. */
export interface TriggerAnswer {
  readonly response: TriggerResponse | null;
  readonly version: EventVersionNumber;
}

/**
 * Issues the tokens of one sign-in, refresh or machine grant.
 * @throws CognitoError UserLambdaValidationException, UnexpectedLambdaException or InvalidLambdaResponseException where the
 * trigger denies or fails: no token is made then
 */
export async function issueTokens(pool: Pool, issuance: Issuance): Promise<IssuedTokens> {
  return signTokens(pool, issuance, await askTrigger(pool, issuance));
}

/**
 * The first half of an issuance: the one call of the trigger.
 * @throws CognitoError as `issueTokens` does
 */
export async function askTrigger(pool: Pool, issuance: Issuance): Promise<TriggerAnswer> {
  const { client, grant, session, triggerSource, user, clientMetadata } = issuance;
  const version = EVENT_VERSIONS[triggerOf(pool.record)?.eventVersion ?? "V1_0"];
  const response = await runTrigger(pool, {
    triggerSource: triggerSource ?? triggerSourceOf(grant),
    clientId: client.clientId,
    scopes: session.scopes,
    user,
    clientMetadata,
  });
  if (response !== null) {
    checkChangesQuota({
      response,
      scopes: session.scopes,
      attributes: Object.keys(user?.attributes ?? {}).length,
      defaults: () => defaultClaims(sessionOf(pool, issuance)),
    });
  }
  return { response, version };
}

/** The second half: claims and signatures. Between the two an authorization code may wait for its client. */
export async function signTokens(
  pool: Pool,
  issuance: Issuance,
  { response, version }: TriggerAnswer,
): Promise<IssuedTokens> {
  const session = sessionOf(pool, issuance);
  const claimsOf = (of: TokenSession) =>
    applyTriggerResponse(defaultClaims(of), response, version, of.clientId);
  const claims = claimsOf(session);
  for (const change of claims.ignored) pool.cloud.log(describeIgnored(change));
  const keys = pool.cloud.keyRing.of(pool.userPoolId);
  const { accessTokenSeconds } = lifetimesOf(issuance.client);
  const accessToken = signClaims(keys.access, claims.accessToken);
  if (claims.idToken === undefined) return { accessToken: await accessToken, accessTokenSeconds };
  // `at_hash` can be known only once the access token is signed.
  const idClaims = session.oauth
    ? claimsOf({ ...session, accessTokenHash: hashOf(await accessToken) }).idToken
    : claims.idToken;
  const idToken = signClaims(keys.id, idClaims ?? claims.idToken);
  return { idToken: await idToken, accessToken: await accessToken, accessTokenSeconds };
}

/** The left half of the SHA-256 hash, in base64url. (OpenID Connect Core 1.0, section 3.1.3.6) */
function hashOf(accessToken: string): string {
  return createHash("sha256").update(accessToken, "ascii").digest().subarray(0, 16).toString("base64url");
}

function sessionOf(pool: Pool, issuance: Issuance): TokenSession {
  const { client, grant, session, user, nonce } = issuance;
  const issuedAt = Math.floor(pool.cloud.clock() / 1000);
  const { accessTokenSeconds, idTokenSeconds } = lifetimesOf(client);
  const { originId, authTimeSeconds, scopes, oauth, resource } = session;
  const showsOrigin = originId !== undefined && client.settings.EnableTokenRevocation;
  return {
    grant,
    oauth,
    issuer: pool.issuer,
    clientId: client.clientId,
    scopes,
    issuedAt,
    authTime: authTimeSeconds,
    accessTokenExpiresAt: issuedAt + accessTokenSeconds,
    idTokenExpiresAt: issuedAt + idTokenSeconds,
    accessTokenId: randomUUID(),
    idTokenId: randomUUID(),
    eventId: randomUUID(),
    ...(showsOrigin ? { originId } : {}),
    ...(user === undefined ? {} : { user: tokenUserOf(pool, issuance, user) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(resource === undefined ? {} : { resource }),
  };
}

function tokenUserOf(pool: Pool, { client, session }: Issuance, user: User): TokenUser {
  const { sub, username, groups } = user;
  const readable = readableAttributes(pool, client, user);
  const attributes = session.oauth ? releasedAttributes(readable, session.scopes) : readable;
  return { sub, username, attributes, groups, ...groupRoles(groupsNamed(pool, groups)) };
}

function describeIgnored({ token, list, name, why }: IgnoredChange): string {
  return `trigger: ${list} of the ${token} token has no effect on ${JSON.stringify(name)} (${why})`;
}
