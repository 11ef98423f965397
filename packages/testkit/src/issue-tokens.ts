// Which tokens would a persona get from the deployed pool and trigger? The one evaluation, the one claim table, two signatures.
import { createHash } from "node:crypto";
import { evaluate, triggerResponse } from "@claimsmith/claims-policy";
import { applyTriggerResponse, defaultClaims, type TokenSession } from "@claimsmith/cognito-model";
import type { Refusal } from "./errors.ts";
import { readIssueOptions } from "./issue-options.ts";
import { signClaims } from "./keys.ts";
import { readPersona } from "./persona.ts";
import { readRequest, type TokenRequest } from "./request.ts";
import { factsOf, sessionOf } from "./session.ts";
import type { TestPool } from "./test-pool.ts";
import { changed, type GoodClaims, signWrong } from "./wrong-token.ts";

/** Signed tokens. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Absent for machines, for OAuth grants without `openid`, and beside a token with a defect. */
  readonly idToken?: string;
  readonly refusal?: never;
}

/** The policy gives no tokens. */
export interface RefusedTokens {
  readonly accessToken?: never;
  readonly idToken?: never;
  readonly refusal: Refusal;
}

/**
 * Issues tokens to a persona, or says why the policy gives none.
 *
 * @throws MisuseError
 */
export async function issueTokens(
  pool: TestPool,
  persona: unknown,
  options: unknown,
): Promise<IssuedTokens | RefusedTokens> {
  const request = readRequest(pool, readPersona(persona, pool.blueprint), readIssueOptions(options));
  const decision = evaluate(pool.policy, factsOf(pool, request));
  if (decision.outcome === "refuse") {
    const { outcome, ...refusal } = decision;
    return { refusal };
  }
  const response = triggerResponse(decision, pool.version);
  return signTokens(pool, request, (session) =>
    applyTriggerResponse(defaultClaims(session), response, pool.version, session.clientId),
  );
}

type ClaimsOf = (session: TokenSession) => ReturnType<typeof applyTriggerResponse>;

async function signTokens(pool: TestPool, request: TokenRequest, claimsOf: ClaimsOf): Promise<IssuedTokens> {
  const { claims = {}, defect } = request.options;
  const session = sessionOf(pool, request);
  const decided = claimsOf(session);
  const ofTest = Object.entries(claims).map(([name, value]) => [name, value ?? undefined]);
  const access = changed(decided.accessToken, Object.fromEntries(ofTest));
  const good: GoodClaims = { access, id: decided.idToken };
  if (defect !== undefined) return { accessToken: await signWrong(pool, good, defect) };
  const accessToken = await signClaims(access, pool.keys.access);
  if (decided.idToken === undefined) return { accessToken };
  // `at_hash` can be known only once the access token is signed.
  const { idToken = decided.idToken } = request.oauth
    ? claimsOf({ ...session, accessTokenHash: hashOf(accessToken) })
    : decided;
  return { accessToken, idToken: await signClaims(idToken, pool.keys.id) };
}

/** The left half of the SHA-256 hash, in base64url. (OpenID Connect Core 1.0, section 3.1.3.6) */
function hashOf(accessToken: string): string {
  return createHash("sha256").update(accessToken, "ascii").digest().subarray(0, 16).toString("base64url");
}
