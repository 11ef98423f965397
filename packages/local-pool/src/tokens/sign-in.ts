// What does the API answer when a person has signed in or refreshed? (AWS API Reference: AuthenticationResultType)
import { randomUUID } from "node:crypto";
import { type TriggerSource, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";
import type { PoolClient } from "../pool/clients.ts";
import type { Pool } from "../pool/context.ts";
import type { User } from "../users/user.ts";
import { type IssuedTokens, issueTokens } from "./issue.ts";
import { openRefreshSession, usableRefreshSession } from "./refresh-sessions.ts";

/** The answer of every operation that ends a sign-in. */
export interface AuthenticationAnswer {
  readonly ChallengeParameters: Readonly<Record<string, never>>;
  readonly AuthenticationResult: {
    readonly AccessToken: string;
    /** Seconds that the access token lives. */
    readonly ExpiresIn: number;
    readonly TokenType: "Bearer";
    readonly IdToken?: string;
    /** Absent after a refresh. */
    readonly RefreshToken?: string;
  };
}

/** Issues the tokens of a new API sign-in. Its only scope is the one for the user's own operations. */
export async function signIn(
  pool: Pool,
  person: {
    readonly client: PoolClient;
    readonly user: User;
    readonly triggerSource?: TriggerSource;
    readonly clientMetadata?: Readonly<Record<string, string>>;
  },
): Promise<AuthenticationAnswer> {
  const session = { oauth: false, scopes: [USER_ADMIN_SCOPE], originId: randomUUID() };
  const authTimeSeconds = Math.floor(pool.clock() / 1000);
  const tokens = await issueTokens(pool, { ...person, ...session, grant: "sdk", authTimeSeconds });
  const { client, user } = person;
  const refreshToken = await openRefreshSession(pool, { client, user, ...session, authTimeSeconds });
  return answerOf(tokens, refreshToken);
}

/**
 * Issues new tokens for a refresh token, with the groups and attributes that the user has now.
 * @throws CognitoError NotAuthorizedException where the refresh token does not count (any more)
 */
export async function refresh(
  pool: Pool,
  request: {
    readonly client: PoolClient;
    readonly refreshToken: string;
    /** Called with the user before any token is made. */
    readonly check: (user: User) => void;
  },
): Promise<AuthenticationAnswer> {
  const { client, refreshToken, check } = request;
  const session = await usableRefreshSession(pool, client, refreshToken);
  const user = await pool.store.findUser(session.username);
  if (user === undefined) throw new CognitoError("NotAuthorizedException", "Invalid Refresh Token");
  check(user);
  const { oauth, scopes, originId, authTimeSeconds } = session;
  const continued = { oauth, scopes, originId, authTimeSeconds };
  return answerOf(await issueTokens(pool, { client, user, grant: "refresh", ...continued }));
}

function answerOf(tokens: IssuedTokens, refreshToken?: string): AuthenticationAnswer {
  return {
    ChallengeParameters: {},
    AuthenticationResult: {
      AccessToken: tokens.accessToken,
      ExpiresIn: tokens.accessTokenSeconds,
      TokenType: "Bearer",
      ...(refreshToken === undefined ? {} : { RefreshToken: refreshToken }),
      ...(tokens.idToken === undefined ? {} : { IdToken: tokens.idToken }),
    },
  };
}
