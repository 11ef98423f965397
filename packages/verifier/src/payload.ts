// What does the payload of a token look like? (AWS: Understanding the access token; Understanding the identity token)
import type { EpochSeconds } from "@claimsmith/cognito-model";

/** Claims of which nothing is known but that they were JSON. */
export type UncheckedPayload = Readonly<Record<string, unknown>>;

/** The default claims of an access token after the check of their types, beside whatever else it carries. */
export interface AccessTokenPayload extends UncheckedPayload {
  readonly sub: string;
  readonly client_id: string;
  readonly iat: EpochSeconds;
  readonly exp: EpochSeconds;
  readonly nbf?: EpochSeconds;
  readonly scope?: string;
  readonly username?: string;
  readonly auth_time?: EpochSeconds;
  readonly jti?: string;
  readonly origin_jti?: string;
  readonly "cognito:groups"?: readonly string[];
  readonly aud?: unknown;
}

/**
 * An ID token's payload under the names that an access token uses: its client is its audience, and it has no scopes,
 * whatever it says.
 */
export function idTokenPayload(payload: UncheckedPayload): UncheckedPayload {
  return {
    ...payload,
    client_id: payload.aud,
    aud: undefined,
    scope: undefined,
    username: payload["cognito:username"],
  };
}
