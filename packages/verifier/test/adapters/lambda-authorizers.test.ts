// What do authorizers of HTTP and REST APIs decide, and is a cached decision right for the next request as well?
import { describe, expect, test } from "vitest";
import {
  type HttpApiEvent,
  httpApiAuthorizer,
  type PolicyAnswer,
  type RestAuthorizerEvent,
  restApiAuthorizer,
} from "../../src/adapters/lambda.ts";
import { createVerifier, defineRoutes } from "../../src/index.ts";
import { CLIENTS, NOW_MS, OPTIONS, PAYLOADS, tokenWith, USER_POOL_ID } from "../issuer.ts";
import { startKeyServer } from "../key-server.ts";
import { contract } from "../sample-policy.ts";

const clock = () => NOW_MS;
const verifier = createVerifier(contract, { ...OPTIONS, clock });
const bearer = (scope: string) => `Bearer ${tokenWith({ set: { scope } })}`;
const READER = bearer("orders/read");
const WRITER = bearer("orders/write");

const routes = defineRoutes(contract, {
  "GET /health": "public",
  "GET /orders": { scopes: { all: ["orders/read"] } },
  "POST /orders": { scopes: { all: ["orders/write"] } },
  "GET /orders/{id}": { scopes: { all: ["orders/read"] } },
  "GET /orders/mine": { scopes: { all: ["orders/write"] } },
  "GET /orders/{id}/refunds": { scopes: { all: ["admin/*"] } },
  "GET /{area}/export": { scopes: { all: ["orders/write"] } },
});

async function downVerifier() {
  const { issuer, close } = await startKeyServer({});
  await close();
  const down = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer, clock });
  return { down, authorization: `Bearer ${tokenWith({ set: { iss: issuer } })}` };
}

const failureOf = (call: Promise<unknown>) => call.then(String, (error: Error) => error.message);

describe("the authorizer of an HTTP API", () => {
  const event = (authorization: string | undefined, path = "/orders", method = "GET"): HttpApiEvent => ({
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers: authorization === undefined ? {} : { authorization },
    requestContext: { stage: "$default", http: { method } },
  });
  const cached = httpApiAuthorizer({ verifier, cache: "token", requirement: { kind: "user" } });
  const uncached = httpApiAuthorizer({ verifier, cache: "off", routes });

  test("passes texts alone on", async () => {
    const answer = await cached(event(READER));
    const { sub } = PAYLOADS.user;
    const context = { sub, kind: "user", client: "web", clientId: CLIENTS.web, scope: "orders/read" };
    expect(answer).toEqual({ isAuthorized: true, context });
  });

  test("decides the same for every route, where the gateway caches by token", async () => {
    const answers = await Promise.all(
      ["/orders", "/orders/mine", "/orders/7/refunds", "/unlisted"].map((path) =>
        cached(event(READER, path)),
      ),
    );
    expect(answers.map(({ isAuthorized }) => isAuthorized)).toEqual([true, true, true, true]);
    expect(await cached(event(`Bearer ${tokenWith({ of: "machine" })}`))).toEqual({ isAuthorized: false });
  });

  test.each([
    ["a row", READER, "/orders", "GET", true],
    ["HEAD as GET", READER, "/orders", "HEAD", true],
    ["a row that demands another scope", READER, "/orders/mine", "GET", false],
    ["a public row, without a token", undefined, "/health", "GET", true],
    ["no row", READER, "/unlisted", "GET", false],
    ["no row for the method", READER, "/orders", "DELETE", false],
  ] as const)(
    "decides each request by its row, where it does not: %s",
    async (_, token, path, method, may) => {
      expect(await uncached(event(token, path, method))).toMatchObject({ isAuthorized: may });
    },
  );

  test.each([
    ["no token", undefined],
    ["a token that is none", "Bearer abc"],
    ["two tokens", `${READER},${WRITER}`],
  ])("says 401 by failing: %s", async (_, authorization) => {
    expect(await failureOf(cached(event(authorization)))).toBe("Unauthorized");
    expect(await failureOf(uncached(event(authorization)))).toBe("Unauthorized");
  });

  test("keys that cannot be had are another failure than a bad token", async () => {
    const { down, authorization } = await downVerifier();
    const authorize = httpApiAuthorizer({ verifier: down, cache: "token", requirement: {} });
    await expect(authorize(event(authorization))).rejects.toMatchObject({ code: "KEYS_UNAVAILABLE" });
  });

  test.each([
    ["a row for decisions of all routes", { verifier, cache: "token", routes }],
    ["one requirement for decisions by row", { verifier, cache: "off", requirement: {} }],
    ["no word on caching", { verifier, routes }],
    ["another word", { verifier, routes, cache: "yes" }],
    ["a misspelt option", { verifier, cache: "off", routes, ttl: 0 }],
  ])("is refused at start: %s", (_, options) => {
    expect(() => httpApiAuthorizer(options as never)).toThrow(
      expect.objectContaining({ code: "OPTIONS_INVALID" }),
    );
  });

  test("an age is refused at start, where decisions are cached", () => {
    const requirement = { and: [{ maxAge: { sinceIssueSeconds: 60 } }] };
    const options = { verifier, cache: "token", requirement } as const;
    expect(() => httpApiAuthorizer(options)).toThrow(
      expect.objectContaining({ code: "REQUIREMENT_INVALID" }),
    );
  });
});

