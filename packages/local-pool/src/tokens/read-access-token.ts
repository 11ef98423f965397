// Does an access token open the user's own operations? (AWS API Reference: GetUser)
import { USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { type Cloud, clientById, type Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { ClientRecord } from "../pools/client.ts";
import { USERS } from "../store/tables.ts";
import type { User } from "../users/user.ts";
import { isRevoked } from "./revocation.ts";

/** Whose access token it is, and through which client it was obtained. */
export interface TokenBearer {
  readonly pool: Pool;
  readonly client: ClientRecord;
  readonly user: User;
  readonly scopes: readonly string[];
  readonly claims: JWTPayload;
}

/**
 * The bearer of an access token with the scope `aws.cognito.signin.user.admin`.
 * @throws CognitoError NotAuthorizedException where it is no access token of a pool here, has expired, was revoked or lacks
 * the scope
 */
export async function readAccessToken(cloud: Cloud, accessToken: string): Promise<TokenBearer> {
  const bearer = await bearerOf(cloud, accessToken);
  if (!bearer.scopes.includes(USER_ADMIN_SCOPE)) throw refused("Access Token does not have required scopes");
  return bearer;
}

/**
 * The user behind an access token of a pool of this cloud, whatever its scopes.
 * @throws CognitoError NotAuthorizedException where it is none, has expired or was revoked
 */
export async function bearerOf(cloud: Cloud, accessToken: string): Promise<TokenBearer> {
  const found = clientById(cloud, clientIdIn(accessToken));
  if (found === undefined) throw refused("Invalid Access Token");
  const { pool, client } = found;
  const claims = await verifiedClaims(pool, accessToken);
  const user = cloud.database.get(USERS, [pool.userPoolId, String(claims.username)]);
  if (user === undefined || user.sub !== claims.sub || !user.enabled) throw refused("Invalid Access Token");
  const originId = typeof claims.origin_jti === "string" ? claims.origin_jti : undefined;
  if (isRevoked(pool, { originId, authTimeSeconds: Number(claims.auth_time), user })) {
    throw refused("Access Token has been revoked");
  }
  const scopes = typeof claims.scope === "string" ? claims.scope.split(" ") : [];
  return { pool, client, user, scopes, claims };
}

/** The client that a token names, to find the pool by. The signature is checked with that pool's key and issuer. */
function clientIdIn(accessToken: string): string {
  try {
    return String(decodeJwt(accessToken).client_id);
  } catch {
    return "";
  }
}

async function verifiedClaims(pool: Pool, accessToken: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(
      accessToken,
      pool.cloud.keyRing.of(pool.userPoolId).access.publicKey,
      {
        algorithms: ["RS256"],
        issuer: pool.issuer,
        currentDate: new Date(pool.cloud.clock()),
        requiredClaims: ["exp"],
      },
    );
    return payload;
  } catch (cause) {
    const expired = cause instanceof errors.JWTExpired;
    throw refused(expired ? "Access Token has expired" : "Invalid Access Token");
  }
}

function refused(message: string): CognitoError {
  return new CognitoError("NotAuthorizedException", message);
}
