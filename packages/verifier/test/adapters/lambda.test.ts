// Do guarded Lambda functions behave as all adapters do, behind both kinds of API?
import { describe, expect, test } from "vitest";
import {
  type GatewayEvent,
  guard,
  guardRoutes,
  type HttpApiEvent,
  type RestApiEvent,
} from "../../src/adapters/lambda.ts";
import { createVerifier, defineRoutes, type Principal } from "../../src/index.ts";
import { NOW_MS, OPTIONS, PAYLOADS, tokenWith } from "../issuer.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import type { AppUnderTest } from "./app.ts";
import { describeAdapter } from "./behaviour.ts";
import { httpApiEvent, restApiEvent, serveFunction } from "./lambda-gateway.ts";

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });

type Handler = (event: GatewayEvent, principal?: Principal<SamplePolicy>) => Promise<object>;

/** The function of an app under test. */
function functionOf(app: AppUnderTest, corsHeaders?: () => Readonly<Record<string, string>>) {
  const { verifier, routes, handle, metadata, unlisted } = app;
  const handlerOf =
    (key: string): Handler =>
    async (_, principal) => ({
      statusCode: 200,
      headers: { "content-type": "text/plain" },
      body: (await handle(key, principal)).join(""),
    });
  const keys = [...Object.keys(routes), ...(unlisted === undefined ? [] : [unlisted])];
  const handlers = Object.fromEntries(keys.map((key) => [key, handlerOf(key)]));
  return guardRoutes({
    verifier,
    routes,
    handlers: handlers as { readonly [N in keyof typeof routes]: Handler },
    ...(metadata && { metadata }),
    ...(corsHeaders && { corsHeaders }),
  });
}

describeAdapter({
  name: "a Lambda function of an HTTP API",
  start: async (app) =>
    serveFunction({ eventOf: httpApiEvent, call: functionOf(app), failureStatus: 500, handlesCors: true }),
});

describeAdapter(
  {
    name: "a Lambda function of a REST API",
    start: async (app) =>
      serveFunction({
        eventOf: restApiEvent,
        call: functionOf(app, () => ({ "access-control-allow-origin": "*" })),
        failureStatus: 502,
        handlesCors: false,
      }),
  },
  { "what a handler throws is the framework's matter, and no refusal": "a REST API makes it 502" },
);

const READER = `Bearer ${tokenWith()}`;

function httpEvent(change: Partial<HttpApiEvent> & { readonly method?: string } = {}): HttpApiEvent {
  const { method = "GET", ...others } = change;
  return {
    version: "2.0",
    routeKey: "GET /orders/{id}",
    rawPath: "/orders/7",
    rawQueryString: "",
    headers: { authorization: READER },
    requestContext: { stage: "$default", http: { method } },
    ...others,
  };
}

function restEvent(change: Partial<RestApiEvent> = {}): RestApiEvent {
  const headers = { Authorization: READER };
  return { httpMethod: "GET", path: "/orders/7", resource: "/orders/{id}", headers, ...change };
}

describe("a guarded function", () => {
  const handler = guard(
    verifier,
    { kind: "user", scopes: { all: ["orders/read"] } },
    (_: GatewayEvent, principal, requestId: string) => `${principal.username} ${requestId}`,
  );

  test.each([
    ["payload 2.0", httpEvent()],
    ["payload 1.0", restEvent()],
    ["payload 1.0 with lists", restEvent({ headers: null, multiValueHeaders: { authorization: [READER] } })],
    ["another case", restEvent({ headers: { AUTHORIZATION: READER } })],
    ["a scheme in lower case", httpEvent({ headers: { authorization: READER.replace("B", "b") } })],
  ])("calls its handler with the principal and what Lambda passes: %s", async (_, event) => {
    expect(await handler(event, "r-1")).toBe(`${PAYLOADS.user.username} r-1`);
  });

  const FORGED = {
    requestContext: {
      stage: "$default",
      http: { method: "GET" },
      authorizer: { jwt: { claims: { sub: "somebody", scope: "orders/read" }, scopes: ["orders/read"] } },
    },
  };

  test.each([
    ["no header, whatever an authorizer says", httpEvent({ ...FORGED, headers: {} }), 401],
    ["no headers at all", httpEvent({ headers: null }), 401],
    ["two headers, joined", httpEvent({ headers: { authorization: `${READER},${READER}` } }), 400],
    [
      "two headers in a list, of which the other form has the last",
      restEvent({ multiValueHeaders: { Authorization: ["Basic dTpw", READER] } }),
      400,
    ],
    [
      "two headers of different case",
      restEvent({ multiValueHeaders: { Authorization: [READER], authorization: [READER] } }),
      400,
    ],
    ["a token in the query", httpEvent({ rawQueryString: "a=1&%61ccess_token=x" }), 400],
    [
      "a token in the query, decoded",
      restEvent({ queryStringParameters: { "#": "", access_token: "x" } }),
      400,
    ],
    [
      "a token in the query, not decoded, behind a load balancer",
      restEvent({ multiValueQueryStringParameters: { "%61ccess_token": ["x"] } }),
      400,
    ],
    [
      "an ID token",
      httpEvent({ headers: { authorization: `Bearer ${tokenWith({ set: { token_use: "id" } })}` } }),
      401,
    ],
    [
      "a scope too few",
      httpEvent({ headers: { authorization: `Bearer ${tokenWith({ set: { scope: "openid" } })}` } }),
      403,
    ],
  ] as const)("answers %s", async (_, event, statusCode) => {
    expect(await handler(event, "r-1")).toMatchObject({
      statusCode,
      headers: { "content-type": "application/problem+json", "www-authenticate": expect.any(String) },
      isBase64Encoded: false,
    });
  });

  test("answers HEAD without a body", async () => {
    const event = httpEvent({ method: "HEAD", headers: {} });
    expect(await handler(event, "r-1")).toMatchObject({ statusCode: 401, body: "" });
  });

  test("hands over the program's own type of event", async () => {
    interface OwnEvent extends RestApiEvent {
      readonly body: string | null;
    }
    const own = guard(verifier, {}, (event: OwnEvent) => event.body ?? "none");
    expect(await own({ ...restEvent(), body: "{}" })).toBe("{}");
    // @ts-expect-error an event of something else
    expect(() => guard(verifier, {}, (event: { readonly detail: string }) => event.detail)).not.toThrow();
  });
});