const STAGE = "arn:aws:execute-api:eu-west-1:111122223333:abcdef/prod";

const tokenEvent = (authorizationToken: string | undefined, target = "GET/orders"): RestAuthorizerEvent => ({
  type: "TOKEN",
  methodArn: `${STAGE}/${target}`,
  ...(authorizationToken !== undefined && { authorizationToken }),
});

const requestEvent = (authorization: string | undefined, target = "GET/orders"): RestAuthorizerEvent => {
  const [httpMethod = "", ...segments] = target.split("/");
  return {
    type: "REQUEST",
    methodArn: `${STAGE}/${target}`,
    httpMethod,
    path: `/${segments.join("/")}`,
    resource: "/{proxy+}",
    multiValueHeaders: authorization === undefined ? null : { Authorization: [authorization] },
  };
};

/** As IAM reads a policy: a denial wins, and nothing is allowed by itself. */
function mayCall({ policyDocument }: PolicyAnswer, target: string): boolean {
  const matches = (resource: string) =>
    new RegExp(`^${resource.split("*").map(escapeText).join(".*")}$`).test(`${STAGE}/${target}`);
  const effects = policyDocument.Statement.filter(({ Resource }) => Resource.some(matches)).map(
    ({ Effect }) => Effect,
  );
  return effects.includes("Allow") && !effects.includes("Deny");
}

const escapeText = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

