// Does `dev` run the processes that the configuration names, beside the pool and as long as it?
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { DescribeUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { answersUntil } from "../src/dev/ready.ts";
import { cognitoClient } from "../src/local-users.ts";
import { CONFIGS, errorCodes, runCli, startCli } from "../test/run-cli.ts";

interface Ready {
  readonly endpoint: string;
  readonly issuer: string;
  readonly userPoolId: string;
  readonly clients: Readonly<Record<string, { readonly clientId: string }>>;
  readonly users: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
  readonly processes: Readonly<Record<"back" | "front", { readonly url: string }>>;
}

const DEV = ["dev", "--port", "0", "--config", CONFIGS.processes];
const NOTHING = { files: [], processes: false };

/** What a process was told by its environment. */
async function toldAt(url: string): Promise<NodeJS.ProcessEnv> {
  const { env } = (await (await fetch(`${url}/told`)).json()) as { readonly env: NodeJS.ProcessEnv };
  return env;
}

async function urlsOf({ userPoolId: UserPoolId, clients, ...pool }: Ready) {
  const client = cognitoClient({ userPoolId: UserPoolId, ...pool });
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId: clients.desk?.clientId });
  const { UserPoolClient } = await client.send(command).finally(() => client.destroy());
  return { callbacks: UserPoolClient?.CallbackURLs, logouts: UserPoolClient?.LogoutURLs };
}

/** A port that somebody listens on until `close`. */
async function takenPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

async function freePort(): Promise<string> {
  const { port, close } = await takenPort();
  close();
  return String(port);
}

