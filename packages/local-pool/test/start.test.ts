// How does a pool start and stop, and what does it refuse to start with?
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { type LocalPoolOptions, startLocalPool } from "../src/index.ts";
import { blueprint, CLIENT_IDS } from "./world/blueprint.ts";

const BLUEPRINT = blueprint("V3_0");

async function start(options: Partial<LocalPoolOptions> = {}) {
  const pool = await startLocalPool({ port: 0, blueprint: BLUEPRINT, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

describe("a pool that starts", () => {
  it("has ids and secrets that look like those of AWS", async () => {
    const pool = await start({ accountId: "111122223333" });
    expect(pool.userPoolId).toMatch(/^eu-west-1_[A-Za-z0-9]{9}$/);
    expect(pool.userPoolArn).toBe(`arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${pool.userPoolId}`);
    expect(pool.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Object.keys(pool.clients)).toEqual(["web", "server", "locked", "batch"]);
    for (const { clientId } of Object.values(pool.clients)) expect(clientId).toMatch(/^[a-z0-9]{26}$/);
    expect(pool.clients.server?.clientSecret).toMatch(/^[a-z0-9]{52}$/);
    expect(pool.clients.web).not.toHaveProperty("clientSecret");
  });

  it("takes given ids, and generates the rest", async () => {
    const { web, server } = CLIENT_IDS;
    const pool = await start({ userPoolId: "us-east-1_Given1234", clientIds: { web, server } });
    expect(pool.userPoolId).toBe("us-east-1_Given1234");
    expect(pool.clients).toMatchObject({ web, server });
    expect(pool.clients.batch?.clientId).toMatch(/^[a-z0-9]{26}$/);
  });

  it("closes its trigger with itself, twice without harm, and gives the port back", async () => {
    let closed = 0;
    const trigger = {
      invoke: async (event: unknown) => event,
      close: async () => {
        closed += 1;
      },
    };
    const pool = await start({ trigger });
    const port = Number(new URL(pool.endpoint).port);
    await fetch(pool.jwksUri);
    await pool.close();
    await pool.close();
    expect(closed).toBeGreaterThan(0);
    await expect(fetch(pool.jwksUri)).rejects.toThrow();
    expect((await start({ port })).endpoint).toBe(pool.endpoint);
  });
});

describe("a pool that cannot start", () => {
  it("says which port is in use", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void blocker.close());
    const { port } = blocker.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({
      code: "PORT_IN_USE",
      category: "misconfigured",
      message: expect.stringContaining(String(port)),
    });
  });

  it.each([
    { what: "a port that is none", options: { port: 70_000 }, code: "PORT_UNAVAILABLE" },
    { what: "a pool id that is none", options: { userPoolId: "local" }, code: "USER_POOL_ID_INVALID" },
    {
      what: "credentials of no client",
      options: { clientIds: { wep: { clientId: "x" } } },
      code: "CLIENT_UNKNOWN",
    },
    {
      what: "one client id twice",
      options: { clientIds: { web: { clientId: "x" }, batch: { clientId: "x" } } },
      code: "CLIENT_ID_REPEATED",
    },
  ])("refuses $what with $code", async ({ options, code }) => {
    await expect(start(options as Partial<LocalPoolOptions>)).rejects.toMatchObject({ code });
  });
});
