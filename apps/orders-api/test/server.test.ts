// Does the plain server stop without losing a request, let the right pages call, and say so when nothing can be reached?
import { once } from "node:events";
import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import { toServer } from "./doors.ts";
import { appSyncEvent, httpEvent } from "./events.ts";
import { type PlainServer, spawnServer } from "./plain-server.ts";
import { openWorld, PAGE, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

/** What `dev` tells the processes beside the pool. */
function devEnvironment(): Readonly<Record<string, string>> {
  const { CLAIMSMITH_USER_POOL_ID = "", CLAIMSMITH_ISSUER = "", CLAIMSMITH_CLIENTS = "" } = world.environment;
  return {
    CLAIMSMITH_USER_POOL_ID,
    CLAIMSMITH_ISSUER,
    CLAIMSMITH_CLIENTS,
    CLAIMSMITH_POOL_ENDPOINT: world.pool.endpoint,
    CLAIMSMITH_URLS: JSON.stringify({ page: PAGE, api: "http://localhost:0" }),
  };
}

describe("a page", () => {
  const preflight = (origin: string) =>
    fetch(`${world.server.url}/orders`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });

  it("of an allowed origin may call, and read refusals", async () => {
    const { status, headers } = await preflight(PAGE);
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, PAGE]);
    expect(headers.get("access-control-allow-headers")).toContain("authorization");
    const refused = await toServer(world, "GET /orders", "nobody", { headers: { origin: PAGE } });
    expect(refused).toMatchObject({ status: 401, headers: { "access-control-allow-origin": PAGE } });
    expect(refused.headers["access-control-expose-headers"]).toContain("x-request-id");
  });

  it("of another origin may not", async () => {
    const { headers } = await preflight("http://elsewhere.example");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

it("reads no more of a body whose size is not stated than of any other", async () => {
  const chunk = new TextEncoder().encode("a".repeat(40_000));
  const { status } = await fetch(`${world.server.url}/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.tokens.bob}`, "content-type": "application/json" },
    body: new Blob([chunk, chunk]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(status).toBe(413);
});

describe("a server that is told to stop", () => {
  it("answers the request in flight, takes no other, and ends well", async () => {
    const server = await spawnServer("src/main.ts", world.environment);
    const body = JSON.stringify({ item: "anvil", quantity: 1 });
    const socket = createConnection(server.port, "127.0.0.1");
    await once(socket, "connect");
    const head = [
      "POST /orders HTTP/1.1",
      "host: localhost",
      `authorization: Bearer ${world.tokens.bob}`,
      "content-type: application/json",
      `content-length: ${body.length}`,
      "expect: 100-continue",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    // The server has begun with the request once it asks for the body.
    const [asked] = await once(socket, "data");
    expect(String(asked)).toContain("100 Continue");
    server.terminate();
    await expect.poll(() => isRefused(server)).toBe(true);
    const answer = once(socket, "data");
    socket.write(body);
    expect(String((await answer)[0])).toContain("HTTP/1.1 201");
    expect(await server.exited).toBe(0);
    const [line = "{}"] = server.lines;
    expect(JSON.parse(line)).toMatchObject({ route: "POST /orders", status: 201 });
  });
});

async function isRefused({ port }: PlainServer): Promise<boolean> {
  const socket = createConnection(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}

describe("local.ts", () => {
  it("runs the API with sample orders, for the pool and the pages of its environment, and ends on SIGTERM", async () => {
    const server = await spawnServer("local.ts", devEnvironment());
    const there = { ...world, server };
    const { content } = await toServer(there, "GET /orders", "alice", { headers: { origin: PAGE } });
    const expected = SAMPLE_ORDERS.filter(({ companyId }) => companyId === "c-1001").reverse();
    expect(content).toEqual({ orders: expected });
    const receipt = await toServer(there, `GET /orders/${expected[0]?.id}/receipt`, "alice", {
      headers: { origin: PAGE },
    });
    expect(receipt).toMatchObject({
      status: 200,
      headers: { "access-control-allow-origin": PAGE },
      content: { to: { email: "alice@example.com" } },
    });
    server.terminate();
    expect(await server.exited).toBe(0);
  });
});

describe("where the table cannot be reached", () => {
  /** Nothing listens there. */
  const NOWHERE = { AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1" };

  it("the plain server answers 503, says when to come back, and tells the log alone what failed", async () => {
    const server = await spawnServer("src/main.ts", { ...world.environment, ...NOWHERE });
    const { status, headers, content } = await toServer({ ...world, server }, "GET /orders", "bob");
    expect([status, content.code, headers["retry-after"]]).toEqual([503, "STORAGE_UNAVAILABLE", "10"]);
    expect(JSON.stringify(content)).not.toMatch(/127\.0\.0\.1|ECONN|Dynamo|orders-local/i);
    await server.stop();
    expect(JSON.parse(server.lines[0] ?? "{}")).toMatchObject({
      level: "error",
      status: 503,
      code: "STORAGE_UNAVAILABLE",
      error: expect.any(String),
    });
    expect(server.lines.join("")).not.toContain("127.0.0.1");
  });

  it("the functions say the same", async () => {
    const environment = { ...world.functionEnvironment, ...NOWHERE };
    await world.functions.create("lost-http", { handler: "index.http", environment });
    await world.functions.create("lost-app-sync", { handler: "index.appSync", environment });
    const token = world.tokens.bob;
    const http = await world.functions.invoke("lost-http", httpEvent("GET /orders", { token }));
    expect(http.answer).toMatchObject({ statusCode: 503 });
    const appSync = await world.functions.invoke("lost-app-sync", appSyncEvent("orders", token));
    expect(appSync).toMatchObject({ failed: true, answer: { errorType: "STORAGE_UNAVAILABLE" } });
    expect(JSON.stringify(appSync.answer)).not.toMatch(/127\.0\.0\.1|ECONN/);
  });
});

describe("where the pool cannot be reached", () => {
  it("a receipt is not to be had now, and orders are", async () => {
    const elsewhere = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://127.0.0.1:1" };
    const server = await spawnServer("src/main.ts", { ...world.environment, ...elsewhere });
    const there = { ...world, server };
    const { id } = SAMPLE_ORDERS[1] ?? {};
    const receipt = await toServer(there, `GET /orders/${id}/receipt`, "bob");
    expect([receipt.status, receipt.content.code]).toEqual([503, "PROFILE_UNAVAILABLE"]);
    expect((await toServer(there, `GET /orders/${id}`, "bob")).status).toBe(200);
    await server.stop();
  });
});
