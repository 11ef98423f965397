// A pool of a test's own, made through the API: for settings that no blueprint has.
import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { onTestFinished } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../src/index.ts";
import { NOW_MS, sdkOf } from "./world.ts";

export interface OwnPool {
  readonly cloud: LocalCloud;
  readonly sdk: ReturnType<typeof sdkOf>;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly logLines: string[];
  /** Moves the clock. */
  pass(seconds: number): void;
  /** The newest code or password that the pool sent. */
  lastCode(): string;
  close(): Promise<void>;
}

/** Starts a cloud with one pool and one client; both end with the test. */
export async function ownPool(
  settings: Partial<CreateUserPoolCommandInput> = {},
  client: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<OwnPool> {
  const own = await openOwnPool(settings, client);
  onTestFinished(() => own.close());
  return own;
}

/** Starts one that several tests share: close it when they are done. */
export async function openOwnPool(
  settings: Partial<CreateUserPoolCommandInput> = {},
  client: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<OwnPool> {
  let nowMs = NOW_MS;
  const logLines: string[] = [];
  const cloud = await startLocalCloud({ port: 0, clock: () => nowMs, log: (line) => logLines.push(line) });
  const sdk = sdkOf(cloud.endpoint);
  const close = async (): Promise<void> => {
    sdk.destroy();
    await cloud.close();
  };
  const { UserPool } = await sdk.send(new CreateUserPoolCommand({ PoolName: "own", ...settings }));
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      ...client,
    }),
  );
  const pass = (seconds: number): void => {
    nowMs += seconds * 1000;
  };
  const lastCode = (): string => cloud.outbox()[0]?.code ?? "";
  return {
    cloud,
    sdk,
    UserPoolId,
    ClientId: UserPoolClient?.ClientId ?? "",
    logLines,
    pass,
    lastCode,
    close,
  };
}

/** Attributes as the API lists them. */
export function listed(map: Readonly<Record<string, string>>): { Name: string; Value: string }[] {
  return Object.entries(map).map(([Name, Value]) => ({ Name, Value }));
}

/** Attributes of an answer by name. */
export function byName(
  list: readonly { Name?: string | undefined; Value?: string | undefined }[] = [],
): Record<string, string | undefined> {
  return Object.fromEntries(list.map(({ Name, Value }) => [Name ?? "", Value]));
}

/** The code that was sent, with another last digit. */
export function otherThan(code: string): string {
  return `${code.slice(0, -1)}${(Number(code.slice(-1)) + 1) % 10}`;
}
