// Does an HTTP API let through what its routes say, and is everything refused that would not guard?
import { describe, expect, it } from "vitest";
import { GuardedHttpApi, type GuardedHttpApiOptions } from "../src/index.ts";
import { apiFunction, temporaryDirectory } from "./api-function.ts";
import { DEPLOYMENT, resourceOf, resourcesOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

const directory = temporaryDirectory();
const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";

/** An API of a stack, with some arguments of its own. */
function api(changes: Partial<GuardedHttpApiOptions> = {}): TestedStack {
  return synthesisedStack((stack) => {
    new GuardedHttpApi(stack, "api", {
      deployment: DEPLOYMENT,
      apiName: "orders-dev",
      issuer: ISSUER,
      audience: ["webclient", "partnerclient"],
      routes: { "GET /orders": ["orders/read"], "GET /health": "public" },
      function: apiFunction(stack, directory),
      logs: { retentionDays: 30 },
      ...changes,
    });
  });
}

const codesOf = ({ refusals }: TestedStack) => refusals.map(({ code, at }) => `${code} ${at}`);

describe("an HTTP API", () => {
  const stack = api({ routes: { "GET /orders": ["orders/read", "admin/*"], "GET /health": "public" } });
  const routes = new Map(
    resourcesOf(stack, "aws_apigatewayv2_route").map((route) => [route.route_key, route]),
  );

  it("asks a token of the issuer and its clients for one of the route's scopes", () => {
    expect(resourceOf(stack, "aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: { issuer: ISSUER, audience: ["webclient", "partnerclient"] },
    });
    expect(routes.get("GET /orders")).toMatchObject({
      authorization_type: "JWT",
      authorization_scopes: ["orders/read", "admin/*"],
      authorizer_id: expect.stringMatching(/^\$\{aws_apigatewayv2_authorizer\./),
    });
  });

  it("asks nothing on a public route, and has no route but those of the table", () => {
    expect(routes.get("GET /health")).toMatchObject({ authorization_type: "NONE" });
    expect(routes.get("GET /health")).not.toHaveProperty("authorizer_id");
    expect([...routes.keys()].sort()).toEqual(["GET /health", "GET /orders"]);
  });

  it("sends each request to the function's alias as payload 2.0", () => {
    expect(resourceOf(stack, "aws_apigatewayv2_integration")).toMatchObject({
      integration_type: "AWS_PROXY",
      integration_uri: expect.stringMatching(/^\$\{aws_lambda_alias\..*\.invoke_arn\}$/),
      payload_format_version: "2.0",
    });
    for (const { target } of routes.values()) {
      expect(target).toMatch(/^integrations\/\$\{aws_apigatewayv2_integration\..*\.id\}$/);
    }
  });

  it("may invoke that alias alone, for this API of this account", () => {
    expect(resourceOf(stack, "aws_lambda_permission")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      qualifier: expect.stringMatching(/^\$\{aws_lambda_alias\..*\.name\}$/),
      source_account: DEPLOYMENT.account,
      source_arn: expect.stringMatching(
        /^arn:aws:execute-api:eu-west-1:111122223333:\$\{aws_apigatewayv2_api\..*\.id\}\/\*\/\*$/,
      ),
    });
  });

  it("logs each request without address, claims, path or headers", () => {
    const { access_log_settings: settings } = resourceOf(stack, "aws_apigatewayv2_stage");
    const { format } = settings as { readonly format: string };
    expect(Object.keys(JSON.parse(format))).toEqual(
      expect.arrayContaining([
        "requestId",
        "routeKey",
        "status",
        "authorizerError",
        "integrationError",
        "latencyMs",
      ]),
    );
    expect(format).not.toMatch(/identity|claims|\$context\.path|userAgent|header|queryString/i);
  });

  it("keeps the access log as long as it is told, with the key it is given", () => {
    const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";
    const groups = resourcesOf(api({ logs: { retentionDays: 90, keyArn } }), "aws_cloudwatch_log_group");
    expect(groups).toContainEqual(
      expect.objectContaining({
        name: "/aws/vendedlogs/apis/orders-dev",
        retention_in_days: 90,
        kms_key_id: keyArn,
      }),
    );
  });

  it("throttles as it is told, and always", () => {
    const limitsOf = (each: TestedStack) => resourceOf(each, "aws_apigatewayv2_stage").default_route_settings;
    expect(limitsOf(stack)).toMatchObject({ throttling_burst_limit: 200, throttling_rate_limit: 100 });
    expect(limitsOf(api({ throttling: { burst: 7, ratePerSecond: 3 } }))).toMatchObject({
      throttling_burst_limit: 7,
      throttling_rate_limit: 3,
    });
  });

  it("answers pages of the allowed origins, and of no others", () => {
    expect(resourceOf(stack, "aws_apigatewayv2_api")).not.toHaveProperty("cors_configuration");
    const origins = ["https://app.example.com", "http://localhost:5173"];
    expect(
      resourceOf(api({ allowedOrigins: origins }), "aws_apigatewayv2_api").cors_configuration,
    ).toMatchObject({
      allow_origins: origins,
      allow_headers: ["authorization", "content-type", "x-amz-user-agent", "x-request-id"],
      expose_headers: ["location", "retry-after", "www-authenticate", "x-request-id"],
      allow_methods: ["GET"],
      allow_credentials: false,
    });
  });

  it("deploys the same, whatever the order of the routes is", () => {
    const forth = api({ routes: { "GET /a": ["x/y"], "GET /b": ["x/y"] } });
    const back = api({ routes: { "GET /b": ["x/y"], "GET /a": ["x/y"] } });
    expect(resourcesOf(forth, "aws_apigatewayv2_route")).toHaveLength(2);
    expect(back.terraform.resource).toEqual(forth.terraform.resource);
  });

  it.each(["http://localhost:9229/eu-west-1_a", "http://127.0.0.1:9229/p", "http://[::1]:9229/p"])(
    "takes tokens of this machine: %s",
    (issuer) => {
      expect(resourceOf(api({ issuer }), "aws_apigatewayv2_authorizer")).toMatchObject({
        jwt_configuration: { issuer },
      });
    },
  );
});

const many = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index));
const READ = ["orders/read"];
const route = (key: string, scopes: readonly string[] | "public" = READ) => ({ routes: { [key]: scopes } });

