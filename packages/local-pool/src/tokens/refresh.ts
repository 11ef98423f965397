// How does a refresh token become new tokens? The API and the token endpoint come here. (AWS: Refresh tokens)
import type { TriggerSource } from "@claimsmith/cognito-model";
import type { PoolClient } from "../cloud/cloud.ts";
import type { User } from "../users/user.ts";
import { type IssuedTokens, issueTokens } from "./issue.ts";
import { sealRefreshToken, usableRefreshToken } from "./refresh-token.ts";
import { rotate, rotates } from "./rotation.ts";

/** One use of a refresh token. */
export interface RefreshRequest {
  readonly refreshToken: string;
  /** Called with the token's user before any token is made; throws to refuse. */
  readonly check?: (user: User) => void;
  /** Only where the operation passes it on to the trigger. */
  readonly clientMetadata?: Readonly<Record<string, string>>;
  /** Default: TokenGeneration_RefreshTokens. */
  readonly triggerSource?: TriggerSource;
}

/** What a refresh gives. */
export interface Refreshed {
  readonly tokens: IssuedTokens;
  /** Only where the client rotates: takes the place of the one that was sent, and ends when that would have. */
  readonly refreshToken?: string;
}

/**
 * Issues new tokens of the same sign-in, with the groups and attributes that the user has now. Where the trigger refuses, the
 * refresh token is not used up.
 * @throws CognitoError NotAuthorizedException where the refresh token does not count (any more), RefreshTokenReuseException
 * where rotation has replaced it, and the trigger's errors
 */
export async function refreshTokens(
  { pool, client }: PoolClient,
  { refreshToken, check, ...passedOn }: RefreshRequest,
): Promise<Refreshed> {
  const { content, user } = await usableRefreshToken(pool, client, refreshToken);
  check?.(user);
  const tokens = await issueTokens(pool, { client, user, grant: "refresh", session: content, ...passedOn });
  if (!rotates(client)) return { tokens };
  return { tokens, refreshToken: sealRefreshToken(pool, await rotate(pool, client, content)) };
}