describe.each([
  ["TOKEN", tokenEvent],
  ["REQUEST", requestEvent],
] as const)("the authorizer of a REST API, by %s", (_, event) => {
  const cached = restApiAuthorizer({ verifier, routes, cache: "token" });
  const uncached = restApiAuthorizer({ verifier, routes, cache: "off" });

  const EXPECTED: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    [
      "a reader",
      READER,
      ["GET/health", "GET/orders", "HEAD/orders", "GET/orders/7", "HEAD/orders/7"],
      [
        "POST/orders",
        "GET/orders/mine",
        "GET/orders/7/refunds",
        "GET/billing/export",
        "DELETE/orders",
        "GET/admin",
      ],
    ],
    [
      "a writer",
      WRITER,
      ["GET/health", "POST/orders", "GET/orders/mine", "GET/billing/export", "HEAD/billing/export"],
      ["GET/orders", "GET/orders/7", "GET/orders/7/refunds", "GET/orders/export", "PUT/orders", "GET/admin"],
    ],
    [
      "who may do neither",
      bearer("openid"),
      ["GET/health"],
      [
        "GET/orders",
        "POST/orders",
        "GET/orders/7",
        "GET/orders/mine",
        "GET/orders/7/refunds",
        "GET/a/export",
      ],
    ],
  ];

  test.each(EXPECTED)(
    "says of every route what %s may, whatever was asked for",
    async (_, token, may, mayNot) => {
      for (const asked of ["GET/orders", "GET/orders/7/refunds", "GET/health"]) {
        const policy = await cached(event(token, asked));
        expect(may.filter((target) => !mayCall(policy, target))).toEqual([]);
        expect(mayNot.filter((target) => mayCall(policy, target))).toEqual([]);
      }
    },
  );

  test("the policy is the same for every request with the token, so it may be cached", async () => {
    const policies = await Promise.all(
      ["GET/orders", "POST/orders", "GET/nowhere"].map((target) => cached(event(READER, target))),
    );
    expect(policies[1]).toEqual(policies[0]);
    expect(policies[2]).toEqual(policies[0]);
  });

  test("names the user, and passes texts alone on", async () => {
    const answer = await cached(event(READER));
    expect(answer.principalId).toBe(PAYLOADS.user.sub);
    expect(Object.values(answer.context ?? {}).every((value) => typeof value === "string")).toBe(true);
    expect(answer.context).toMatchObject({ client: "web", scope: "orders/read" });
  });

  test.each([
    ["a row", READER, "GET/orders/7", true],
    ["HEAD as GET", READER, "HEAD/orders/7", true],
    ["a row that demands another scope", READER, "GET/orders/mine", false],
    ["a public row, without a token", undefined, "GET/health", true],
    ["no row", READER, "GET/unlisted/7", false],
  ] as const)(
    "decides each request by its row, where nothing is cached: %s",
    async (_, token, target, may) => {
      const policy = await uncached(event(token, target));
      expect(mayCall(policy, target)).toBe(may);
      expect(policy.policyDocument.Statement.flatMap(({ Resource }) => Resource)).toEqual([
        `${STAGE}/${target}`,
      ]);
    },
  );

  test.each([
    ["no token", undefined],
    ["a token that is none", "Bearer abc"],
    ["an ID token", `Bearer ${tokenWith({ set: { token_use: "id" } })}`],
  ])("says 401 by failing: %s", async (_, authorization) => {
    expect(await failureOf(cached(event(authorization)))).toBe("Unauthorized");
    expect(await failureOf(uncached(event(authorization)))).toBe("Unauthorized");
  });

  test("keys that cannot be had are another failure than a bad token", async () => {
    const { down, authorization } = await downVerifier();
    for (const cache of ["token", "off"] as const) {
      const authorize = restApiAuthorizer({ verifier: down, routes, cache });
      await expect(authorize(event(authorization))).rejects.toMatchObject({ code: "KEYS_UNAVAILABLE" });
    }
  });
});

describe("the table of a REST API's authorizer", () => {
  test.each([
    [
      "an age where policies are cached",
      { "GET /a": { maxAge: { sinceIssueSeconds: 60 } } },
      "REQUIREMENT_INVALID",
    ],
    ["a star in a path", { "GET /a*": {} }, "ROUTES_INVALID"],
    [
      "a scope that the policy does not have",
      { "GET /a": { scopes: { all: ["orders/reed"] } } },
      "ROUTES_INVALID",
    ],
  ])("is refused at start: %s", (_, rows, code) => {
    const options = { verifier, routes: rows, cache: "token" } as never;
    expect(() => restApiAuthorizer(options)).toThrow(expect.objectContaining({ code }));
  });

  test("may have an age where nothing is cached", async () => {
    const young = defineRoutes(contract, { "GET /orders": { maxAge: { sinceIssueSeconds: 60 } } });
    const authorize = restApiAuthorizer({ verifier, routes: young, cache: "off" });
    expect(await failureOf(authorize(tokenEvent(READER)))).toBe("Unauthorized");
  });

  test("that allows nothing gives a policy all the same", async () => {
    const admins = defineRoutes(contract, { "GET /orders": { scopes: { all: ["admin/*"] } } });
    const policy = await restApiAuthorizer({ verifier, routes: admins, cache: "token" })(tokenEvent(READER));
    expect(policy.policyDocument.Statement).toEqual([
      { Action: "execute-api:Invoke", Effect: "Deny", Resource: [`${STAGE}/*`] },
    ]);
  });

  test("denies a row below a denied one rather than open the denied one", async () => {
    const nested = defineRoutes(contract, {
      "GET /{all+}": {},
      "GET /orders/{id}": { scopes: { all: ["admin/*"] } },
      "GET /orders/{id}/lines": {},
    });
    const policy = await restApiAuthorizer({ verifier, routes: nested, cache: "token" })(tokenEvent(READER));
    expect(mayCall(policy, "GET/files/a/b")).toBe(true);
    expect(mayCall(policy, "GET/orders/7")).toBe(false);
    expect(mayCall(policy, "GET/orders/7/lines")).toBe(false);
  });
});
