// A small world: the issuer of the orders policy at a moment that stands still, and what its tokens say.
import type { Claims } from "@claimsmith/cognito-model";
import { environments, policy } from "@claimsmith/orders-policy";
import { decodeJwt } from "jose";
import { frozenClock, type IssuedTokens, testIssuer } from "../src/index.ts";

/** The moment of all tests, in seconds. */
export const NOW_SECONDS = 1_790_000_000;

/** An issuer of the orders policy, with a clock of its own. */
export async function ordersIssuer() {
  const clock = frozenClock(NOW_SECONDS * 1_000);
  return { clock, issuer: await testIssuer({ policy, environment: environments.local, clock }) };
}

/** What a token says. */
export const claimsOf = (token: string) => decodeJwt(token) as Claims;

/** What both tokens say. */
export function claimsOfBoth({ accessToken, idToken }: IssuedTokens) {
  return { access: claimsOf(accessToken), id: idToken === undefined ? undefined : claimsOf(idToken) };
}
