// What must a program say to get a verifier? Every option is read once, here; an unknown one is refused.
import type { ClientOf } from "@claimsmith/claims-policy/contract";
import { isJsonObject } from "@claimsmith/cognito-model";
import { ConfigurationError, type ConfigurationIssue } from "./errors.ts";
import { type KeyPolicy, keyPolicy, keyPolicyIssues } from "./keys/key-policy.ts";
import {
  POOL_OPTION_NAMES,
  type PoolOptions,
  type PoolSettings,
  poolIssues,
  readPool,
} from "./pool-options.ts";
import type { TokenUse } from "./principal.ts";
import { type AnyRevocation, type Revocation, revocationIssues } from "./revocation.ts";
import type { TokenRules } from "./token-rules.ts";

/** What a verifier may be told beside its pools. */
interface CommonOptions<P, U extends TokenUse> {
  /**
   * The API's own URL or URLs, to the letter: what `aud` may be beside the token's client, where tokens are bound to a
   * resource (RFC 8707). Default: none.
   */
  readonly resource?: string | readonly string[];
  /** The URL of the API's metadata, for challenges: see `protectedResourceMetadata`. Default: challenges name none. */
  readonly resourceMetadata?: string;
  /** How fetched keys are kept. */
  readonly keys?: Partial<KeyPolicy>;
  /** Remembers up to so many verified tokens: 1 to 1,000,000. Default: none are. */
  readonly cache?: { readonly maxTokens: number };
  /** How revocation is asked for, on every request. Default: tokens are good until they expire. */
  readonly revocation?: Revocation<P, U>;
  /** Milliseconds since the epoch. For tests. Default: `Date.now`. */
  readonly clock?: () => number;
}

/** One pool, or several. */
type PoolChoice<P> = PoolOptions<P> | { readonly pools: readonly PoolOptions<P>[] };

/** The options of a verifier. */
export type VerifierOptions<P = unknown, U extends TokenUse = "access"> = CommonOptions<P, U> &
  PoolChoice<P> & {
    // Those of a migration are named here so that the compiler tells the two apart before it looks at the hook's parameter.
    readonly acceptIdTokensUntil?: never;
    readonly onIdToken?: never;
  };

/** An ID token that passed in place of an access token. Nothing of the token is in here. */
export interface IdTokenUse<P = unknown> {
  /** The client that sends ID tokens still. */
  readonly client: ClientOf<P>;
  /** How many have passed since the verifier was made, this one included. */
  readonly count: number;
}

/** The options of a verifier that lets ID tokens pass for a time, while clients are moved to access tokens. */
export type MigrationOptions<P = unknown> = CommonOptions<P, TokenUse> &
  PoolChoice<P> & {
    /** ID tokens pass before this moment, and are refused with `ID_TOKEN` from then on. */
    readonly acceptIdTokensUntil: Date;
    /** Called for each that passes: a migration that nobody counts never ends. What it throws is ignored. */
    readonly onIdToken: (use: IdTokenUse<P>) => void;
  };

/** Options, read. */
export interface Settings {
  readonly pools: readonly PoolSettings[];
  readonly resources: ReadonlySet<unknown>;
  readonly resourceMetadata?: string;
  readonly keyPolicy: KeyPolicy;
  /** 0: no cache. */
  readonly maxTokens: number;
  readonly revocation?: AnyRevocation;
  /** Milliseconds since the epoch; ID tokens pass before. `-Infinity`: never. */
  readonly idTokensUntilMs: number;
  readonly onIdToken?: (use: IdTokenUse) => void;
  readonly clock: () => number;
}

type AnyOptions = Readonly<Record<string, unknown>>;
type Find = (value: unknown, options: AnyOptions) => readonly ConfigurationIssue[];

