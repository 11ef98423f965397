// What does the API answer when a person has signed in or refreshed? (AWS API Reference: AuthenticationResultType)
import { randomUUID } from "node:crypto";
import { type TriggerSource, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import type { ClientRecord } from "../pools/client.ts";
import type { User } from "../users/user.ts";
import { type IssuedTokens, issueTokens } from "./issue.ts";
import { newRefreshToken } from "./refresh-token.ts";
import { authTimeNow } from "./revocation.ts";

/** The answer of every operation that ends a sign-in. */
export interface AuthenticationAnswer {
  readonly ChallengeParameters: Readonly<Record<string, never>>;
  readonly AuthenticationResult: {
    readonly AccessToken: string;
    /** Seconds that the access token lives. */
    readonly ExpiresIn: number;
    readonly TokenType: "Bearer";
    readonly IdToken?: string;
    /** Absent after a refresh, unless the client rotates refresh tokens. */
    readonly RefreshToken?: string;
  };
}

/** Issues the tokens of a new API sign-in. Its only scope is the one for the user's own operations. */
export async function signIn(
  pool: Pool,
  person: {
    readonly client: ClientRecord;
    readonly user: User;
    readonly triggerSource?: TriggerSource;
    readonly clientMetadata?: Readonly<Record<string, string>>;
  },
): Promise<AuthenticationAnswer> {
  const { client, user } = person;
  const authTimeSeconds = authTimeNow(pool, user);
  const session = { oauth: false, scopes: [USER_ADMIN_SCOPE], originId: randomUUID(), authTimeSeconds };
  const tokens = await issueTokens(pool, { ...person, session, grant: "sdk" });
  return answerOf(tokens, newRefreshToken(pool, { client, user, session }));
}

/** The answer of an operation that issued tokens. */
export function answerOf(tokens: IssuedTokens, refreshToken?: string): AuthenticationAnswer {
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
