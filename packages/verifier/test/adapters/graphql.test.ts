// Are the fields of a GraphQL server guarded? With graphql-yoga, over HTTP, and real tokens.
import { createServer } from "node:http";
import { createGraphQLError, createPubSub, createSchema, createYoga } from "graphql-yoga";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  fieldGuard,
  type OperationContext,
  requestContext,
  unguardedFields,
} from "../../src/adapters/graphql.ts";
import { createVerifier, type Principal, type Requirement } from "../../src/index.ts";
import { CLIENTS, ISSUER, NOW_MS, OPTIONS, PAYLOADS, tokenWith, USER_POOL_ID } from "../issuer.ts";
import { startKeyServer } from "../key-server.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import type { RunningApp, TestAnswer } from "./app.ts";
import { listening, overHttp } from "./over-http.ts";

let nowMs = NOW_MS;
const clock = () => nowMs;
let revocationsAsked = 0;
const isRevoked = () => {
  revocationsAsked += 1;
  return false;
};
const revocation = { isRevoked, deadlineMs: 1_000, onFailure: "refuse" } as const;
const verifier = createVerifier(contract, { ...OPTIONS, clock, revocation });
const guardField = fieldGuard(verifier);
const pubSub = createPubSub<{ orders: [string] }>();
const ran: string[] = [];

const typeDefs = /* GraphQL */ `
  type Query {
    health: String
    orders: String
    partner: String
    fresh: String
    failing: String
  }
  type Mutation {
    refund: String
  }
  type Subscription {
    orderPlaced: String
  }
`;

const readers = { kind: "user", scopes: { all: ["orders/read"] } } as const;
const resolvers = {
  Query: {
    health: guardField("public", () => "well"),
    orders: guardField(readers, (_, _args, { principal }) => {
      const user: Principal<SamplePolicy, "user"> = principal;
      ran.push("orders");
      return `${user.username} ${user.claims.company_id}`;
    }),
    partner: guardField({ kind: "machine" }, (_, _args, { principal }) => principal.claims.partner_id),
    fresh: guardField({ maxAge: { sinceIssueSeconds: 900 } }, () => "fresh"),
    failing: guardField({}, () => {
      throw new Error("canary of the resolver");
    }),
  },
  Mutation: {
    refund: guardField({ scopes: { all: ["admin/*"] } }, () => {
      ran.push("refund");
      return "done";
    }),
  },
  Subscription: {
    orderPlaced: {
      subscribe: guardField(readers, () => pubSub.subscribe("orders")),
      resolve: guardField(readers, (order: unknown) => order),
    },
  },
};
const schema = createSchema<OperationContext<SamplePolicy>>({ typeDefs, resolvers });

function yogaFor(of: typeof verifier) {
  return createYoga({
    schema,
    context: requestContext(of, { createError: createGraphQLError, clock }),
    logging: false,
  });
}

let app: RunningApp;
beforeAll(async () => {
  const server = await listening(createServer(yogaFor(verifier)));
  app = overHttp(server, () => new Promise((resolve) => server.close(resolve)));
});
afterAll(() => app.close());
beforeEach(() => {
  nowMs = NOW_MS;
  revocationsAsked = 0;
  ran.length = 0;
});

type Header = readonly [name: string, value: string];
const JSON_BODY: Header = ["content-type", "application/json"];
const bearer = (token: string): Header => ["authorization", `Bearer ${token}`];
const READER = tokenWith();

async function ask(query: string, headers: readonly Header[] = [], target = "/graphql") {
  const request = {
    method: "POST",
    target,
    headers: [JSON_BODY, ...headers],
    body: JSON.stringify({ query }),
  };
  const answer: TestAnswer = await app.request(request);
  return { ...answer, json: JSON.parse(answer.body) as GraphQLAnswer };
}

interface GraphQLAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions?: unknown;
  }[];
}

