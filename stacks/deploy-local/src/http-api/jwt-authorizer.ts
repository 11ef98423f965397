// Would API Gateway's JWT authorizer let a token pass? moto serves no routes, so its documented rules are applied here.
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { expected } from "../errors.ts";

/** What an authorizer was configured with. */
export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** The authorizer's answer: the token's claims, or the status of the refusal. */
export type Authorization =
  | { readonly status: 200; readonly claims: JWTPayload }
  | { readonly status: 401 | 403; readonly reason: string };

/**
 * Decides as documented: a signature by a key of the issuer, `iss`, `aud` or, where there is none, `client_id` among the audience,
 * `exp`, `nbf` and `iat`, and one of the route's scopes in `scope` or `scp`. 401 is for the token, 403 for its scopes.
 * (API Gateway: Control access to HTTP APIs with JWT authorizers)
 */
export async function authorize(
  { issuer, audience }: JwtAuthorizer,
  token: string,
  scopes: readonly string[],
): Promise<Authorization> {
  const keys = createRemoteJWKSet(new URL(await jwksUri(issuer)));
  let claims: JWTPayload;
  try {
    // API Gateway knows RSA alone.
    const algorithms = ["RS256", "RS384", "RS512"];
    const verified = await jwtVerify(token, keys, { issuer, algorithms, requiredClaims: ["exp"] });
    if (verified.protectedHeader.kid === undefined) return { status: 401, reason: "KID" };
    claims = verified.payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return { status: 401, reason: error.code };
    throw error;
  }
  // client_id counts only where there is no aud.
  const named = [claims.aud ?? claims.client_id].flat();
  if (!named.some((name) => typeof name === "string" && audience.includes(name))) {
    return { status: 401, reason: "AUDIENCE" };
  }
  if (typeof claims.iat === "number" && claims.iat > Date.now() / 1000) return { status: 401, reason: "IAT" };
  // Any one of the route's scopes will do, and a route without scopes takes any token: an ID token too.
  const held = scopesOf(claims.scope ?? claims.scp);
  if (scopes.length > 0 && !scopes.some((scope) => held.includes(scope)))
    return { status: 403, reason: "SCOPE" };
  return { status: 200, claims };
}

function scopesOf(claim: unknown): readonly unknown[] {
  return Array.isArray(claim) ? claim : String(claim ?? "").split(" ");
}

/** (OpenID Connect Discovery 1.0, section 4) */
async function jwksUri(issuer: string): Promise<string> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri: uri } = (await response.json()) as { readonly jwks_uri?: string };
  return expected(uri, "a key set in the issuer's discovery document");
}