describe("dev with processes", () => {
  it("tells each how to use the pool, whose clients know its port, and ends them with the pool", async () => {
    const cli = startCli([...DEV, "--json"]);
    const ready = JSON.parse(await cli.nextLine()) as Ready;
    const { back, front } = ready.processes;
    const told = await toldAt(front.url);
    const urls = await urlsOf(ready);
    const toldBack = await toldAt(back.url);
    cli.signal("SIGINT");
    const { exitCode, stderr, leftBehind } = await cli.finished;

    expect(told).toMatchObject({
      PORT: new URL(front.url).port,
      CLAIMSMITH_USER_POOL_ID: ready.userPoolId,
      CLAIMSMITH_ISSUER: ready.issuer,
      CLAIMSMITH_POOL_ENDPOINT: ready.endpoint,
      CLAIMSMITH_ENVIRONMENT: "local",
    });
    expect(JSON.parse(told.CLAIMSMITH_CLIENTS ?? "")).toEqual({
      [ready.clients.desk?.clientId ?? ""]: "desk",
    });
    expect(JSON.parse(told.CLAIMSMITH_USERS ?? "")).toEqual(ready.users);
    expect(JSON.parse(told.CLAIMSMITH_URLS ?? "")).toEqual({ back: back.url, front: front.url });
    expect(toldBack.PORT).toBe(new URL(back.url).port);
    expect(urls).toEqual({
      callbacks: [`${front.url}/`, "https://desk.example.com/"],
      logouts: [`${front.url}/bye`],
    });
    expect(exitCode).toBe(0);
    expect(stderr.match(/^(?:back|front): .*$/gm)).toEqual([
      "back: listening",
      "front: listening",
      "front: asked to end",
      "back: asked to end",
    ]);
    expect(leftBehind).toEqual(NOTHING);
  }, 60_000);

  it("shows people the one page to open first, and what was logged meanwhile at the end", async () => {
    const cli = startCli(DEV);
    const first = await cli.nextLine();
    let line = "";
    while (line !== "Log") line = await cli.nextLine();
    cli.signal("SIGTERM");
    const { exitCode, stdout, stderr, leftBehind } = await cli.finished;
    expect(first).toMatch(/^Open http:\/\/localhost:\d+$/);
    expect(stdout).toContain(`  front  ${first.replace("Open ", "")}\n`);
    expect(stdout).toMatch(/^ {2}back {3}http:\/\/localhost:\d+$/m);
    expect(stdout).not.toContain("guarded route");
    expect(stdout.split("\nLog\n")[1]).toMatch(/^back: listening\nfront: listening\n/);
    expect(stderr).toBe("starting back\nstarting front\n");
    expect({ exitCode, leftBehind }).toEqual({ exitCode: 0, leftBehind: NOTHING });
  }, 60_000);

  it("uses the ports of the configuration beside a pool with a port", async () => {
    const environment = { BACK_PORT: await freePort(), FRONT_PORT: await freePort() };
    const cli = startCli([...DEV, "--json", "--port", await freePort()], { environment });
    const ready = JSON.parse(await cli.nextLine()) as Ready;
    const urls = await urlsOf(ready);
    cli.signal("SIGTERM");
    expect((await cli.finished).leftBehind).toEqual(NOTHING);
    expect(ready.processes.front.url).toBe(`http://localhost:${environment.FRONT_PORT}`);
    expect(ready.processes.back.url).toBe(`http://localhost:${environment.BACK_PORT}`);
    expect(urls.logouts).toEqual([`http://localhost:${environment.FRONT_PORT}/bye`]);
  }, 60_000);

  it("ends with an error when a process ends by itself", async () => {
    const cli = startCli([...DEV, "--json"]);
    const { processes } = JSON.parse(await cli.nextLine()) as Ready;
    await fetch(`${processes.back.url}/end`).catch(() => {});
    const finished = await cli.finished;
    expect(finished.exitCode).toBe(1);
    expect(errorCodes(finished)).toEqual(["PROCESS_ENDED"]);
    expect(finished.stderr).toMatch(/^error PROCESS_ENDED: process back .*exit code 4/m);
    expect(finished.leftBehind).toEqual(NOTHING);
  }, 60_000);

  it.each([
    ["ends at once", { FRONT: "ends" }, "front: nothing to serve today\n"],
    ["is a program that there is not", { PROGRAM: "no-such-program" }, ""],
  ])(
    "ends with an error, after what was printed, where a process %s",
    async (_case, environment, printed) => {
      const finished = await runCli(DEV, { environment });
      expect(finished.exitCode).toBe(1);
      expect(errorCodes(finished)).toEqual(["PROCESS_ENDED"]);
      expect(finished.stderr).toMatch(/^error PROCESS_ENDED: process front /m);
      expect(finished.stdout).toContain(printed);
      expect(finished.stdout).not.toContain("Open");
      expect(finished.leftBehind).toEqual(NOTHING);
    },
    60_000,
  );

  it("stops without an error where the wish comes while a process starts", async () => {
    const environment = { FRONT: "never", BACK_PORT: await freePort(), FRONT_PORT: await freePort() };
    const cli = startCli([...DEV, "--port", await freePort()], { environment });
    await answersUntil(`http://localhost:${environment.FRONT_PORT}/told`, AbortSignal.timeout(25_000));
    cli.signal("SIGTERM");
    const finished = await cli.finished;
    expect(finished).toMatchObject({ exitCode: 0, leftBehind: NOTHING });
    expect(errorCodes(finished)).toEqual([]);
    expect(finished.stdout).not.toContain("Open");
  }, 60_000);

  it("ends its processes when the process that started it has gone", async () => {
    const runner = startCli([...DEV, "--json"], { behindRunner: true });
    await runner.nextLine();
    runner.signal("SIGKILL");
    expect((await runner.finished).leftBehind).toEqual(NOTHING);
  }, 60_000);

  it("says which process cannot have its port", async () => {
    const { port, close } = await takenPort();
    const environment = { BACK_PORT: await freePort(), FRONT_PORT: String(port) };
    const finished = await runCli([...DEV, "--port", await freePort()], { environment });
    close();
    expect(finished.exitCode).toBe(1);
    expect(errorCodes(finished)).toEqual(["PORT_IN_USE"]);
    expect(finished.stderr).toContain(`port ${port} of process front `);
    expect(finished.leftBehind).toEqual(NOTHING);
  }, 60_000);

  it("says so where a process has the port of the pool", async () => {
    const port = await freePort();
    const environment = { BACK_PORT: port, FRONT_PORT: await freePort() };
    const finished = await runCli([...DEV, "--port", port], { environment });
    expect(errorCodes(finished)).toEqual(["PORT_IN_USE"]);
    expect(finished.stderr).toContain(`port ${port} of process back `);
  }, 60_000);
});

describe("dev --pool-only", () => {
  it("starts no process, and leaves addresses as they are", async () => {
    const cli = startCli([...DEV, "--json", "--pool-only"], { environment: { PROGRAM: "no-such-program" } });
    const ready = JSON.parse(await cli.nextLine()) as Ready;
    const urls = await urlsOf(ready);
    cli.signal("SIGTERM");
    const { exitCode, leftBehind } = await cli.finished;
    expect(ready.processes).toEqual({});
    expect(urls.logouts).toEqual(["http://localhost:4102/bye"]);
    expect({ exitCode, leftBehind }).toEqual({ exitCode: 0, leftBehind: NOTHING });
  }, 60_000);
});
