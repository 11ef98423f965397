// A cloud without pools for tests of what makes them: the real AWS SDK for Cognito and for Lambda against it.
import {
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { onTestFinished } from "vitest";
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "../../src/index.ts";
import { NOW_MS, sdkOf } from "./world.ts";

export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/trigger`;

export interface CloudWorld {
  readonly cloud: LocalCloud;
  readonly cognito: CognitoIdentityProviderClient;
  readonly lambda: LambdaClient;
  readonly logLines: string[];
  /** Moves the cloud's clock. */
  pass(seconds: number): void;
  close(): Promise<void>;
}

/** Starts a cloud that ends with the test. */
export async function startCloud(options: LocalCloudOptions = {}): Promise<CloudWorld> {
  const world = await openCloud(options);
  onTestFinished(() => world.close());
  return world;
}

/** Starts a cloud that several tests share: close it when they are done. */
export async function openCloud(options: LocalCloudOptions = {}): Promise<CloudWorld> {
  const logLines: string[] = [];
  let nowMs = NOW_MS;
  const log = (line: string) => void logLines.push(line);
  const cloud = await startLocalCloud({ port: 0, accountId: ACCOUNT, clock: () => nowMs, log, ...options });
  const cognito = sdkOf(cloud.endpoint);
  const lambda = new LambdaClient({
    endpoint: cloud.endpoint,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  return {
    cloud,
    cognito,
    lambda,
    logLines,
    pass: (seconds) => {
      nowMs += seconds * 1000;
    },
    close: async () => {
      cognito.destroy();
      lambda.destroy();
      await cloud.close();
    },
  };
}

/** Makes a pool and gives its id. */
export async function createPool(
  { cognito }: CloudWorld,
  change: Partial<CreateUserPoolCommandInput> = {},
): Promise<string> {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "orders", ...change }));
  return UserPool?.Id ?? "";
}

/** Makes a client for sign-ins with a password, and gives its id. */
export async function createPasswordClient({ cognito }: CloudWorld, UserPoolId: string): Promise<string> {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "web",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  return UserPoolClient?.ClientId ?? "";
}

/** A deployment package. */
export function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** The error that a call ends with. */
export async function refusalOf(call: Promise<unknown>): Promise<Error> {
  return call.then(
    () => new Error("expected a refusal"),
    (thrown: Error) => thrown,
  );
}
