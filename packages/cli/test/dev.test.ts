// Does `dev` serve other programs until it is stopped, and then stop cleanly?
import { once } from "node:events";
import { createServer } from "node:net";
import { InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { cognitoClient } from "../src/local-users.ts";
import { CONFIGS, errorCodes, runCli, startCli } from "./run-cli.ts";

interface Ready {
  readonly endpoint: string;
  readonly issuer: string;
  readonly jwksUri: string;
  readonly userPoolId: string;
  readonly clients: Readonly<Record<string, { readonly clientId: string; readonly clientSecret?: string }>>;
  readonly users: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
}

describe("dev --json", () => {
  it("prints one line when the pool is ready, signs a persona in through the SDK, and ends on SIGINT", async () => {
    const cli = startCli(["dev", "--json", "--pool-only", "--port", "0", "--config", CONFIGS.orders]);
    const ready = JSON.parse(await cli.nextLine()) as Ready;
    const { AuthenticationResult } = await signIn(ready, "alice");
    const keys = (await (await fetch(ready.jwksUri)).json()) as { readonly keys: readonly unknown[] };
    cli.signal("SIGINT");
    const { exitCode, stdout, stderr, leftBehind } = await cli.finished;

    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "").iss).toBe(ready.issuer);
    expect(keys.keys).toHaveLength(2);
    expect(Object.keys(ready.users).sort()).toEqual(["alice", "bob", "carol"]);
    expect(ready.clients.web).not.toHaveProperty("clientSecret");
    expect(ready.clients.partner).toHaveProperty("clientSecret");
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/^trigger: START RequestId: .*\ntrigger: .*"outcome":"issued".*\ntrigger: END /m);
    expect(stderr).toContain("pool: InitiateAuth 200");
    expect(stderr).not.toContain("AdminCreateUser");
    expect(leftBehind).toEqual({ files: [], processes: false });
    await expect(isFree(Number(new URL(ready.endpoint).port))).resolves.toBe(true);
  }, 30_000);
});

describe("dev", () => {
  it("shows endpoints, users and the trigger's log to people, and ends on SIGTERM", async () => {
    const cli = startCli(["dev", "--port", "0", "--config", CONFIGS.small]);
    let line = "";
    while (line !== "Log") line = await cli.nextLine();
    cli.signal("SIGTERM");
    const { exitCode, stdout, leftBehind } = await cli.finished;
    expect(exitCode).toBe(0);
    expect(stdout).toContain("dora@example.com");
    expect(stdout).toMatch(/^ {2}JWKS +http:\/\/127\.0\.0\.1:\d+\/\S+\/\.well-known\/jwks\.json$/m);
    expect(stdout).toMatch(/^ {2}aws cognito-idp initiate-auth --endpoint-url http:/m);
    expect(leftBehind).toEqual({ files: [], processes: false });
  }, 30_000);

  it("ends when the process that started it has gone, which need not have passed the signal on", async () => {
    const runner = startCli(["dev", "--json", "--port", "0", "--config", CONFIGS.small], {
      behindRunner: true,
    });
    const ready = JSON.parse(await runner.nextLine()) as Ready;
    runner.signal("SIGKILL");
    const { leftBehind } = await runner.finished;
    expect(leftBehind).toEqual({ files: [], processes: false });
    await expect(isFree(Number(new URL(ready.endpoint).port))).resolves.toBe(true);
  }, 30_000);

  it("says how to choose another port where its own is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { readonly port: number };
    const finished = await runCli(["dev", "--port", String(port), "--config", CONFIGS.small]);
    server.close();
    expect(finished.exitCode).toBe(1);
    expect(errorCodes(finished)).toEqual(["PORT_IN_USE"]);
    expect(finished.stderr).toContain(`port ${port} `);
    expect(finished.stderr).toContain("--port");
    expect(finished.leftBehind).toEqual({ files: [], processes: false });
  }, 30_000);
});

async function signIn(ready: Ready, name: string) {
  const client = cognitoClient(ready);
  const { username = "", password = "" } = ready.users[name] ?? {};
  const command = new InitiateAuthCommand({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: ready.clients.web?.clientId,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  return client.send(command).finally(() => client.destroy());
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const taken = once(server, "error").then(() => false);
  const listening = once(server.listen(port, "127.0.0.1"), "listening").then(() => true);
  const free = await Promise.race([taken, listening]);
  server.close();
  return free;
}
