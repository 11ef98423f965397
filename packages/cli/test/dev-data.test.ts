// Does `dev --data` go on where it stopped?
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import { cognitoClient } from "../src/local-users.ts";
import { CONFIGS, errorCodes, type Running, runCli, startCli } from "./run-cli.ts";

interface Ready {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clients: Readonly<Record<string, { readonly clientId: string; readonly clientSecret?: string }>>;
  readonly users: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
}

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-data-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function devArguments(directory: string): string[] {
  return ["dev", "--json", "--pool-only", "--port", "0", "--config", CONFIGS.orders, "--data", directory];
}

async function ready(cli: Running): Promise<Ready> {
  return JSON.parse(await cli.nextLine()) as Ready;
}

async function stopped(cli: Running): Promise<void> {
  cli.signal("SIGINT");
  const { exitCode, leftBehind } = await cli.finished;
  expect({ exitCode, leftBehind }).toEqual({ exitCode: 0, leftBehind: { files: [], processes: false } });
}

async function accessTokenOf(pool: Ready, { username = "", password = "" }: Partial<Ready["users"][string]>) {
  const client = cognitoClient(pool);
  const command = new InitiateAuthCommand({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: pool.clients.web?.clientId,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  const { AuthenticationResult } = await client.send(command).finally(() => client.destroy());
  return AuthenticationResult?.AccessToken ?? "";
}

describe("dev --data", () => {
  it("has the same pool, clients, keys and users the next time, and new passwords for personas", async () => {
    const directory = newDirectory();
    const other = { Username: "other@example.com" };
    const firstCli = startCli(devArguments(directory));
    const first = await ready(firstCli);
    const firstToken = await accessTokenOf(first, { ...first.users.alice });
    const administrator = cognitoClient(first);
    await administrator.send(new AdminCreateUserCommand({ UserPoolId: first.userPoolId, ...other }));
    administrator.destroy();
    await stopped(firstCli);

    const secondCli = startCli(devArguments(directory));
    const second = await ready(secondCli);
    const secondToken = await accessTokenOf(second, { ...second.users.alice });
    expect(second.userPoolId).toBe(first.userPoolId);
    expect(second.clients).toEqual(first.clients);
    expect(decodeProtectedHeader(secondToken)).toEqual(decodeProtectedHeader(firstToken));
    // The trigger knows the clients by their ids, or there would be no such claim.
    const { sub, company_id } = decodeJwt(firstToken);
    expect(decodeJwt(secondToken)).toMatchObject({ sub, company_id });
    expect(company_id).toEqual(expect.any(String));
    await expect(accessTokenOf(second, { ...first.users.alice })).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    const client = cognitoClient(second);
    const found = await client.send(new AdminGetUserCommand({ UserPoolId: second.userPoolId, ...other }));
    client.destroy();
    expect(found.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    await stopped(secondCli);
  }, 60_000);

  it("refuses a directory that another one uses, which goes on", async () => {
    const directory = newDirectory();
    const cli = startCli(devArguments(directory));
    const pool = await ready(cli);
    const second = await runCli(devArguments(directory));
    expect(errorCodes(second)).toEqual(["STORE_IN_USE"]);
    expect(second.exitCode).toBe(1);
    expect(second.leftBehind).toEqual({ files: [], processes: false });
    await expect(accessTokenOf(pool, { ...pool.users.bob })).resolves.not.toBe("");
    await stopped(cli);
  }, 60_000);

  it("refuses a directory that others can read", async () => {
    const directory = newDirectory();
    chmodSync(directory, 0o755);
    const finished = await runCli(devArguments(directory));
    expect(errorCodes(finished)).toEqual(["STORE_UNPROTECTED"]);
    expect(finished.exitCode).toBe(1);
  }, 30_000);

  it("wants a directory", async () => {
    const finished = await runCli(devArguments(""));
    expect(errorCodes(finished)).toEqual(["USAGE"]);
    expect(finished.exitCode).toBe(2);
  });
});
