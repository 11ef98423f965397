// How do tests make and call Lambda functions of the built zip? Through the Lambda API of the local pool, with the AWS SDK.
import { fileURLToPath } from "node:url";
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { LocalPool } from "@claimsmith/local-pool";
import { bundleFunctions } from "@claimsmith/trigger/bundle";
import { HANDLERS } from "../src/gateway.ts";

const ROLE = "arn:aws:iam::000000000000:role/orders-api";

/** Environment variables. */
export type Variables = Readonly<Record<string, string>>;

/** What Lambda answers: what the function returned, or the error that it threw. */
export interface Invoked {
  readonly answer: unknown;
  readonly failed: boolean;
}

/** Functions of the zip. */
export interface Functions {
  create(
    name: string,
    settings: { readonly handler: string; readonly environment: Variables },
  ): Promise<void>;
  invoke(name: string, event: unknown): Promise<Invoked>;
  close(): void;
}

/** The zip, made as `build` makes it. */
export async function builtZip(): Promise<Uint8Array> {
  const entry = fileURLToPath(new URL("../src/functions.ts", import.meta.url));
  return (await bundleFunctions(entry, Object.keys(HANDLERS))).zip;
}

/** What the environment says of a pool. */
export function variablesOf({ userPoolId, issuer, clients }: LocalPool): Variables {
  return {
    CLAIMSMITH_USER_POOL_ID: userPoolId,
    CLAIMSMITH_ISSUER: issuer,
    CLAIMSMITH_CLIENTS: clientsVariable(clients),
  };
}

/** App client id → client of the policy, as JSON. */
export function clientsVariable(clients: LocalPool["clients"]): string {
  const names = Object.entries(clients).map(([name, { clientId }]) => [clientId, name] as const);
  return JSON.stringify(Object.fromEntries(names));
}

/** Builds the zip; the functions `http` and `appSync` answer. */
export async function openFunctions(pool: LocalPool, environment: Variables): Promise<Functions> {
  const lambda = new LambdaClient({
    endpoint: pool.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  const code = { ZipFile: await builtZip() };
  const create: Functions["create"] = async (name, { handler, environment }) => {
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: "nodejs22.x",
        Handler: handler,
        Role: ROLE,
        Timeout: 30,
        Code: code,
        Environment: { Variables: environment },
      }),
    );
  };
  const invoke: Functions["invoke"] = async (name, event) => {
    const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) });
    const { Payload, FunctionError } = await lambda.send(command);
    const answer = JSON.parse(Buffer.from(Payload ?? new Uint8Array()).toString());
    return { answer, failed: FunctionError !== undefined };
  };
  for (const [name, handler] of Object.entries(HANDLERS)) await create(name, { handler, environment });
  return { create, invoke, close: () => lambda.destroy() };
}
