// How does whoever runs the pool read what users would have been sent?
import { request } from "node:http";
import { ForgotPasswordCommand, SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { answerOutbox } from "../src/http/outbox.ts";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { addUser, PASSWORD, startWorld } from "./world/world.ts";

const { clientId: ClientId } = CLIENT_IDS.web;
const Password = PASSWORD;

describe("the outbox", () => {
  it("is served over HTTP as the program sees it, the newest first", async () => {
    const { pool, sdk, pass } = await startWorld();
    for (const Username of ["one@example.org", "two@example.org"]) {
      await sdk.send(new SignUpCommand({ ClientId, Username, Password }));
      pass(1);
    }
    const headers = { origin: "http://localhost:5173" };
    const response = await fetch(`${pool.endpoint}/_claimsmith/outbox`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(await response.json()).toEqual({ deliveries: pool.outbox() });
    expect(pool.outbox().map(({ destination }) => destination)).toEqual([
      "two@example.org",
      "one@example.org",
    ]);
  });

  it("keeps the last 200 messages", async () => {
    const world = await startWorld();
    const { pool, sdk, pass } = world;
    await addUser(world, "pat@example.org", { email_verified: "true" });
    for (let sent = 0; sent < 201; sent += 1) {
      if (sent % 20 === 0) pass(60 * 60);
      await sdk.send(new ForgotPasswordCommand({ ClientId, Username: "pat@example.org" }));
    }
    expect(pool.outbox()).toHaveLength(200);
    const times = pool.outbox().map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((one, other) => other - one));
  });

  it("writes a line for each code into the log, with purpose and code, without the address", async () => {
    const { pool, sdk, logLines } = await startWorld();
    await sdk.send(new SignUpCommand({ ClientId, Username: "one@example.org", Password }));
    const [delivery] = pool.outbox();
    const lines = logLines.filter((line) => line.startsWith("delivery "));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("confirm_sign_up");
    expect(lines[0]).toContain(delivery?.code);
    expect(lines[0]).not.toContain("example.org");
    expect(lines[0]).not.toContain(delivery?.username);
  });

  it.each([
    { address: "127.0.0.1", status: 200 },
    { address: "127.1.2.3", status: 200 },
    { address: "::1", status: 200 },
    { address: "::ffff:127.0.0.1", status: 200 },
    { address: "10.0.0.7", status: 403 },
    { address: "::ffff:10.0.0.7", status: 403 },
    { address: "127.0.0.1.example", status: 403 },
    { address: undefined, status: 403 },
  ])("answers $address with $status", ({ address, status }) => {
    const cloud = { outbox: { deliveries: () => [] } } as never;
    expect(answerOutbox(cloud, address).status).toBe(status);
  });

  it("is for no page of another site whose name points here", async () => {
    const { pool } = await startWorld();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: "rebound.example" };
      request(`${pool.endpoint}/_claimsmith/outbox`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(421);
  });
});
