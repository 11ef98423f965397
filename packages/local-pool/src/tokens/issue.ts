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
import type { PoolClient } from "../pool/clients.ts";
import type { Pool } from "../pool/context.ts";
import { runTrigger } from "../trigger/run.ts";
import { readableAttributes } from "../users/attributes.ts";
import type { User } from "../users/user.ts";
import { signClaims } from "./keys.ts";

/** One issuance: who gets tokens, and how. */
export interface Issuance {
  readonly client: PoolClient;
  readonly grant: Grant;
  /** Default: the source that stands for the grant. */
  readonly triggerSource?: TriggerSource;
  /** True where the session began at the OAuth endpoints. */
  readonly oauth: boolean;
  /** Granted before the trigger. */
  readonly scopes: readonly string[];
  /** Absent for a machine. */
  readonly user?: User;
  /** When the user signed in, for a refresh. Default: now. */
  readonly authTimeSeconds?: number;
  /** `origin_jti`; absent for a machine. */
  readonly originId?: string;
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
  const version = EVENT_VERSIONS[pool.blueprint.trigger.eventVersion];
  const applied = applyTriggerResponse(defaultClaims(session), response, version, session.clientId);
  for (const change of applied.ignored) pool.log(describeIgnored(change));
  const { accessTokenSeconds } = issuance.client.blueprint.lifetimes;
  const accessToken = signClaims(pool.keys.access, applied.accessToken);
  if (applied.idToken === undefined) return { accessToken: await accessToken, accessTokenSeconds };
  const idToken = signClaims(pool.keys.id, applied.idToken);
  return { idToken: await idToken, accessToken: await accessToken, accessTokenSeconds };
}

function sessionOf(pool: Pool, issuance: Issuance): TokenSession {
  const { client, grant, oauth, scopes, user, originId } = issuance;
  const issuedAt = Math.floor(pool.clock() / 1000);
  const { accessTokenSeconds, idTokenSeconds } = client.blueprint.lifetimes;
  return {
    grant,
    oauth,
    issuer: pool.issuer,
    clientId: client.clientId,
    scopes,
    issuedAt,
    authTime: issuance.authTimeSeconds ?? issuedAt,
    accessTokenExpiresAt: issuedAt + accessTokenSeconds,
    idTokenExpiresAt: issuedAt + idTokenSeconds,
    accessTokenId: randomUUID(),
    idTokenId: randomUUID(),
    eventId: randomUUID(),
    ...(originId === undefined ? {} : { originId }),
    ...(user === undefined ? {} : { user: tokenUserOf(pool, client, user) }),
  };
}

function tokenUserOf(pool: Pool, client: PoolClient, user: User): TokenUser {
  const { username, groups } = user;
  const attributes = readableAttributes(client.blueprint, user);
  return { sub: username, username, attributes, groups, ...groupRoles(groupsOf(pool, user)) };
}

function groupsOf(pool: Pool, user: User) {
  return pool.blueprint.groups.filter((group) => user.groups.includes(group.name));
}

function describeIgnored({ token, list, name, why }: IgnoredChange): string {
  return `trigger: ${list} of the ${token} token has no effect on ${JSON.stringify(name)} (${why})`;
}
