// Which pool's tokens are accepted, through which clients, and by which keys? One pool of the options.
import type { ClientOf } from "@claimsmith/claims-policy/contract";
import { type IssuerForm, isJsonObject } from "@claimsmith/cognito-model";
import type { ConfigurationIssue } from "./errors.ts";
import { issuerIssues, trustedIssuer } from "./issuer.ts";
import { type PinnedKeys, type SigningKey, signingKeys } from "./keys/signing-keys.ts";
import type { TokenRules } from "./token-rules.ts";

/** What every pool needs: through which clients tokens come. */
interface ClientOptions<P> {
  /**
   * Client name in the policy → app client id. The tokens of these clients are accepted, of no others; the name comes back
   * as `principal.client`. At least one.
   */
  readonly clients: { readonly [C in ClientOf<P>]?: string };
  /** Exactly these keys, and none are ever fetched. For tests and for places without a network. Default: the issuer's. */
  readonly jwks?: PinnedKeys;
}

/** A user pool on AWS, or another issuer for it: a local pool, say. */
interface UserPoolOptions {
  /** Like `eu-west-1_AbCdEfGhI`. `null` only beside an `issuer`. */
  readonly userPoolId: string;
  /**
   * The issuer that tokens must name, to the letter: one of the two forms that a pool on AWS can have, or a URL. Plain http
   * only for loopback hosts. Default: `original`. (AWS: Amazon Cognito user pools as an OIDC issuer)
   */
  readonly issuer?: IssuerForm | (string & Record<never, never>);
}

/** An issuer that is not tied to a pool id. */
interface IssuerOptions {
  readonly userPoolId: null;
  readonly issuer: string;
}

/** One pool that a verifier trusts. */
export type PoolOptions<P = unknown> = ClientOptions<P> & (UserPoolOptions | IssuerOptions);

/** The names of a pool's options. */
export const POOL_OPTION_NAMES: readonly string[] = ["userPoolId", "clients", "issuer", "jwks"];

/** A pool, read. */
export interface PoolSettings {
  readonly issuer: string;
  /** App client id → client name. */
  readonly clientNames: ReadonlyMap<string, string>;
  readonly pinnedKeys?: readonly SigningKey[];
}

/** Reads a pool without issues. */
export function readPool({ userPoolId, issuer, clients, jwks }: PoolOptions): PoolSettings {
  const names = Object.entries(clients as Readonly<Record<string, string>>);
  return {
    issuer: trustedIssuer(userPoolId, issuer),
    clientNames: new Map(names.map(([name, clientId]) => [clientId, name])),
    ...(jwks !== undefined && { pinnedKeys: signingKeys(jwks) }),
  };
}

/** What an app client id looks like. (AWS API Reference: UserPoolClientType) */
const CLIENT_ID = /^[\w+]{1,128}$/;

/** What is wrong with one pool. */
export function poolIssues(
  pool: Readonly<Record<string, unknown>>,
  rules: TokenRules,
): readonly ConfigurationIssue[] {
  return [
    ...issuerIssues(pool.userPoolId, pool.issuer),
    ...clientIssues(pool.clients, rules),
    ...keyIssues(pool.jwks),
  ];
}

function clientIssues(clients: unknown, rules: TokenRules): readonly ConfigurationIssue[] {
  const declared = [...rules.clients.keys()].join(", ");
  if (!isJsonObject(clients) || Object.keys(clients).length === 0) {
    return [{ path: "clients", expected: `the app client id of at least one of ${declared}` }];
  }
  const seen = new Set<unknown>();
  return Object.entries(clients).flatMap(([name, clientId]) => {
    const path = `clients.${name}`;
    if (!rules.clients.has(name)) return [{ path, expected: `a client of the policy: ${declared}` }];
    if (typeof clientId !== "string" || !CLIENT_ID.test(clientId))
      return [{ path, expected: "an app client id" }];
    if (seen.has(clientId))
      return [{ path, expected: "another app client id than that of an earlier client" }];
    seen.add(clientId);
    return [];
  });
}

function keyIssues(jwks: unknown): readonly ConfigurationIssue[] {
  if (jwks === undefined || signingKeys(jwks).length > 0) return [];
  return [{ path: "jwks", expected: "a key set with an RSA signing key of at least 2048 bits and a key id" }];
}
