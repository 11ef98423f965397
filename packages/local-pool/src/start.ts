// How does a local Cognito start and stop?
import { jwksUriOf, type PoolBlueprint } from "@claimsmith/cognito-model";
import { type Cloud, poolById, userPoolArn } from "./cloud/cloud.ts";
import { type ClientCredentials, type Seed, type SeededPool, seedPool } from "./cloud/seed.ts";
import { cloudApp } from "./http/app.ts";
import { listen } from "./http/listen.ts";
import { AuthorizationCodes } from "./oauth/authorization-codes.ts";
import { openDataDirectory } from "./store/data-directory.ts";
import type { Database } from "./store/database.ts";
import { memoryDatabase } from "./store/memory-database.ts";
import { KeyRing } from "./tokens/key-ring.ts";
import type { UnallowedScopes } from "./tokens/requested-scopes.ts";
import { Functions } from "./trigger/functions.ts";
import type { InvocationLog } from "./trigger/invocation-log.ts";
import type { TriggerInvoker } from "./trigger/invoker.ts";
import { Challenges } from "./users/challenges.ts";
import { exportUsers } from "./users/csv/export-users.ts";
import { type ImportOutcome, importUsers } from "./users/csv/import-users.ts";
import { type Delivery, Outbox } from "./users/outbox.ts";

/** What a local cloud is made of. */
export interface LocalCloudOptions {
  /** TCP port on 127.0.0.1, 0 to 65,535; 0 takes a free one. Default 9229. */
  readonly port?: number;
  /**
   * Listens on another address than 127.0.0.1: `0.0.0.0`, say. INSECURE: everybody who reaches the port is an administrator of
   * every pool, and the check of the Host header, which keeps web pages out, is off.
   */
  readonly insecureListenHost?: string;
  /** What becomes of requested scopes that a client may not have; AWS's pages disagree. Default `refuse`, their newest text. */
  readonly unallowedScopes?: UnallowedScopes;
  /** Of pools and functions that are made here. Default eu-west-1. */
  readonly region?: string;
  /** Twelve digits, for ARNs. Default 000000000000. */
  readonly accountId?: string;
  /** Milliseconds since 1970, for tests. Default `Date.now`. */
  readonly clock?: () => number;
  /** Receives one line for each request. Nothing personal, no token, no secret. */
  readonly log?: (line: string) => void;
  /**
   * How many times more the trigger is called that gives no answer in time, 0 to 2. Cognito may call again; by default the local
   * pool does not, so that one sign-in is one invocation.
   */
  readonly triggerRetries?: 0 | 1 | 2;
  /** Receives each invocation of a function of the Lambda API, with what the function printed: that may be anything. */
  readonly onInvocation?: (log: InvocationLog) => void;
  /**
   * Environment variables of every function of the Lambda API, over those of its own, by the cloud's endpoint: the credentials that Lambda
   * would give it (`AWS_ACCESS_KEY_ID` and its like), and where services are that run on this machine (`AWS_ENDPOINT_URL…`). Default: none.
   * (AWS Lambda: Defined runtime environment variables; AWS SDKs and Tools Reference Guide: Service-specific endpoints)
   */
  readonly functionEnvironment?: (endpoint: string) => Readonly<Record<string, string>>;
  /**
   * Where pools, users and keys are kept across restarts: a directory of this user alone, made where there is none. Absent: in
   * memory, gone with the process. Tokens name the endpoint, so they outlive a restart on the same port only.
   */
  readonly dataDirectory?: string;
}

/** An empty Cognito and Lambda that listen: pools come through the AWS API, or from blueprints. */
export interface LocalCloud {
  /** `http://127.0.0.1:PORT`: the `endpoint` of AWS SDK clients. */
  readonly endpoint: string;
  /** Makes the pool of a blueprint, or brings it up to date. */
  seed(seed: Seed): Promise<SeededPool>;
  /** The last 200 messages to users of every pool, the newest first: nothing is ever sent. */
  outbox(): readonly Delivery[];
  /**
   * Imports users from a CSV file in Cognito's format: all of them or, where there is a problem, none. Each must set a password
   * by ForgotPassword. (AWS: Importing users into user pools from a CSV file)
   * @throws CognitoError ResourceNotFoundException
   */
  importUsers(userPoolId: string, csv: string): Promise<ImportOutcome>;
  /**
   * The users of a pool in the same format, without groups, states and passwords.
   * @throws LocalPoolError USERS_NOT_EXPORTABLE where the format cannot express a value; CognitoError ResourceNotFoundException
   */
  exportUsers(userPoolId: string): string;
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
  /**
   * The Pre Token Generation function, or what makes it once the client ids are known: a store has some already. Absent: every
   * token has its default claims. Closed with the pool.
   */
  readonly trigger?: TriggerInvoker | TriggerMaker;
}

