// Does an access token open the user's own operations? (AWS API Reference: GetUser)
import { USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { errors, type JWTPayload, jwtVerify } from "jose";
import { CognitoError } from "../errors.ts";
import type { PoolClient } from "../pool/clients.ts";
import type { Pool } from "../pool/context.ts";
import type { User } from "../users/user.ts";

/** Whose access token it is, and through which client it was obtained. */
export interface TokenBearer {
  readonly user: User;
  readonly client: PoolClient;
}

/**
 * The bearer of one of this pool's own access tokens.
 * @throws CognitoError NotAuthorizedException where it is no access token of this pool, has expired, was revoked or lacks the
 * scope `aws.cognito.signin.user.admin`
 */
export async function readAccessToken(pool: Pool, accessToken: string): Promise<TokenBearer> {
  const claims = await verifiedClaims(pool, accessToken);
  const client = pool.clients.get(String(claims.client_id));
  const user = typeof claims.username === "string" ? await pool.store.findUser(claims.username) : undefined;
  if (client === undefined || user === undefined) throw refused("Invalid Access Token");
  if (typeof claims.origin_jti === "string" && (await pool.store.isOriginRevoked(claims.origin_jti))) {
    throw refused("Access Token has been revoked");
  }
  const scopes = typeof claims.scope === "string" ? claims.scope.split(" ") : [];
  if (!scopes.includes(USER_ADMIN_SCOPE)) throw refused("Access Token does not have required scopes");
  return { user, client };
}

async function verifiedClaims(pool: Pool, accessToken: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(accessToken, pool.keys.access.publicKey, {
      algorithms: ["RS256"],
      issuer: pool.issuer,
      currentDate: new Date(pool.clock()),
      requiredClaims: ["exp"],
    });
    return payload;
  } catch (cause) {
    const expired = cause instanceof errors.JWTExpired;
    throw refused(expired ? "Access Token has expired" : "Invalid Access Token");
  }
}

function refused(message: string): CognitoError {
  return new CognitoError("NotAuthorizedException", message);
}