test("a handler of a table has the principal of the kind that its row demands, and a public one none", async () => {
  const handler = guardRoutes({
    verifier,
    routes: { "GET /machines": { kind: "machine" }, "GET /health": "public" },
    handlers: {
      "GET /machines": (_, principal) => principal.claims.partner_id,
      "GET /health": (_, principal: undefined) => principal,
    },
  });
  const authorization = `Bearer ${tokenWith({ of: "machine" })}`;
  const event = httpEvent({ routeKey: "GET /machines", headers: { authorization } });
  expect(await handler(event)).toBe(PAYLOADS.machine.partner_id);
  expect(await handler(httpEvent({ routeKey: "GET /health" }))).toBeUndefined();
  const misspelt = { "GET /machines": { scopes: { all: ["orders/reed"] } } } as const;
  // @ts-expect-error an unknown scope, which is refused at run time too
  const wrong = () => guardRoutes({ verifier, routes: misspelt, handlers: { "GET /machines": () => "" } });
  expect(wrong).toThrow();
});

describe("a guarded table", () => {
  const routes = defineRoutes(contract, {
    "GET /orders/{id}": {},
    "GET /orders/mine": { scopes: { all: ["admin/*"] } },
    "POST /orders/{id}": "public",
    "GET /{name}": "public",
    "GET /{proxy+}": "public",
    "OPTIONS /orders/{id}": "public",
  });
  const answer = (key: string) => () => ({ statusCode: 200, body: key });
  const handler = guardRoutes({
    verifier,
    routes,
    handlers: {
      "GET /orders/{id}": answer("GET /orders/{id}"),
      "GET /orders/mine": answer("GET /orders/mine"),
      "POST /orders/{id}": answer("POST /orders/{id}"),
      "GET /{name}": answer("GET /{name}"),
      "GET /{proxy+}": answer("GET /{proxy+}"),
      "OPTIONS /orders/{id}": answer("OPTIONS /orders/{id}"),
    },
  });
  const PREFLIGHT = { origin: "https://app.example.org", "access-control-request-method": "GET" };

  test.each([
    [
      "the gateway's route, where it is a row",
      httpEvent({ rawPath: "/v1/orders/7" }),
      200,
      "GET /orders/{id}",
    ],
    ["ANY", httpEvent({ routeKey: "ANY /orders/{id}" }), 200, "GET /orders/{id}"],
    ["a resource of a REST API", restEvent({ httpMethod: "POST", headers: {} }), 200, "POST /orders/{id}"],
    ["the path, where the route is $default", httpEvent({ routeKey: "$default" }), 200, "GET /orders/{id}"],
    [
      "the path without the stage",
      httpEvent({
        routeKey: "$default",
        rawPath: "/dev/orders/7",
        requestContext: { stage: "dev", http: { method: "GET" } },
      }),
      200,
      "GET /orders/{id}",
    ],
    ["the path, where the route is a subtree", restEvent({ resource: "/{proxy+}" }), 200, "GET /orders/{id}"],
    [
      "the more exact row, where the route is a subtree",
      httpEvent({ routeKey: "GET /{proxy+}", rawPath: "/orders/mine" }),
      403,
      "INSUFFICIENT_SCOPE",
    ],
    [
      "the path, where the route is no row",
      httpEvent({ routeKey: "GET /orders/{other}" }),
      200,
      "GET /orders/{id}",
    ],
    ["nothing for another method", restEvent({ httpMethod: "DELETE" }), 404, "Not Found"],
    ["nothing for an event of something else", {} as RestApiEvent, 404, "Not Found"],
    ["HEAD as GET, without the body", restEvent({ httpMethod: "HEAD" }), 200, ""],
    [
      "OPTIONS, which is no preflight, to its row",
      restEvent({ httpMethod: "OPTIONS", headers: {} }),
      200,
      "OPTIONS /orders/{id}",
    ],
    ["a preflight to no handler", restEvent({ httpMethod: "OPTIONS", headers: PREFLIGHT }), 204, ""],
  ] as const)("serves %s", async (_, event, statusCode, body) => {
    expect(await handler(event)).toMatchObject({ statusCode, body: expect.stringContaining(body) });
    if (body === "") expect(await handler(event)).toMatchObject({ body });
  });
});