/** Makes the trigger of a pool with these clients, by client name. */
export type TriggerMaker = (
  clients: Readonly<Record<string, ClientCredentials>>,
) => TriggerInvoker | Promise<TriggerInvoker>;

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
  /** The last 200 messages to users, the newest first: nothing is ever sent. */
  outbox(): readonly Delivery[];
  /** Stops listening, drops open connections and closes the trigger. More than once does no harm. */
  close(): Promise<void>;
}

/** A port of our own, so that `dev` has the same URL every time. */
const DEFAULT_PORT = 9229;
const DEFAULT_REGION = "eu-west-1";
const DEFAULT_ACCOUNT = "000000000000";

/**
 * Starts a local Cognito without any pool.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE, ADDRESS_UNAVAILABLE; where there is a data directory, those of `openDataDirectory`
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const { cloud, close } = await openCloud(await databaseOf(options), options);
  return {
    endpoint: cloud.endpoint,
    seed: (seed) => seedPool(cloud, seed),
    outbox: () => cloud.outbox.deliveries(),
    importUsers: async (userPoolId, csv) => importUsers(poolById(cloud, userPoolId), csv),
    exportUsers: (userPoolId) => exportUsers(poolById(cloud, userPoolId)),
    attachFunction: (arn, invoker) => cloud.functions.attach(arn, invoker),
    close,
  };
}

/**
 * Starts a local Cognito with the pool of a blueprint.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE, ADDRESS_UNAVAILABLE, USER_POOL_ID_INVALID, CLIENT_UNKNOWN or CLIENT_ID_REPEATED; where there is
 * a data directory, SIGN_IN_CHANGED and those of `openDataDirectory`
 */
export async function startLocalPool(options: LocalPoolOptions): Promise<LocalPool> {
  return startPoolOn(await databaseOf(options), options);
}

/**
 * The same with a database of the caller's own, which is closed with the pool. For benchmarks.
 * @throws LocalPoolError as `startLocalPool`
 */
export async function startPoolOn(database: Database, options: LocalPoolOptions): Promise<LocalPool> {
  const { blueprint, trigger, userPoolId, clientIds, ...cloudOptions } = options;
  const { cloud, close } = await openCloud(database, cloudOptions);
  try {
    const triggerArn = `arn:aws:lambda:${cloud.region}:${cloud.accountId}:function:pre-token-generation`;
    // Attached first, so that it is closed with the pool where seeding fails.
    if (typeof trigger === "object") cloud.functions.attach(triggerArn, trigger);
    const seeded = await seedPool(cloud, {
      blueprint,
      ...(userPoolId === undefined ? {} : { userPoolId }),
      ...(clientIds === undefined ? {} : { clientIds }),
      ...(trigger === undefined ? {} : { triggerArn }),
    });
    if (typeof trigger === "function") cloud.functions.attach(triggerArn, await trigger(seeded.clients));
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

async function databaseOf({ dataDirectory }: LocalCloudOptions): Promise<Database> {
  return dataDirectory === undefined ? memoryDatabase() : openDataDirectory(dataDirectory);
}

/** The database is closed with the cloud, and where there is to be none. */
async function openCloud(database: Database, options: LocalCloudOptions): Promise<OpenCloud> {
  const { clock = Date.now, log = () => {}, onInvocation = () => {}, functionEnvironment } = options;
  const { accountId = DEFAULT_ACCOUNT } = options;
  const { port = DEFAULT_PORT } = options;
  const { keyRing, listener } = await readied(database, { port, host: options.insecureListenHost });
  const cloud: Cloud = {
    endpoint: listener.endpoint,
    region: options.region ?? DEFAULT_REGION,
    accountId,
    database,
    keyRing,
    functions: new Functions({
      database,
      accountId,
      onInvocation,
      environment: functionEnvironment?.(listener.endpoint) ?? {},
      retries: options.triggerRetries ?? 0,
      log,
    }),
    challenges: new Challenges(clock),
    codes: new AuthorizationCodes(clock),
    unallowedScopes: options.unallowedScopes ?? "refuse",
    isLoopback: listener.isLoopback,
    outbox: new Outbox(log),
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

/** The store is given back where there is no port for it. */
async function readied(database: Database, at: { port: number; host: string | undefined }) {
  try {
    return { keyRing: KeyRing.of(database), listener: await listen(at.port, at.host) };
  } catch (error) {
    await database.close();
    throw error;
  }
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
    outbox: () => cloud.outbox.deliveries(),
    close,
  };
}