describe("a guarded field", () => {
  test("is resolved for who may, with the principal of the kind that it demands", async () => {
    expect((await ask("{ orders }", [bearer(READER)])).json).toEqual({
      data: { orders: `${PAYLOADS.user.username} ${PAYLOADS.user.company_id}` },
    });
    const machine = await ask("{ partner }", [bearer(tokenWith({ of: "machine" }))]);
    expect(machine.json).toEqual({ data: { partner: PAYLOADS.machine.partner_id } });
  });

  const CANARY = tokenWith({ set: { scope: "openid", company_id: "canary-company" } });
  const REFUSED: readonly (readonly [string, readonly Header[], string, number, string, RegExp])[] = [
    ["no token", [], "/graphql", 401, "TOKEN_MISSING", /^Bearer$/],
    ["a token that is none", [bearer("abc")], "/graphql", 401, "TOKEN_MALFORMED", /error="invalid_token"/],
    [
      "an ID token",
      [bearer(tokenWith({ set: { token_use: "id" } }))],
      "/graphql",
      401,
      "ID_TOKEN",
      /error="invalid_token"/,
    ],
    ["a scope too few", [bearer(CANARY)], "/graphql", 403, "INSUFFICIENT_SCOPE", /scope="orders\/read"/],
    [
      "the other kind",
      [bearer(tokenWith({ of: "machine" }))],
      "/graphql",
      403,
      "KIND_NOT_ALLOWED",
      /insufficient_scope/,
    ],
    [
      "two headers",
      [bearer(READER), bearer(READER)],
      "/graphql",
      400,
      "AUTHORIZATION_MALFORMED",
      /invalid_request/,
    ],
    [
      "a token in the query",
      [bearer(READER)],
      "/graphql?access_token=abc",
      400,
      "TOKEN_IN_QUERY",
      /invalid_request/,
    ],
  ];

  test.each(REFUSED)("is refused: %s", async (_, headers, target, status, code, challenge) => {
    const { json, ...answer } = await ask("{ orders }", headers, target);
    expect(answer.status).toBe(status);
    expect(answer.headers["www-authenticate"]).toMatch(challenge);
    expect(answer.headers["content-type"]).not.toContain("problem");
    expect(json).toMatchObject({ data: { orders: null }, errors: [{ path: ["orders"] }] });
    expect(json.errors?.[0]?.extensions).toEqual({ code });
    expect(ran).toEqual([]);
  });

  test("tells nothing of the token, its claims or the issuer where it refuses", async () => {
    const answers = await Promise.all(
      REFUSED.map(([, headers, target]) => ask("{ orders }", headers, target)),
    );
    const text = JSON.stringify(answers);
    expect(text).toContain("INSUFFICIENT_SCOPE");
    for (const secret of [...CANARY.split("."), "canary", PAYLOADS.user.sub, "u-1001", ISSUER, "amazonaws"])
      expect(text).not.toContain(secret);
  });

  test("is refused with 503 and Retry-After while keys cannot be had, and public fields are not", async () => {
    const { issuer, close } = await startKeyServer({});
    await close();
    const down = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer, clock });
    const headers = { authorization: `Bearer ${tokenWith({ set: { iss: issuer } })}` };
    const [refused, served] = await Promise.all(
      ["{ orders }", "{ health }"].map((query) =>
        yogaFor(down).fetch(`http://api.example.org/graphql?query=${encodeURIComponent(query)}`, { headers }),
      ),
    );
    expect(refused?.status).toBe(503);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused?.headers.get("www-authenticate")).toBeNull();
    expect(await refused?.text()).not.toContain(new URL(issuer).port);
    expect(await served?.json()).toEqual({ data: { health: "well" } });
  });

  test("leaves fields beside it alone, and public ones pass with a bad token too", async () => {
    const { json } = await ask("{ health orders }", [bearer("abc")]);
    expect(json).toMatchObject({ data: { health: "well", orders: null }, errors: [{ path: ["orders"] }] });
    expect((await ask("{ health }", [bearer("abc")])).status).toBe(200);
    expect((await ask("{ health }")).json).toEqual({ data: { health: "well" } });
  });

  test("guards mutations as well, by any name that the caller gives them", async () => {
    expect((await ask("mutation { x: refund }", [bearer(READER)])).status).toBe(403);
    expect(ran).toEqual([]);
    const admin = tokenWith({ set: { scope: "admin/*" } });
    expect((await ask("mutation { x: refund }", [bearer(admin)])).json).toEqual({ data: { x: "done" } });
  });

  test("costs one verification an operation, however many fields it has", async () => {
    const { json } = await ask("{ a: orders b: orders c: orders }", [bearer(READER)]);
    expect(Object.keys(json.data ?? {})).toHaveLength(3);
    expect(revocationsAsked).toBe(1);
  });

  test("asks for the age of the token when it is resolved", async () => {
    expect((await ask("{ fresh }", [bearer(READER)])).json).toEqual({ data: { fresh: "fresh" } });
    nowMs += 400_000;
    expect((await ask("{ fresh }", [bearer(READER)])).json.errors?.[0]?.extensions).toEqual({
      code: "TOKEN_TOO_OLD",
    });
  });

  test("leaves what a resolver throws to the server, which masks it", async () => {
    const { body, status } = await ask("{ failing }", [bearer(READER)]);
    expect([status, body.includes("canary")]).toEqual([200, false]);
    expect(body).toContain("INTERNAL_SERVER_ERROR");
  });

  test("fails closed without the context function", async () => {
    const bare = createYoga({ schema, logging: false });
    const response = await bare.fetch("http://api.example.org/graphql?query={orders}", {
      headers: { authorization: `Bearer ${READER}` },
    });
    expect(await response.json()).toMatchObject({ data: { orders: null } });
    expect(ran).toEqual([]);
  });

  test("is refused when the schema is made, where its requirement is a mistake", () => {
    const requirement = { scopes: { all: ["orders/reed"] } } as unknown as Requirement<SamplePolicy>;
    expect(() => guardField(requirement, () => "")).toThrow(
      expect.objectContaining({ code: "REQUIREMENT_INVALID" }),
    );
    // @ts-expect-error and it does not compile
    expect(() => guardField({ scopes: { all: ["orders/reed"] } }, () => "")).toThrow();
  });
});

