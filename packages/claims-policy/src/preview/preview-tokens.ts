// Which tokens would a persona get, without the policy and with it? Nothing is deployed, signed or sent.
import {
  applyTriggerResponse,
  type Claims,
  type ClientBlueprint,
  defaultClaims,
  EVENT_VERSIONS,
  type EventVersionNumber,
  type Grant,
  type TokenClaims,
  USER_ADMIN_SCOPE,
} from "@claimsmith/cognito-model";
import { type Explanation, explain } from "../evaluation/explain.ts";
import type { Facts } from "../evaluation/facts.ts";
import { triggerResponse } from "../evaluation/trigger-response.ts";
import type { Persona } from "../language/persona.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { issue, PolicyError } from "../validation/issues.ts";
import { personaFacts, personaUser } from "./persona-facts.ts";
import { grantsOf, type PreviewPool } from "./preview-pool.ts";
import { PREVIEW_SUB, type PreviewSignIn, previewSession } from "./preview-session.ts";
import { type TokenSize, tokenSize } from "./token-size.ts";

/** Who gets tokens, and how. */
export interface PreviewRequest {
  readonly persona: Persona;
  /** The client's name in the policy; not necessarily one that the persona signs in with. */
  readonly client: string;
  readonly grant: Grant;
  /** What is asked for at the OAuth endpoints. Default: all that the client may ask for. The API (`sdk`) cannot ask. */
  readonly scopes?: readonly string[];
  /** Look-ups that fail, whatever the persona says that they find. Default: none. */
  readonly failedLookups?: readonly string[];
}

/** One token of a preview. */
export interface PreviewedToken {
  readonly claims: Claims;
  readonly size: TokenSize;
}

/** The tokens of one sign-in. Machines, and hosted logins without `openid`, get no ID token. */
export interface PreviewedTokens {
  readonly idToken?: PreviewedToken;
  readonly accessToken: PreviewedToken;
}

/** The tokens of one persona with one client and grant, before and after the policy. */
export interface TokenPreview {
  readonly client: string;
  readonly grant: Grant;
  readonly eventVersion: EventVersionNumber;
  readonly facts: Facts;
  /** The decision, and every rule that had a part in it. */
  readonly explanation: Explanation;
  /** What Cognito would issue without a trigger. */
  readonly before: PreviewedTokens;
  /** What it issues with the policy; absent where the decision is to refuse. */
  readonly after?: PreviewedTokens;
}

/**
 * Previews tokens by the same evaluation, response and claim table as the deployed trigger and the local pool. Deterministic:
 * ids and times are made up, and always the same (`MADE_UP_CLAIMS`). A `refresh` is that of a sign-in through the API where
 * the client allows one, else that of a hosted login.
 *
 * @throws PolicyError with issue `UNDECLARED` for a client that the policy does not declare, `GRANT_IMPOSSIBLE` for a grant that
 * the client or the persona does not have, `UNDECLARED` for a scope that the client may not ask for.
 */
export function previewTokens(pool: PreviewPool, request: PreviewRequest): TokenPreview {
  const { snapshot, blueprint, settings } = pool;
  const { policy, hash: policyHash, eventVersion } = snapshot;
  const { persona, grant, failedLookups = [] } = request;
  const client = clientOf(pool, request);
  const version = EVENT_VERSIONS[eventVersion];
  const { oauth, scopes } = sessionStart(policy, client, request);
  // An event of version 1 has no scopes.
  const told = version === "1" ? [] : scopes;
  const shared = { policy, policyHash, settings, client: client.name, scopes: told, sub: PREVIEW_SUB };
  const facts = withFailed(personaFacts(persona, shared), failedLookups);
  const of = { blueprint, client, oauth, scopes, sub: PREVIEW_SUB };
  const user = persona.kind === "user" ? personaUser(persona, of) : undefined;
  return previewOf(pool, { version, facts, signIn: { client, grant, oauth, scopes, user } });
}

function withFailed(facts: Facts, names: readonly string[]): Facts {
  const failed = names.map((name) => [name, { status: "failed" }] as const);
  return { ...facts, lookups: { ...facts.lookups, ...Object.fromEntries(failed) } };
}

/** Facts that were gathered elsewhere, such as those of a captured event, and how the tokens were asked for. */
export interface FactsRequest {
  readonly facts: Facts;
  readonly grant: Grant;
  /** Of the event. */
  readonly version: EventVersionNumber;
}

