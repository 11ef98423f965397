// What must a program say to get a verifier? Every option is read once, here; an unknown one is refused.
import type { ClientOf } from "@claimsmith/claims-policy/contract";
import { isJsonObject } from "@claimsmith/cognito-model";
import { ConfigurationError, type ConfigurationIssue } from "./errors.ts";
import { isPlainHttp, issuerIssues, trustedIssuer } from "./issuer.ts";
import { type KeySource, type PinnedKeys, signingKeys } from "./key-source.ts";
import type { TokenRules } from "./token-rules.ts";

/** What every verifier needs: whose tokens, and through which clients. */
interface ClientOptions<P> {
  /**
   * Client name in the policy → app client id. The tokens of these clients are accepted, of no others; the name comes back
   * as `principal.client`. At least one.
   */
  readonly clients: { readonly [C in ClientOf<P>]?: string };
  /** Exactly these keys, and none are ever fetched. For tests and for places without a network. Default: the issuer's. */
  readonly jwks?: PinnedKeys;
}

/** A user pool on AWS, or another issuer for it: the updated form, a local pool. */
interface PoolOptions {
  /** Like `eu-west-1_AbCdEfGhI`. `null` only beside an `issuer`. */
  readonly userPoolId: string;
  /**
   * The issuer that tokens must name, to the letter. Default: the original form for the pool. Plain http only for
   * loopback hosts. (AWS: Amazon Cognito user pools as an OIDC issuer)
   */
  readonly issuer?: string;
}

/** An issuer that is not tied to a pool id. */
interface IssuerOptions {
  readonly userPoolId: null;
  readonly issuer: string;
}

/** The options of a verifier. */
export type VerifierOptions<P = unknown> = ClientOptions<P> & (PoolOptions | IssuerOptions);

/** Options, read. */
export interface Settings {
  readonly issuer: string;
  /** App client id → client name. */
  readonly clientNames: ReadonlyMap<string, string>;
  readonly keySource: KeySource;
}

const OPTION_NAMES = ["userPoolId", "clients", "issuer", "jwks"];

/** What an app client id looks like. (AWS API Reference: UserPoolClientType) */
const CLIENT_ID = /^[\w+]{1,128}$/;

/**
 * Reads the options.
 *
 * @throws ConfigurationError `OPTIONS_INVALID` with every issue.
 */
export function readOptions<P>(options: VerifierOptions<P>, rules: TokenRules): Settings {
  const issues = optionIssues(options, rules);
  if (issues.length > 0) throw new ConfigurationError("OPTIONS_INVALID", issues);
  const issuer = trustedIssuer(options);
  const clients = Object.entries(options.clients as Readonly<Record<string, string>>);
  return {
    issuer,
    clientNames: new Map(clients.map(([name, clientId]) => [clientId, name])),
    keySource: options.jwks ?? (isPlainHttp(issuer) ? "loopback" : "https"),
  };
}

function optionIssues(options: unknown, rules: TokenRules): readonly ConfigurationIssue[] {
  const expected = `one of ${OPTION_NAMES.join(", ")}`;
  if (!isJsonObject(options)) return [{ path: "", expected: `an object with ${OPTION_NAMES.join(", ")}` }];
  const unknown = Object.keys(options).filter((key) => !OPTION_NAMES.includes(key));
  return [
    ...unknown.map((path) => ({ path, expected })),
    ...issuerIssues(options.userPoolId, options.issuer),
    ...clientIssues(options.clients, rules),
    ...keyIssues(options.jwks),
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
