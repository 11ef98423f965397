// How does a local Cognito start and stop?
import { jwksUriOf, type PoolBlueprint } from "@claimsmith/cognito-model";
import { type Cloud, poolById, userPoolArn } from "./cloud/cloud.ts";
import { type ClientCredentials, type Seed, type SeededPool, seedPool } from "./cloud/seed.ts";
import { cloudApp } from "./http/app.ts";
import { listen } from "./http/listen.ts";
import { memoryDatabase } from "./store/memory-database.ts";
import { KeyRing } from "./tokens/key-ring.ts";
import { Functions } from "./trigger/functions.ts";
import type { TriggerInvoker } from "./trigger/invoker.ts";
import { Challenges } from "./users/challenges.ts";

/** What a local cloud is made of. */
export interface LocalCloudOptions {
  /** TCP port on 127.0.0.1, 0 to 65,535; 0 takes a free one. Default 9229. */
  readonly port?: number;
  /** Of pools and functions that are made here. Default eu-west-1. */
  readonly region?: string;
  /** Twelve digits, for ARNs. Default 000000000000. */
  readonly accountId?: string;
  /** Milliseconds since 1970, for tests. Default `Date.now`. */
  readonly clock?: () => number;
  /** Receives one line for each request. Nothing personal, no token, no secret. */
  readonly log?: (line: string) => void;
}

/** An empty Cognito and Lambda that listen: pools come through the AWS API, or from blueprints. */
export interface LocalCloud {
  /** `http://127.0.0.1:PORT`: the `endpoint` of AWS SDK clients. */
  readonly endpoint: string;
  /** Makes the pool of a blueprint, or brings it up to date. */
  seed(seed: Seed): Promise<SeededPool>;
  /** Makes a function of this program callable by an ARN. Closed with the cloud. */
  attachFunction(arn: string, invoker: TriggerInvoker): void;
  /** Stops listening, drops open connections and stops every function. More than once does no harm. */
  close(): Promise<void>;
}

/** What a local pool is made of. */
export interface LocalPoolOptions extends LocalCloudOptions {
  /** The pool to serve: attributes, groups, resource servers, clients, event version. */
  readonly blueprint: PoolBlueprint;
  /** Default: a generated one. */
  readonly userPoolId?: string;
  /** Fixed credentials by client name; other clients get generated ones. */
  readonly clientIds?: Readonly<Record<string, ClientCredentials>>;
  /** The Pre Token Generation function. Absent: every token has its default claims. Closed with the pool. */
  readonly trigger?: TriggerInvoker;
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
const DEFAULT_ACCOUNT = "000000000000";

/**
 * Starts a local Cognito without any pool.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const { cloud, close } = await openCloud(options);
  return {
    endpoint: cloud.endpoint,
    seed: (seed) => seedPool(cloud, seed),
    attachFunction: (arn, invoker) => cloud.functions.attach(arn, invoker),
    close,
  };
}

/**
 * Starts a local Cognito with the pool of a blueprint.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE, USER_POOL_ID_INVALID, CLIENT_UNKNOWN or CLIENT_ID_REPEATED
 */
export async function startLocalPool(options: LocalPoolOptions): Promise<LocalPool> {
  const { blueprint, trigger, userPoolId, clientIds, ...cloudOptions } = options;
  const { cloud, close } = await openCloud(cloudOptions);
  try {
    const triggerArn = `arn:aws:lambda:${cloud.region}:${cloud.accountId}:function:pre-token-generation`;
    if (trigger !== undefined) cloud.functions.attach(triggerArn, trigger);
    const seeded = await seedPool(cloud, {
      blueprint,
      ...(userPoolId === undefined ? {} : { userPoolId }),
      ...(clientIds === undefined ? {} : { clientIds }),
      ...(trigger === undefined ? {} : { triggerArn }),
    });
    return describe(cloud, seeded, close);
  } catch (error) {
    await close();
    throw error;
  }
}

interface OpenCloud {
  readonly cloud: Cloud;
  readonly close: () => Promise<void>;
}

async function openCloud(options: LocalCloudOptions): Promise<OpenCloud> {
  const { clock = Date.now, log = () => {} } = options;
  const database = memoryDatabase();
  const keyRing = await KeyRing.of(database);
  const listener = await listen(options.port ?? DEFAULT_PORT);
  const cloud: Cloud = {
    endpoint: listener.endpoint,
    region: options.region ?? DEFAULT_REGION,
    accountId: options.accountId ?? DEFAULT_ACCOUNT,
    database,
    keyRing,
    functions: new Functions(),
    challenges: new Challenges(clock),
    clock,
    log,
  };
  listener.serve(cloudApp(cloud).fetch);
  const close = async (): Promise<void> => {
    await listener.close();
    await cloud.functions.close();
    await database.close();
  };
  return { cloud, close };
}

function describe(cloud: Cloud, { userPoolId, clients }: SeededPool, close: () => Promise<void>): LocalPool {
  const { issuer } = poolById(cloud, userPoolId);
  return {
    endpoint: cloud.endpoint,
    issuer,
    jwksUri: jwksUriOf(issuer),
    userPoolId,
    userPoolArn: userPoolArn(cloud, userPoolId),
    clients,
    close,
  };
}
