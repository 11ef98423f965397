// What does API Gateway send to a function? Payload 2.0 of an HTTP API. (API Gateway: Create AWS Lambda proxy integrations for HTTP APIs)
import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { DeployedApi } from "./deployed-api.ts";
import type { MatchedRoute } from "./matched-route.ts";

/** A request to an API. */
export interface ApiRequest {
  /** `GET`, `POST`. */
  readonly method: string;
  readonly path: string;
  readonly accessToken?: string;
  /** JSON. */
  readonly body?: unknown;
}

/** The event of a request that the authorizer let pass; `claims` are those of its token, `undefined` where the route is public. */
export function gatewayEvent(
  { api, route, pathParameters }: MatchedRoute & { readonly api: DeployedApi },
  { method, path, accessToken, body }: ApiRequest,
  claims: JWTPayload | undefined,
): object {
  const domainName = `${api.apiId}.execute-api.eu-west-1.amazonaws.com`;
  const now = new Date();
  return {
    version: "2.0",
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: "",
    headers: {
      accept: "*/*",
      host: domainName,
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    requestContext: {
      accountId: "123456789012",
      apiId: api.apiId,
      ...(claims !== undefined && {
        authorizer: {
          jwt: { claims: flattened(claims), scopes: route.scopes.length > 0 ? route.scopes : null },
        },
      }),
      domainName,
      domainPrefix: api.apiId,
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "deploy-local" },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: api.stage,
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

/** Every claim as text: lists come as `[a b]`. Public repositories show it; no page of AWS does. */
function flattened(claims: JWTPayload): Readonly<Record<string, string>> {
  const texts = Object.entries(claims).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? `[${value.join(" ")}]`
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value),
  ]);
  return Object.fromEntries(texts);
}