/** Every option but those of pools, and what is wrong with it. */
const COMMON_OPTIONS: Readonly<Record<string, Find>> = {
  resource: (value) => {
    const urls = Array.isArray(value) ? value : [value];
    const holds = value === undefined || (urls.length > 0 && urls.every(isResource));
    return holds ? [] : [{ path: "resource", expected: "absolute URLs of the API, without fragment" }];
  },
  resourceMetadata: (value) =>
    value === undefined || (isResource(value) && !/["\\\s]/.test(String(value)))
      ? []
      : [{ path: "resourceMetadata", expected: "the absolute URL of the API's metadata" }],
  keys: keyPolicyIssues,
  cache: cacheIssues,
  revocation: revocationIssues,
  clock: (value) =>
    value === undefined || typeof value === "function"
      ? []
      : [{ path: "clock", expected: "a function that gives milliseconds" }],
  acceptIdTokensUntil: (value, { onIdToken }) =>
    (value === undefined && onIdToken === undefined) || (value instanceof Date && !Number.isNaN(+value))
      ? []
      : [{ path: "acceptIdTokensUntil", expected: "a date, beside onIdToken" }],
  onIdToken: (value, { acceptIdTokensUntil }) =>
    (value === undefined && acceptIdTokensUntil === undefined) || typeof value === "function"
      ? []
      : [{ path: "onIdToken", expected: "a function, beside acceptIdTokensUntil" }],
};

/**
 * Reads the options.
 *
 * @throws ConfigurationError `OPTIONS_INVALID` with every issue.
 */
export function readOptions<P>(given: VerifierOptions<P> | MigrationOptions<P>, rules: TokenRules): Settings {
  const issues = optionIssues(given, rules);
  if (issues.length > 0) throw new ConfigurationError("OPTIONS_INVALID", issues);
  const options = given as CommonOptions<unknown, TokenUse> & PoolChoice<unknown> & Partial<MigrationOptions>;
  const { resource = [], resourceMetadata, cache, revocation, onIdToken } = options;
  return {
    pools: ("pools" in options ? options.pools : [options]).map(readPool),
    resources: new Set([resource].flat()),
    keyPolicy: keyPolicy(options.keys),
    maxTokens: cache?.maxTokens ?? 0,
    idTokensUntilMs: options.acceptIdTokensUntil?.getTime() ?? Number.NEGATIVE_INFINITY,
    clock: options.clock ?? (() => Date.now()),
    ...(resourceMetadata !== undefined && { resourceMetadata }),
    ...(revocation !== undefined && { revocation: revocation as AnyRevocation }),
    ...(onIdToken !== undefined && { onIdToken }),
  };
}

function optionIssues(options: unknown, rules: TokenRules): readonly ConfigurationIssue[] {
  if (!isJsonObject(options)) {
    return [{ path: "", expected: `an object with ${POOL_OPTION_NAMES.join(", ")}` }];
  }
  const hasPools = Object.hasOwn(options, "pools");
  const names = [...(hasPools ? ["pools"] : POOL_OPTION_NAMES), ...Object.keys(COMMON_OPTIONS)];
  return [
    ...unknownKeys(options, names),
    ...(hasPools ? poolListIssues(options.pools, rules) : poolIssues(options, rules)),
    ...Object.entries(COMMON_OPTIONS).flatMap(([name, find]) => find(options[name], options)),
  ];
}

function unknownKeys(value: AnyOptions, names: readonly string[]): readonly ConfigurationIssue[] {
  const unknown = Object.keys(value).filter((key) => !names.includes(key));
  return unknown.map((path) => ({ path, expected: `one of ${names.join(", ")}` }));
}

function poolListIssues(pools: unknown, rules: TokenRules): readonly ConfigurationIssue[] {
  if (!Array.isArray(pools) || pools.length === 0) {
    return [{ path: "pools", expected: "a list of at least one pool" }];
  }
  const issues = pools.flatMap((pool: unknown, index) => {
    const own = isJsonObject(pool)
      ? [...unknownKeys(pool, POOL_OPTION_NAMES), ...poolIssues(pool, rules)]
      : [{ path: "", expected: `an object with ${POOL_OPTION_NAMES.join(", ")}` }];
    return own.map(({ path, expected }) => ({
      path: `pools[${index}]${path === "" ? "" : `.${path}`}`,
      expected,
    }));
  });
  if (issues.length > 0) return issues;
  const issuers = pools.map((pool: PoolOptions) => readPool(pool).issuer);
  return issuers.flatMap((issuer, index) =>
    issuers.indexOf(issuer) === index ? [] : [{ path: `pools[${index}]`, expected: "another issuer" }],
  );
}

/** An absolute URL without a fragment. (RFC 8707, section 2) */
function isResource(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && !value.includes("#");
}

function cacheIssues(cache: unknown): readonly ConfigurationIssue[] {
  if (cache === undefined) return [];
  const { maxTokens, ...others } = isJsonObject(cache) ? cache : {};
  const isBound =
    Number.isInteger(maxTokens) && (maxTokens as number) >= 1 && (maxTokens as number) <= 1_000_000;
  return [
    ...Object.keys(others).map((name) => ({ path: `cache.${name}`, expected: "maxTokens alone" })),
    ...(isBound ? [] : [{ path: "cache.maxTokens", expected: "a whole number from 1 to 1000000" }]),
  ];
}
