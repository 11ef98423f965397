// How does a local Cognito start and stop?
import { jwksUriOf, NAME_PATTERNS, type PoolBlueprint } from "@claimsmith/cognito-model";
import { LocalPoolError } from "./errors.ts";
import { poolApp } from "./http/app.ts";
import { listen } from "./http/listen.ts";
import { type ClientCredentials, poolClients } from "./pool/clients.ts";
import type { Pool } from "./pool/context.ts";
import { newUserPoolId, partsOfUserPoolId } from "./pool/identifiers.ts";
import { memoryStore } from "./pool/memory-store.ts";
import { localIssuer } from "./tokens/issuer.ts";
import { newSigningKeys } from "./tokens/keys.ts";
import type { TriggerInvoker } from "./trigger/invoker.ts";
import { Challenges } from "./users/challenges.ts";

/** What a local pool is made of. */
export interface LocalPoolOptions {
  /** The pool to serve: attributes, groups, resource servers, clients, event version. */
  readonly blueprint: PoolBlueprint;
  /** TCP port on 127.0.0.1, 0 to 65,535; 0 takes a free one. Default 9229. */
  readonly port?: number;
  /** Default: a generated one of region eu-west-1. */
  readonly userPoolId?: string;
  /** Fixed credentials by client name; other clients get generated ones. */
  readonly clientIds?: Readonly<Record<string, ClientCredentials>>;
  /** The Pre Token Generation function. Absent: every token has its default claims. Closed with the pool. */
  readonly trigger?: TriggerInvoker;
  /** Twelve digits, for ARNs. Default 000000000000. */
  readonly accountId?: string;
  /** Milliseconds since 1970, for tests. Default `Date.now`. */
  readonly clock?: () => number;
  /** Receives one line for each request. Nothing personal, no token, no secret. */
  readonly log?: (line: string) => void;
}

/** A local pool that listens. */
export interface LocalPool {
  /** `http://127.0.0.1:PORT`: the `endpoint` of an AWS SDK client. */
  readonly endpoint: string;
  /** What stands in `iss` of every token. */
  readonly issuer: string;
  readonly jwksUri: string;
  readonly userPoolId: string;
  readonly userPoolArn: string;
  /** By client name of the blueprint. */
  readonly clients: Readonly<Record<string, ClientCredentials>>;
  /** Stops listening, drops open connections and closes the trigger. More than once does no harm. */
  close(): Promise<void>;
}

/** A port of our own, so that `dev` has the same URL every time. */
const DEFAULT_PORT = 9229;
const DEFAULT_REGION = "eu-west-1";

/**
 * Starts a local Cognito.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE, USER_POOL_ID_INVALID, CLIENT_UNKNOWN or CLIENT_ID_REPEATED
 */
export async function startLocalPool(options: LocalPoolOptions): Promise<LocalPool> {
  const { blueprint, trigger, clock = Date.now, log = () => {} } = options;
  const userPoolId = checkedUserPoolId(options.userPoolId ?? newUserPoolId(DEFAULT_REGION));
  const clients = poolClients(blueprint, options.clientIds ?? {});
  const keys = await newSigningKeys();
  const listener = await listen(options.port ?? DEFAULT_PORT);
  const { endpoint } = listener;
  const pool: Pool = {
    ...partsOfUserPoolId(userPoolId),
    userPoolId,
    endpoint,
    issuer: localIssuer(endpoint, userPoolId),
    blueprint,
    clients,
    store: memoryStore(),
    challenges: new Challenges(clock),
    keys,
    trigger,
    clock,
    log,
  };
  listener.serve(poolApp(pool).fetch);
  return describe(pool, options.accountId ?? "000000000000", async () => {
    await listener.close();
    await trigger?.close();
  });
}

function checkedUserPoolId(userPoolId: string): string {
  const { pattern, expected } = NAME_PATTERNS.userPoolId;
  if (pattern.test(userPoolId)) return userPoolId;
  throw new LocalPoolError("USER_POOL_ID_INVALID", `expected ${expected}`, { category: "misconfigured" });
}

function describe(pool: Pool, accountId: string, close: () => Promise<void>): LocalPool {
  const clients = [...pool.clients.values()].map(({ blueprint, ...credentials }) => [
    blueprint.name,
    credentials,
  ]);
  return {
    endpoint: pool.endpoint,
    issuer: pool.issuer,
    jwksUri: jwksUriOf(pool.issuer),
    userPoolId: pool.userPoolId,
    userPoolArn: `arn:aws:cognito-idp:${pool.region}:${accountId}:userpool/${pool.userPoolId}`,
    clients: Object.fromEntries(clients),
    close,
  };
}
