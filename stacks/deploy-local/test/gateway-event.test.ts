import { describe, expect, it } from "vitest";
import { gatewayEvent } from "../src/http-api/gateway-event.ts";

const api = { apiId: "api0id0000", stage: "$default", routes: [] };
const route = { routeKey: "POST /graphql", authorizer: undefined, scopes: ["orders/read"], functionArn: "" };

describe("an event of payload 2.0", () => {
  it("carries route, path, body and token as the function reads them", () => {
    const request = { method: "POST", path: "/graphql", accessToken: "a-token", body: { query: "{ x }" } };
    expect(gatewayEvent({ api, route, pathParameters: {} }, request, { sub: "u" })).toMatchObject({
      version: "2.0",
      routeKey: "POST /graphql",
      rawPath: "/graphql",
      headers: { authorization: "Bearer a-token", "content-type": "application/json" },
      body: '{"query":"{ x }"}',
      isBase64Encoded: false,
      requestContext: { http: { method: "POST", path: "/graphql" }, stage: "$default" },
    });
  });

  it("has every claim as text, and the route's scopes", () => {
    const claims = { sub: "u", iat: 7, "cognito:groups": ["A", "B"], roles: { owner: true } };
    const event = gatewayEvent(
      { api, route, pathParameters: {} },
      { method: "POST", path: "/graphql" },
      claims,
    );
    expect(event).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: { sub: "u", iat: "7", "cognito:groups": "[A B]", roles: '{"owner":true}' },
            scopes: ["orders/read"],
          },
        },
      },
    });
  });

  it("has the values of the route's variables, where it has any", () => {
    const request = { method: "GET", path: "/orders/o-1" };
    const event = gatewayEvent({ api, route, pathParameters: { id: "o-1" } }, request, { sub: "u" });
    expect(event).toMatchObject({ pathParameters: { id: "o-1" } });
    expect(gatewayEvent({ api, route, pathParameters: {} }, request, undefined)).not.toHaveProperty(
      "pathParameters",
    );
  });

  it("has no authorizer where the route is public", () => {
    const event = gatewayEvent(
      { api, route, pathParameters: {} },
      { method: "GET", path: "/health" },
      undefined,
    );
    expect((event as { requestContext: object }).requestContext).not.toHaveProperty("authorizer");
  });
});