describe("an HTTP API is refused", () => {
  it.each<[string, string, Partial<GuardedHttpApiOptions>]>([
    ["a route that an ID token would pass", "ROUTE_WITHOUT_SCOPES routes.GET /a", route("GET /a", [])],
    ["the route of everything", "ROUTE_INVALID routes.$default", route("$default")],
    ["any method", "ROUTE_INVALID routes.ANY /a", route("ANY /a")],
    ["a public route of any method", "ROUTE_INVALID routes.ANY /a", route("ANY /a", "public")],
    ["a method in lower case", "ROUTE_INVALID routes.get /a", route("get /a")],
    ["a path without a method", "ROUTE_INVALID routes./a", route("/a")],
    ["a path that ends in a slash", "ROUTE_INVALID routes.GET /a/", route("GET /a/")],
    ["a rest that is not last", "ROUTE_INVALID routes.GET /{a+}/b", route("GET /{a+}/b")],
    [
      "two keys of the same route",
      "ROUTE_TWICE routes.GET /a/{y}",
      { routes: { "GET /a/{x}": READ, "GET /a/{y}": READ } },
    ],
    ["no routes", "ROUTES_MISSING routes", { routes: {} }],
    [
      "more routes than an API may have",
      "ROUTES_TOO_MANY routes",
      { routes: Object.fromEntries(many(301, (index) => `GET /r${index}`).map((key) => [key, READ])) },
    ],
    [
      "more scopes than a route may have",
      "ROUTE_SCOPES_TOO_MANY routes.GET /a",
      route(
        "GET /a",
        many(11, (index) => `orders/s${index}`),
      ),
    ],
    ["a scope with a blank", "SCOPE_INVALID routes.GET /a", route("GET /a", ["orders/read admin/all"])],
    ["no audience", "AUDIENCE_MISSING audience", { audience: [] }],
    ["an empty client id", "AUDIENCE_MISSING audience", { audience: ["webclient", ""] }],
    [
      "more clients than an authorizer may have",
      "AUDIENCE_TOO_LONG audience",
      { audience: many(51, (index) => `client${index}`) },
    ],
    ["an issuer without TLS", "ISSUER_INVALID issuer", { issuer: "http://issuer.example.com" }],
    ["an issuer that is no URL", "ISSUER_INVALID issuer", { issuer: "eu-west-1_AbCdEfGhI" }],
    ["every origin", "ORIGIN_INVALID allowedOrigins[0]", { allowedOrigins: ["*"] }],
    [
      "origins by wildcard",
      "ORIGIN_INVALID allowedOrigins[1]",
      { allowedOrigins: ["https://a.example.com", "https://*.example.com"] },
    ],
    [
      "an origin with a path",
      "ORIGIN_INVALID allowedOrigins[0]",
      { allowedOrigins: ["https://a.example.com/"] },
    ],
    [
      "an origin without TLS",
      "ORIGIN_INVALID allowedOrigins[0]",
      { allowedOrigins: ["http://a.example.com"] },
    ],
    ["a name with a slash", "API_NAME_INVALID apiName", { apiName: "orders/dev" }],
    ["a name that is too long", "API_NAME_INVALID apiName", { apiName: "o".repeat(65) }],
    [
      "a negative rate",
      "THROTTLING_INVALID throttling.ratePerSecond",
      { throttling: { burst: 1, ratePerSecond: -1 } },
    ],
    [
      "half a request",
      "THROTTLING_INVALID throttling.burst",
      { throttling: { burst: 0.5, ratePerSecond: 1 } },
    ],
  ])("%s", (_, expected, changes) => {
    expect(codesOf(api(changes))).toEqual([expected]);
  });

  it("for everything that is wrong at once", () => {
    expect(codesOf(api({ audience: [], issuer: "ftp://x", ...route("GET /a", []) }))).toEqual([
      "ISSUER_INVALID issuer",
      "AUDIENCE_MISSING audience",
      "ROUTE_WITHOUT_SCOPES routes.GET /a",
    ]);
  });

  it("never at its quotas", () => {
    const routes = Object.fromEntries(
      many(300, (index) => `GET /r${index}`).map((key) => [key, many(10, (index) => `orders/s${index}`)]),
    );
    expect(codesOf(api({ routes, audience: many(50, (index) => `client${index}`) }))).toEqual([]);
  });
});
