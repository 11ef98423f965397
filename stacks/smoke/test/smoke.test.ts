// Does the smoke test pass where everything works, and say what is broken where it is not?
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type PolicyDocument,
  type PolicySnapshot,
  parsePolicy,
  policySnapshot,
} from "@claimsmith/claims-policy";
import ordersSnapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smoke } from "../src/smoke.ts";
import { openWorld, type World } from "./world.ts";

const snapshot = ordersSnapshot as unknown as PolicySnapshot;

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const run = (changes: Partial<Parameters<typeof smoke>[0]> = {}, log: (line: string) => void = () => {}) =>
  smoke({ ...world, snapshot, client: "web", log, ...changes });

/** The code with which a run fails, and what it printed before. */
async function failure(changes: Partial<Parameters<typeof smoke>[0]>) {
  const lines: string[] = [];
  const error = await run(changes, (line) => void lines.push(line)).catch((thrown: unknown) => thrown);
  const { code } = error as { readonly code: string };
  return { code, passed: lines.length };
}

describe("a deployed environment", () => {
  it("passes with the trigger and the API of the release", async () => {
    const lines: string[] = [];
    await run({}, (line) => void lines.push(line));
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toContain("200, 401, 401");
  });

  it("prints nothing of the user or of tokens", async () => {
    const lines: string[] = [];
    await run({}, (line) => void lines.push(line));
    const text = lines.join("\n");
    expect(text).not.toContain(world.user.userName);
    expect(text).not.toMatch(/eyJ/);
  });

  it("fails where the password is wrong", async () => {
    const user = { ...world.user, password: "Wrong-horse-1" };
    expect(await failure({ user })).toEqual({ code: "SIGN_IN_FAILED", passed: 0 });
  });

  it("fails where the client was not deployed", async () => {
    expect(await failure({ client: "none" })).toEqual({ code: "NOT_DEPLOYED", passed: 0 });
  });

  it("fails where the token is of another issuer than the stack wrote down", async () => {
    const target = { ...world.target, issuer: world.target.issuer.replace("127.0.0.1", "localhost") };
    expect(await failure({ target })).toEqual({ code: "TOKEN_REFUSED", passed: 1 });
  });

  it("fails where the trigger is that of another release", async () => {
    const document = snapshot.policy as PolicyDocument;
    const changed = parsePolicy({
      ...document,
      clients: { ...document.clients, other: document.clients.web },
    });
    const target = { ...world.target, clientIds: { ...world.target.clientIds, other: "another" } };
    const outcome = await failure({ target, snapshot: await policySnapshot(changed) });
    expect(outcome).toEqual({ code: "OTHER_POLICY", passed: 2 });
  });
});

/** An API that is deployed wrongly: it answers by what stands in the header. */
async function wrongApi(statuses: readonly number[]): Promise<{ server: Server; apiUrl: string }> {
  const [access = 0, id = 0, none = 0] = statuses;
  const server = createServer(({ headers: { authorization } }, response) => {
    const payload = authorization?.split(".")[1];
    const use = payload === undefined ? undefined : JSON.parse(Buffer.from(payload, "base64url").toString());
    response.writeHead(use === undefined ? none : use.token_use === "id" ? id : access).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const ANSWERS: readonly (readonly [string, statuses: readonly number[], code: string | undefined])[] = [
  ["refuses ID tokens for want of scopes, as API Gateway does", [200, 403, 401], undefined],
  ["takes ID tokens", [200, 200, 401], "API_ANSWER"],
  ["takes everybody", [200, 401, 200], "API_ANSWER"],
  ["takes nobody", [401, 401, 401], "API_ANSWER"],
  ["redirects", [302, 302, 302], "API_ANSWER"],
  ["has no such route", [404, 404, 404], "API_ANSWER"],
];

describe("an API that", () => {
  it.each(ANSWERS)("%s: %j gives %s", async (_description, statuses, code) => {
    const { server, apiUrl } = await wrongApi(statuses);
    try {
      const target = { ...world.target, apiUrl };
      if (code === undefined) await expect(run({ target })).resolves.toBeUndefined();
      else expect(await failure({ target })).toEqual({ code, passed: 3 });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("does not answer fails", async () => {
    const { server, apiUrl } = await wrongApi([200, 401, 401]);
    server.close();
    expect(await failure({ target: { ...world.target, apiUrl } })).toEqual({ code: "API_ANSWER", passed: 3 });
  });
});
