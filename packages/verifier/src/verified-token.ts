// What is known of a token once it is verified, and is it still so later? A cache asks again on each hit.
import type { AnyPrincipal } from "./checks/required/index.ts";
import {
  CLOCK_SKEW_SECONDS,
  firstRefusal,
  idTokenClaims,
  kindOf,
  policyClaims,
  type Refusal,
  tokenUse,
} from "./checks/token/index.ts";
import { VerificationError } from "./errors.ts";
import type { Settings } from "./options.ts";
import { type AccessTokenPayload, idTokenPayload, type UncheckedPayload } from "./payload.ts";
import type { Pool } from "./pools.ts";
import { principalOf } from "./principal.ts";
import { type ReadScopes, scopeReader } from "./scope-lists.ts";
import type { TokenRules } from "./token-rules.ts";

/** A verified token: its principal, and what it was verified by. */
export interface VerifiedToken {
  readonly principal: AnyPrincipal;
  readonly pool: Pool;
  readonly kid: string;
  readonly key: unknown;
  readonly notBeforeSeconds: number;
}

/** A payload, and whose it is. */
export interface SignedToken {
  readonly payload: UncheckedPayload;
  readonly pool: Pool;
  readonly kid: string;
}

/** Throws where there is something to refuse. */
export function refuse(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new VerificationError(refusal.code, refusal);
}

/** Makes signed tokens verified ones. */
export interface TokenAcceptance {
  /** Of a token whose signature is that of the key. @throws VerificationError with the first refusal. */
  accept(token: SignedToken, key: unknown, nowMs: number): VerifiedToken;
  /** Why a token that was verified earlier is refused now; `undefined` where it is not. */
  refusalNow(token: VerifiedToken, nowMs: number): Refusal | undefined;
}

/** The checks of tokens by a contract and options. */
export function tokenAcceptance(rules: TokenRules, settings: Settings): TokenAcceptance {
  const scopesOf = scopeReader();
  const { resources } = settings;
  return {
    accept: ({ payload: unchecked, pool, kid }, key, nowMs) => {
      const isIdToken = acceptsAsIdToken(unchecked, settings, nowMs);
      if (!isIdToken) refuse(tokenUse(unchecked));
      const payload = (isIdToken ? idTokenPayload(unchecked) : unchecked) as AccessTokenPayload;
      const { clientNames } = pool;
      refuse(firstRefusal({ payload, rules, clientNames, resources, nowSeconds: nowMs / 1_000 }));
      const principal = readPrincipal({ payload, pool, isIdToken }, rules, scopesOf);
      return { principal, pool, kid, key, notBeforeSeconds: payload.nbf ?? 0 };
    },
    refusalNow: ({ principal, pool, notBeforeSeconds }, nowMs) => {
      const nowSeconds = nowMs / 1_000;
      if (nowSeconds >= principal.expiresAtSeconds) return { code: "TOKEN_EXPIRED" };
      const isEarly =
        notBeforeSeconds > nowSeconds || principal.issuedAtSeconds > nowSeconds + CLOCK_SKEW_SECONDS;
      if (isEarly) return { code: "TOKEN_NOT_YET_VALID" };
      if (principal.tokenUse === "id" && !(nowMs < settings.idTokensUntilMs)) return { code: "ID_TOKEN" };
      const isServed = pool.clientNames.get(principal.clientId) === principal.client;
      return isServed ? undefined : { code: "CLIENT_NOT_ALLOWED" };
    },
  };
}

/** True for an ID token, while ID tokens are accepted. */
export function acceptsAsIdToken(
  { token_use }: UncheckedPayload,
  { idTokensUntilMs }: Settings,
  nowMs: number,
): boolean {
  return token_use === "id" && nowMs < idTokensUntilMs;
}

interface ReadableToken {
  readonly payload: AccessTokenPayload;
  readonly pool: Pool;
  readonly isIdToken: boolean;
}

/** The principal of a token that passed all checks but those of the policy's claims, which are made here. */
export function readPrincipal(
  { payload, pool, isIdToken }: ReadableToken,
  rules: TokenRules,
  scopesOf: ReadScopes,
): AnyPrincipal {
  const kind = kindOf(payload) ?? "user";
  const read = isIdToken ? idTokenClaims : policyClaims;
  const result = read(payload, rules.claims[kind]);
  if ("code" in result) throw new VerificationError(result.code, result);
  return principalOf({
    payload,
    kind,
    tokenUse: isIdToken ? "id" : "access",
    client: pool.clientNames.get(payload.client_id) ?? "",
    issuer: pool.issuer,
    scopes: scopesOf(payload.scope),
    claims: result.claims,
    asserted: result.asserted,
  });
}
