// How does a local Cognito start and stop?
import type { PoolBlueprint } from "@claimsmith/cognito-model";
import type { TriggerInvoker } from "./trigger/invoker.ts";

/** A client id and, where the client has one, its secret. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string;
}

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

/**
 * Starts a local Cognito.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE, USER_POOL_ID_INVALID, CLIENT_UNKNOWN or CLIENT_ID_REPEATED
 */
export async function startLocalPool(_options: LocalPoolOptions): Promise<LocalPool> {
  throw new TypeError("under construction");
}
