// What does Cognito know when it issues tokens? Everything that the default claims are made of.
import type { Grant } from "./grants.ts";
import type { JsonObject } from "./json.ts";

/** Seconds since 1970-01-01T00:00:00Z, an integer. */
export type EpochSeconds = number & { readonly unit?: "s" };

/** The person that tokens are issued for, as Cognito sees them before any trigger. */
export interface TokenUser {
  readonly sub: string;
  readonly username: string;
  /** The attributes that this client may read and that its scopes release. Values are strings, as in the user pool. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** The IAM roles of the groups. */
  readonly roles: readonly string[];
  readonly preferredRole?: string;
  /** The external identities of a federated or linked user; absent or empty for a local one. */
  readonly identities?: readonly JsonObject[];
}

/** Everything that decides the default claims of one issuance. Times are in seconds. */
export interface TokenSession {
  readonly grant: Grant;
  /** True where the session began at the OAuth endpoints: its tokens carry `version`, also after a refresh. */
  readonly oauth: boolean;
  readonly issuer: string;
  readonly clientId: string;
  /** The scopes granted before the trigger. */
  readonly scopes: readonly string[];
  readonly issuedAt: EpochSeconds;
  /** When the user signed in: kept through refreshes. */
  readonly authTime: EpochSeconds;
  readonly accessTokenExpiresAt: EpochSeconds;
  readonly idTokenExpiresAt: EpochSeconds;
  readonly accessTokenId: string;
  readonly idTokenId: string;
  /** Ties the tokens to their refresh token; absent where revocation is off, and then the ID token has no `jti` either. */
  readonly originId?: string;
  readonly eventId: string;
  /** Absent for a machine. */
  readonly user?: TokenUser;
  readonly nonce?: string;
  readonly accessTokenHash?: string;
  /** The API that the access token is bound to. (RFC 8707) */
  readonly resource?: string;
  /** The device that the user let Cognito remember. */
  readonly deviceKey?: string;
  /** The authentication level (`urn:cognito:loa:1` to `4`), where the pool states it: newer pools do. */
  readonly acr?: string;
  /** How the user authenticated (`pwd`, `otp`, …), where the pool states it: newer pools do. */
  readonly amr?: readonly string[];
}
