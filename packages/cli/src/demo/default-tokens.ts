// Which tokens would Cognito have issued without a trigger?
import { personaUser } from "@claimsmith/claims-policy";
import {
  type Claims,
  defaultClaims,
  type TokenClaims,
  type TokenSession,
  type TokenUser,
} from "@claimsmith/cognito-model";
import type { LocalStack } from "../local-stack.ts";
import type { Attempt } from "./persona-run.ts";

/** The payloads of the tokens that were issued. */
interface Issued {
  readonly access: Claims;
  readonly id: Claims | undefined;
}

/** The default claims of an attempt. Ids and times that the pool makes up are those of the tokens that were issued. */
export function tokensWithoutTrigger(
  stack: LocalStack,
  attempt: Attempt,
  { access, id }: Issued,
): TokenClaims {
  const { blueprint, pool } = stack;
  const lifetimes = clientOf(stack, attempt).lifetimes;
  const issuedAt = Number(access.iat);
  const user = tokenUserOf(stack, attempt);
  const session: TokenSession = {
    grant: attempt.grant,
    oauth: attempt.grant === "machine",
    issuer: pool.issuer,
    clientId: pool.clients[attempt.client]?.clientId ?? blueprint.name,
    scopes: attempt.scopes,
    issuedAt,
    authTime: Number(access.auth_time ?? issuedAt),
    accessTokenExpiresAt: issuedAt + lifetimes.accessTokenSeconds,
    idTokenExpiresAt: issuedAt + lifetimes.idTokenSeconds,
    accessTokenId: String(access.jti),
    idTokenId: String(id?.jti),
    eventId: String(access.event_id),
    ...(access.origin_jti !== undefined && { originId: String(access.origin_jti) }),
    ...(user !== undefined && { user }),
  };
  return defaultClaims(session);
}

function clientOf({ blueprint }: LocalStack, { client }: Attempt) {
  const found = blueprint.clients.find(({ name }) => name === client);
  if (found === undefined) throw new TypeError(`the pool has no client ${client}`);
  return found;
}

function tokenUserOf(stack: LocalStack, attempt: Attempt): TokenUser | undefined {
  const { persona, name, scopes } = attempt;
  if (persona.kind === "machine") return undefined;
  const { blueprint, users } = stack;
  const client = clientOf(stack, attempt);
  return personaUser(persona, { blueprint, client, scopes, oauth: false, sub: users[name]?.sub ?? "" });
}
