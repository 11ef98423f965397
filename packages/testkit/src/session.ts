// What does the trigger learn of a request, and what are the default claims made of?
import { randomUUID } from "node:crypto";
import type { Facts } from "@claimsmith/claims-policy";
import { groupRoles, releasedAttributes, type TokenSession, type TokenUser } from "@claimsmith/cognito-model";
import { subjectOf } from "./identifiers.ts";
import type { TokenRequest } from "./request.ts";
import type { TestPool } from "./test-pool.ts";

/** What the trigger's event tells the evaluation. */
export function factsOf({ settings, policyHash, version }: TestPool, request: TokenRequest): Facts {
  const { persona, client, options } = request;
  const { lookups } = options;
  const metadata = options.metadata ?? (persona.kind === "machine" ? persona.metadata : undefined) ?? null;
  // An event of version 1 has no scopes.
  const scopes = version === "1" ? [] : request.scopes;
  const shared = { client: client.name, scopes, metadata, settings, policyHash, ...(lookups && { lookups }) };
  if (persona.kind === "machine") return { kind: "machine", ...shared };
  const { attributes, groups } = persona;
  const own = { sub: subjectOf(attributes.email), "cognito:user_status": "CONFIRMED" };
  return { kind: "user", ...shared, attributes: { ...own, ...attributes }, groups };
}

/** What Cognito knows when it issues. A refresh is one at the end of the first token's life. */
export function sessionOf(pool: TestPool, request: TokenRequest): TokenSession {
  const { grant, oauth, clientId, scopes, issuedAt, lifetimes } = request;
  const user = userOf(pool, request);
  return {
    grant,
    oauth,
    issuer: pool.issuer,
    clientId,
    scopes,
    issuedAt,
    authTime: grant === "refresh" ? issuedAt - request.client.lifetimes.accessTokenSeconds : issuedAt,
    accessTokenExpiresAt: issuedAt + lifetimes.accessTokenSeconds,
    idTokenExpiresAt: issuedAt + lifetimes.idTokenSeconds,
    accessTokenId: randomUUID(),
    idTokenId: randomUUID(),
    eventId: randomUUID(),
    ...(user !== undefined && { user, originId: randomUUID() }),
  };
}

/** People sign in with their e-mail address, so their user name is their `sub`. */
function userOf(
  { blueprint }: TestPool,
  { persona, client, oauth, scopes }: TokenRequest,
): TokenUser | undefined {
  if (persona.kind === "machine") return undefined;
  const { groups } = persona;
  const { sub = subjectOf(persona.attributes.email), ...attributes } = persona.attributes;
  const readable = Object.fromEntries(
    Object.entries(attributes).filter(([name]) => client.readAttributes.includes(name)),
  );
  const roles = groups.flatMap((name) => blueprint.groups.find((group) => group.name === name) ?? []);
  return {
    sub,
    username: sub,
    attributes: oauth ? releasedAttributes(readable, scopes) : readable,
    groups,
    ...groupRoles(roles),
  };
}
