// How do tokens come to be? Default claims, one call of the trigger, the claim table, two signatures.
import { randomUUID } from "node:crypto";
import {
  applyTriggerResponse,
  defaultClaims,
  EVENT_VERSIONS,
  type Grant,
  groupRoles,
  type IgnoredChange,
  type TokenSession,
  type TokenUser,
  type TriggerSource,
  triggerSourceOf,
} from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { type ClientRecord, lifetimesOf } from "../pools/client.ts";
import { groupsNamed } from "../pools/group.ts";
import { triggerOf } from "../pools/user-pool.ts";
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

/**
 * Issues the tokens of one sign-in, refresh or machine grant.
 * @throws CognitoError UserLambdaValidationException, UnexpectedLambdaException or InvalidLambdaResponseException where the
 * trigger denies or fails: no token is made then
 */
export async function issueTokens(pool: Pool, issuance: Issuance): Promise<IssuedTokens> {
  const session = sessionOf(pool, issuance);
  const response = await runTrigger(pool, {
    triggerSource: issuance.triggerSource ?? triggerSourceOf(issuance.grant),
    clientId: session.clientId,
    scopes: session.scopes,
    user: issuance.user,
    clientMetadata: issuance.clientMetadata,
  });
  const version = EVENT_VERSIONS[triggerOf(pool.record)?.eventVersion ?? "V1_0"];
  const applied = applyTriggerResponse(defaultClaims(session), response, version, session.clientId);
  for (const change of applied.ignored) pool.cloud.log(describeIgnored(change));
  const keys = pool.cloud.keyRing.of(pool.userPoolId);
  const { accessTokenSeconds } = lifetimesOf(issuance.client);
  const accessToken = signClaims(keys.access, applied.accessToken);
  if (applied.idToken === undefined) return { accessToken: await accessToken, accessTokenSeconds };
  const idToken = signClaims(keys.id, applied.idToken);
  return { idToken: await idToken, accessToken: await accessToken, accessTokenSeconds };
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
    ...(user === undefined ? {} : { user: tokenUserOf(pool, client, user) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(resource === undefined ? {} : { resource }),
  };
}

function tokenUserOf(pool: Pool, client: ClientRecord, user: User): TokenUser {
  const { sub, username, groups } = user;
  const attributes = readableAttributes(pool, client, user);
  return { sub, username, attributes, groups, ...groupRoles(groupsNamed(pool, groups)) };
}

function describeIgnored({ token, list, name, why }: IgnoredChange): string {
  return `trigger: ${list} of the ${token} token has no effect on ${JSON.stringify(name)} (${why})`;
}