/**
 * Previews the tokens of facts. A refresh that has other scopes than the API's one is that of a hosted login.
 *
 * @throws PolicyError with issue `UNDECLARED` for a client that the policy does not declare.
 */
export function previewFacts(pool: PreviewPool, { facts, grant, version }: FactsRequest): TokenPreview {
  const { blueprint } = pool;
  const client = declaredClient(pool, facts.client);
  const isApi = (scope: string) => scope === USER_ADMIN_SCOPE;
  const viaApi = grant === "sdk" || (grant === "refresh" && facts.scopes.every(isApi));
  // An event of version 1 does not tell its scopes.
  const scopes = version === "1" ? startScopes(client, viaApi) : facts.scopes;
  const of = { blueprint, client, oauth: !viaApi, scopes, sub: PREVIEW_SUB };
  const user = facts.kind === "user" ? personaUser(facts, of) : undefined;
  return previewOf(pool, { version, facts, signIn: { client, grant, oauth: !viaApi, scopes, user } });
}

interface PreviewParts {
  readonly version: EventVersionNumber;
  readonly facts: Facts;
  readonly signIn: PreviewSignIn;
}

function previewOf(pool: PreviewPool, { version, facts, signIn }: PreviewParts): TokenPreview {
  const session = previewSession(pool, signIn);
  const defaults = defaultClaims(session);
  const explanation = explain(pool.snapshot.policy, facts);
  const { decision } = explanation;
  const { client, grant } = signIn;
  const about = { client: client.name, grant, eventVersion: version, facts, explanation };
  const before = previewedTokens(defaults);
  if (decision.outcome === "refuse") return { ...about, before };
  const response = triggerResponse(decision, version);
  const applied = applyTriggerResponse(defaults, response, version, session.clientId);
  return { ...about, before, after: previewedTokens(applied) };
}

/** Claims with the sizes of the tokens that carry them. */
export function previewedTokens({ idToken, accessToken }: TokenClaims): PreviewedTokens {
  const token = (claims: Claims): PreviewedToken => ({ claims, size: tokenSize(claims) });
  if (idToken === undefined) return { accessToken: token(accessToken) };
  return { idToken: token(idToken), accessToken: token(accessToken) };
}

function declaredClient({ blueprint }: PreviewPool, client: string): ClientBlueprint {
  const found = blueprint.clients.find(({ name }) => name === client);
  if (found !== undefined) return found;
  const expected = `one of ${blueprint.clients.map(({ name }) => name).join(", ")}`;
  throw new PolicyError([issue("UNDECLARED", "client", { expected, received: JSON.stringify(client) })]);
}

function clientOf(pool: PreviewPool, { persona, client, grant }: PreviewRequest): ClientBlueprint {
  const found = declaredClient(pool, client);
  const possible = grantsOf(pool.snapshot.policy, client);
  if (found.kind === persona.kind && possible.includes(grant)) return found;
  const expected = `one of ${possible.join(", ")}, for a persona of kind ${found.kind}`;
  throw new PolicyError([
    issue("GRANT_IMPOSSIBLE", "grant", { expected, received: `${grant} for a ${persona.kind}` }),
  ]);
}

/** Where the session began, and its scopes before the trigger. */
function sessionStart(
  policy: PolicyDocument,
  client: ClientBlueprint,
  { grant, scopes }: PreviewRequest,
): { readonly oauth: boolean; readonly scopes: readonly string[] } {
  const viaApi = grant === "sdk" || (grant === "refresh" && grantsOf(policy, client.name).includes("sdk"));
  const allowed = startScopes(client, viaApi);
  const refused = (scopes ?? []).filter((scope) => !allowed.includes(scope));
  if (refused.length > 0) {
    const expected = `scopes among ${allowed.join(", ") || "none"}`;
    throw new PolicyError([issue("UNDECLARED", "scopes", { expected, received: refused.join(" ") })]);
  }
  return { oauth: !viaApi, scopes: scopes?.length ? [...new Set(scopes)] : allowed };
}

/** Without asking for any: the API issues one scope, the OAuth endpoints all. (AWS: Understanding the access token) */
function startScopes(client: ClientBlueprint, viaApi: boolean): readonly string[] {
  return viaApi ? [USER_ADMIN_SCOPE] : client.allowedOAuthScopes;
}
