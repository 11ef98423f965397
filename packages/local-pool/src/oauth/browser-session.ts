// Is somebody signed in to the login pages in this browser? For an hour, by a sealed cookie. (AWS: Managed login; Understanding the access token)
import { parse, serialize } from "hono/utils/cookie";
import type { JWTPayload } from "jose";
import type { Pool } from "../cloud/cloud.ts";
import { USERS } from "../store/tables.ts";
import { isRevoked } from "../tokens/revocation.ts";
import { openJwt, sealJwt } from "../tokens/seal-jwt.ts";
import type { User } from "../users/user.ts";
import { derivedKey } from "./derived-key.ts";

/** Who is signed in to the login pages, and since when. */
export interface BrowserSession {
  readonly user: User;
  readonly authTimeSeconds: number;
}

/** An hour, whatever the lives of the tokens are. */
const LIFETIME_SECONDS = 60 * 60;

/** The `Set-Cookie` of a person who has just signed in. The pool keeps nothing. */
export function sessionCookie(pool: Pool, { user, authTimeSeconds }: BrowserSession): string {
  const exp = Math.floor(pool.cloud.clock() / 1000) + LIFETIME_SECONDS;
  const claims = { username: user.username, authTimeSeconds, iss: pool.userPoolId, sub: user.sub, exp };
  return setCookie(pool, sealJwt(derivedKey(pool, "browser session"), claims), LIFETIME_SECONDS);
}

/** The `Set-Cookie` that forgets who was signed in. */
export function endedSessionCookie(pool: Pool): string {
  return setCookie(pool, "", 0);
}

/** Who a request's cookie says is signed in, if it still counts. A sign-out everywhere ends it, too (unverified). */
export async function browserSession(pool: Pool, request: Request): Promise<BrowserSession | undefined> {
  const name = cookieName(pool);
  const value = parse(request.headers.get("cookie") ?? "", name)[name];
  const claims = value === undefined ? undefined : await openCookie(pool, value);
  if (claims === undefined) return undefined;
  const user = pool.cloud.database.get(USERS, [pool.userPoolId, String(claims.username)]);
  const authTimeSeconds = Number(claims.authTimeSeconds);
  if (user === undefined || user.sub !== claims.sub || !user.enabled) return undefined;
  if (isRevoked(pool, { originId: undefined, authTimeSeconds, user })) return undefined;
  return { user, authTimeSeconds };
}

function openCookie(pool: Pool, value: string): Promise<JWTPayload | undefined> {
  const now = new Date(pool.cloud.clock());
  return openJwt(derivedKey(pool, "browser session"), value, { issuer: pool.userPoolId, now });
}

/** Cookies do not tell ports apart, so the name tells pools apart. */
function cookieName({ userPoolId }: Pool): string {
  return `cognito-${userPoolId}`;
}

/** Not `Secure`: the pool speaks plain HTTP, and not every browser sends such a cookie to a loopback address. */
function setCookie(pool: Pool, value: string, maxAge: number): string {
  return serialize(cookieName(pool), value, { path: "/", httpOnly: true, sameSite: "Lax", maxAge });
}
