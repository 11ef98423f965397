// What is an app client, what may it read and write, and does a call prove its secret?
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { DEFAULT_LIFETIMES, type TokenLifetimes } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";

/** One app client. */
export interface ClientRecord {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly clientSecret?: string;
  /** The secrets with what tells them apart, where there is or was more than one: the first is `clientSecret`. */
  readonly secrets?: readonly ClientSecret[];
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly settings: ClientSettings;
}

/** One of the at most two secrets of a client. (AWS API Reference: ClientSecretDescriptorType) */
export interface ClientSecret {
  readonly id: string;
  readonly value: string;
  readonly createdAtMs: number;
}

/** What CreateUserPoolClient is given. An absent list is Cognito's default. (AWS API Reference: UserPoolClientType) */
export interface ClientSettings {
  readonly ClientName: string;
  readonly ExplicitAuthFlows: readonly string[];
  readonly ReadAttributes?: readonly string[];
  readonly WriteAttributes?: readonly string[];
  /** The OAuth settings below count only where this is true. */
  readonly AllowedOAuthFlowsUserPoolClient: boolean;
  readonly AllowedOAuthFlows?: readonly ("code" | "implicit" | "client_credentials")[];
  readonly AllowedOAuthScopes?: readonly string[];
  readonly CallbackURLs?: readonly string[];
  readonly DefaultRedirectURI?: string;
  readonly LogoutURLs?: readonly string[];
  readonly SupportedIdentityProviders?: readonly string[];
  /** In the unit that `TokenValidityUnits` says; 0 or absent is the default. */
  readonly AccessTokenValidity?: number;
  readonly IdTokenValidity?: number;
  readonly RefreshTokenValidity?: number;
  readonly TokenValidityUnits?: {
    readonly AccessToken?: TimeUnit;
    readonly IdToken?: TimeUnit;
    readonly RefreshToken?: TimeUnit;
  };
  /** Minutes, 3 to 15. */
  readonly AuthSessionValidity: number;
  readonly EnableTokenRevocation: boolean;
  readonly PreventUserExistenceErrors: "LEGACY" | "ENABLED";
  readonly RefreshTokenRotation?: {
    readonly Feature: "ENABLED" | "DISABLED";
    readonly RetryGracePeriodSeconds?: number;
  };
  /** Kept and described, without effect here. */
  readonly [other: string]: unknown;
}

export type TimeUnit = "seconds" | "minutes" | "hours" | "days";

const SECONDS: Readonly<Record<TimeUnit, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** How long the client's tokens live. Without units: hours, and days for the refresh token. */
export function lifetimesOf({ settings }: ClientRecord): TokenLifetimes {
  const units = settings.TokenValidityUnits ?? {};
  const seconds = (value: number | undefined, unit: TimeUnit, otherwise: number): number =>
    value ? value * SECONDS[unit] : otherwise;
  const { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds } = DEFAULT_LIFETIMES;
  return {
    accessTokenSeconds: seconds(
      settings.AccessTokenValidity,
      units.AccessToken ?? "hours",
      accessTokenSeconds,
    ),
    idTokenSeconds: seconds(settings.IdTokenValidity, units.IdToken ?? "hours", idTokenSeconds),
    refreshTokenSeconds: seconds(
      settings.RefreshTokenValidity,
      units.RefreshToken ?? "days",
      refreshTokenSeconds,
    ),
  };
}

/** What the client may ask for at the OAuth endpoints: nothing unless it may use them at all. */
export function allowedScopes({ settings }: ClientRecord): readonly string[] {
  return settings.AllowedOAuthFlowsUserPoolClient ? (settings.AllowedOAuthScopes ?? []) : [];
}

/** True where the client may use an OAuth flow. */
export function allowsOAuthFlow(
  { settings }: ClientRecord,
  flow: "code" | "implicit" | "client_credentials",
): boolean {
  return settings.AllowedOAuthFlowsUserPoolClient && (settings.AllowedOAuthFlows?.includes(flow) ?? false);
}

/**
 * Attributes that a client may read or write. Without a list, or with an empty one, it is every attribute of the pool: so
 * says the guide; the API reference says standard attributes only. The wider reading shows more of what can go wrong.
 */
export function attributeList(pool: Pool, list: readonly string[] | undefined): ReadonlySet<string> {
  return new Set(list?.length ? list : pool.record.schema.map(({ Name }) => Name));
}

/** Every secret of a client, for a change of secrets without a pause. */
export function secretsOf({
  clientId,
  clientSecret,
  secrets,
  createdAtMs,
}: ClientRecord): readonly ClientSecret[] {
  if (clientSecret === undefined) return [];
  return secrets ?? [{ id: `${clientId}--${createdAtMs}`, value: clientSecret, createdAtMs }];
}

/** True if the secret is one of the client's own. A client without a secret has none that fits. */
export function isClientSecret(client: ClientRecord, secret: string): boolean {
  return secretsOf(client).filter(({ value }) => isSameText(value, secret)).length > 0;
}

/** True if a `SECRET_HASH` was made with a secret of the client and this user name. (AWS: Computing secret hash values) */
export function isSecretHash(client: ClientRecord, username: string, secretHash: string): boolean {
  const hashes = secretsOf(client).map(({ value }) =>
    createHmac("sha256", value).update(`${username}${client.clientId}`).digest("base64"),
  );
  return hashes.filter((hash) => isSameText(hash, secretHash)).length > 0;
}

/** Compares in a time that does not depend on where, or in what length, the texts differ. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