describe("a guarded subscription", () => {
  async function subscribe(token: string) {
    const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream" };
    const query = encodeURIComponent("subscription { orderPlaced }");
    return yogaFor(verifier).fetch(`http://api.example.org/graphql?query=${query}`, { headers });
  }

  /** The answers of a stream, until there are so many. */
  async function read(response: Response, count: number): Promise<string> {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array);
      if (text.split("event: next").length > count) break;
    }
    return text;
  }

  test("does not start for who may not", async () => {
    const text = await (await subscribe(tokenWith({ set: { scope: "openid" } }))).text();
    expect(text).toContain("INSUFFICIENT_SCOPE");
  });

  test("ends with the token, where its answers are guarded", async () => {
    const first = await subscribe(READER);
    const answers = read(first, 2);
    await new Promise((resolve) => setImmediate(resolve));
    pubSub.publish("orders", "order-1");
    await new Promise((resolve) => setImmediate(resolve));
    nowMs = PAYLOADS.user.exp * 1_000;
    pubSub.publish("orders", "order-2");
    const text = await answers;
    expect(text).toContain("order-1");
    expect(text).not.toContain("order-2");
    expect(text).toContain("TOKEN_EXPIRED");
  });
});

describe("the test of a schema", () => {
  test("finds no field without a guard, where there is none", () => {
    expect(unguardedFields(schema, resolvers)).toEqual([]);
  });

  test("finds fields without a guard, and without a resolver", () => {
    const open = {
      Query: { ...resolvers.Query, orders: () => "", health: undefined },
      Subscription: {
        orderPlaced: { ...resolvers.Subscription.orderPlaced, subscribe: () => pubSub.subscribe("orders") },
      },
    };
    const expected = ["Query.health", "Query.orders", "Mutation.refund", "Subscription.orderPlaced"];
    expect(unguardedFields(schema, open as never)).toEqual(expected);
  });
});
