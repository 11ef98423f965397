// What stands in for AWS? moto, and the local pool for Cognito and Lambda; commands find both by environment variables alone.
import { type LocalCloud, startLocalCloud } from "@claimsmith/local-pool";
import { type Moto, startMoto } from "./moto.ts";
import type { Log } from "./run-command.ts";
import type { Tools } from "./tools.ts";

/** One account of a pretended AWS. */
export interface LocalAws {
  readonly account: string;
  readonly region: string;
  /** Where Cognito and Lambda answer. */
  readonly poolEndpoint: string;
  /** Where everything else answers. */
  readonly motoEndpoint: string;
  /** The environment of commands that are to deploy here. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the local pool alone, as a failure in the middle of a deploy would. */
  stopPool(): Promise<void>;
  /** Starts it again at the same address, with what its data directory holds. */
  restartPool(): Promise<void>;
  close(): Promise<void>;
}

/** What to start. */
export interface LocalAwsOptions {
  readonly tools: Tools;
  readonly log: Log;
  /** Twelve digits. */
  readonly account: string;
  readonly region?: string;
  /** Keeps the local pool's pools and functions across a restart. Default: in memory. */
  readonly dataDirectory?: string;
}

/**
 * Starts both servers on free ports.
 * @throws DeployLocalError SERVER_NOT_STARTED
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { tools, log, account, region = "eu-west-1", dataDirectory } = options;
  const moto = await startMoto({ account, env: tools.env, log });
  const startPool = (port: number) =>
    startLocalCloud({
      port,
      accountId: account,
      region,
      log: (line) => log(`local pool: ${line}\n`),
      functionEnvironment: (poolEndpoint) => functionVariables(moto, poolEndpoint),
      ...(dataDirectory !== undefined && { dataDirectory }),
    });
  let pool: LocalCloud;
  try {
    pool = await startPool(0);
  } catch (error) {
    await moto.close();
    throw error;
  }
  const poolEndpoint = pool.endpoint;
  return {
    account,
    region,
    poolEndpoint,
    motoEndpoint: moto.endpoint,
    env: { ...tools.env, ...awsVariables(moto, { region, poolEndpoint }) },
    stopPool: () => pool.close(),
    restartPool: async () => {
      pool = await startPool(Number(new URL(poolEndpoint).port));
    },
    close: async () => {
      await Promise.all([pool.close(), moto.close()]);
    },
  };
}

/** (AWS SDKs and Tools Reference Guide: Service-specific endpoints) */
function awsVariables(
  moto: Moto,
  { region, poolEndpoint }: Pick<LocalAws, "region" | "poolEndpoint">,
): Readonly<Record<string, string>> {
  return { ...functionVariables(moto, poolEndpoint), AWS_REGION: region };
}

/**
 * What a deployed function finds in its environment as Lambda would have it: credentials. And where AWS is, as commands find it. The
 * stacks say nothing of either. (AWS Lambda: Defined runtime environment variables)
 */
function functionVariables({ endpoint }: Moto, poolEndpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: poolEndpoint,
    AWS_ENDPOINT_URL_LAMBDA: poolEndpoint,
  };
}
