// Which token does Amplify's real client send, and does the page see it truthfully? Against a real server.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { testIssuer } from "@claimsmith/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { capturedRequests } from "../src/calls/captured-requests.ts";
import { callGraphQl } from "../src/calls/graphql-call.ts";
import { GRAPHQL_OPERATIONS } from "../src/calls/graphql-operations.ts";
import type { Tokens } from "../src/session/tokens.ts";

/** What the server got. */
let received: (string | undefined)[] = [];
/** What it answers. */
let answer = { status: 200, body: '{"data":{"orders":[]}}' };
const server = createServer((request, response) => {
  received.push(request.headers.authorization);
  request.resume().on("end", () => response.writeHead(answer.status).end(answer.body));
});
let url = "";
let tokens: Tokens;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const issuer = await testIssuer({ policy, environment: environments.local });
  const { accessToken, idToken } = await issuer.issue(personas.alice);
  tokens = { accessToken, ...(idToken !== undefined && { idToken }) };
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  received = [];
  answer = { status: 200, body: '{"data":{"orders":[]}}' };
});

const call = (over: Partial<Parameters<typeof callGraphQl>[0]> = {}) =>
  callGraphQl({
    settings: { region: "eu-west-1", api: { url: "http://127.0.0.1", graphqlUrl: url } },
    tokens,
    query: GRAPHQL_OPERATIONS[0].query,
    isIdTokenForced: false,
    ...over,
  });

describe("Amplify's API client", () => {
  it("sends the access token by default, though it has both", async () => {
    const { sent, outcome } = await call();
    expect(received).toEqual([tokens.accessToken]);
    expect(sent).toMatchObject({ token: "access", use: "access" });
    expect(outcome).toMatchObject({ status: 200, body: { data: { orders: [] } } });
  });

  it("sends the ID token by the override, as the page says", async () => {
    answer = { status: 401, body: '{"title":"Unauthorized","status":401,"code":"ID_TOKEN"}' };
    const { sent, outcome, requestCount } = await call({ isIdTokenForced: true });
    expect(received).toEqual([tokens.idToken]);
    expect(sent).toMatchObject({ token: "id", use: "id" });
    expect(outcome).toMatchObject({ status: 401, body: { code: "ID_TOKEN" } });
    expect(requestCount).toBe(1);
  });

  it("works for a sign-in without an ID token", async () => {
    const { sent } = await call({ tokens: { accessToken: tokens.accessToken } });
    expect(sent).toMatchObject({ token: "access" });
  });

  it.each(GRAPHQL_OPERATIONS)("takes the operation $name", async ({ query }) => {
    expect(await call({ query })).toMatchObject({ requestCount: 1, outcome: { status: 200 } });
  });

  it("never has the token in what is shown of the header", async () => {
    const { sent } = await call();
    expect(JSON.stringify(sent)).not.toContain(tokens.accessToken.slice(0, 10));
  });

  it.each([[""], ["query {"], ["subscription { orderPlaced { id } }"]])(
    "sends nothing for %o",
    async (query) => {
      const { requestCount, notSent } = await call({ query });
      expect(requestCount).toBe(0);
      expect(notSent).toEqual(expect.any(String));
      expect(received).toEqual([]);
    },
  );
});

describe("captured requests", () => {
  it("leave fetch as it was, also after a failure", async () => {
    const before = globalThis.fetch;
    const { result } = await capturedRequests(url, () => Promise.reject(new Error("on purpose")));
    expect(result.status).toBe("rejected");
    expect(globalThis.fetch).toBe(before);
  });

  it("of two at a time are each one's own", async () => {
    const sendAs = (authorization: string) =>
      capturedRequests(url, () => fetch(url, { method: "POST", headers: { authorization } }));
    const [one, other] = await Promise.all([sendAs("one"), sendAs("other")]);
    expect(one.exchanges.map(({ authorization }) => authorization)).toEqual(["one"]);
    expect(other.exchanges.map(({ authorization }) => authorization)).toEqual(["other"]);
  });

  it("to other places are not looked at", async () => {
    const { exchanges } = await capturedRequests(url, () => fetch(`${url}/elsewhere`));
    expect(exchanges).toEqual([]);
    expect(received).toHaveLength(1);
  });

  it("take no body from a request that somebody else sends meanwhile", async () => {
    const { result } = await capturedRequests(url, () =>
      fetch(new Request(`${url}/elsewhere`, { method: "POST", body: "an order" })),
    );
    expect(result).toMatchObject({ status: "fulfilled", value: { status: 200 } });
  });

  it("leave the answer's body to who asked", async () => {
    const { result, exchanges } = await capturedRequests(url, async () => (await fetch(url)).text());
    expect(result).toMatchObject({ value: answer.body });
    expect(await exchanges[0]?.response?.text()).toBe(answer.body);
  });
});
