// What does API Gateway hold of a deployed HTTP API? Everything that decides a request, read back from it.
import {
  GetApisCommand,
  GetAuthorizerCommand,
  type GetAuthorizerResponse,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Integration,
  type Route,
} from "@aws-sdk/client-apigatewayv2";
import type { AwsClients } from "../aws-clients.ts";
import { expected, notAsExpected } from "../errors.ts";
import type { JwtAuthorizer } from "./jwt-authorizer.ts";

/** One route of an API. */
export interface DeployedRoute {
  /** Like `GET /orders`. */
  readonly routeKey: string;
  /** `undefined`: anybody may call it. */
  readonly authorizer: JwtAuthorizer | undefined;
  /** Of which a token needs one. Empty: any token of the authorizer's issuer and audience will do. */
  readonly scopes: readonly string[];
  /** The ARN of the function's version or alias that the integration names. */
  readonly functionArn: string;
}

/** An HTTP API, as API Gateway knows it. */
export interface DeployedApi {
  readonly apiId: string;
  readonly stage: string;
  readonly routes: readonly DeployedRoute[];
}

/**
 * Reads an API by its name.
 * @throws DeployLocalError NOT_AS_EXPECTED
 */
export async function readDeployedApi({ apiGateway }: AwsClients, name: string): Promise<DeployedApi> {
  // An account has few APIs, routes and authorizers here: one page holds them.
  const { Items: apis = [] } = await apiGateway.send(new GetApisCommand({ MaxResults: "100" }));
  const ApiId = expected(apis.find((api) => api.Name === name)?.ApiId, `an HTTP API named ${name}`);
  const [routes, integrations, stages] = await Promise.all([
    apiGateway.send(new GetRoutesCommand({ ApiId })),
    apiGateway.send(new GetIntegrationsCommand({ ApiId })),
    apiGateway.send(new GetStagesCommand({ ApiId })),
  ]);
  // One by one: moto has no list of authorizers.
  const authorizers = new Map<string, JwtAuthorizer>();
  for (const AuthorizerId of new Set(routes.Items?.flatMap((route) => route.AuthorizerId ?? []))) {
    const authorizer = await apiGateway.send(new GetAuthorizerCommand({ ApiId, AuthorizerId }));
    authorizers.set(AuthorizerId, jwtAuthorizer(authorizer));
  }
  const parts = { authorizers, integrations: integrations.Items ?? [] };
  return {
    apiId: ApiId,
    stage: expected(stages.Items?.[0]?.StageName, "a stage of the API"),
    routes: (routes.Items ?? []).map((route) => deployedRoute(route, parts)),
  };
}

interface Parts {
  readonly authorizers: ReadonlyMap<string, JwtAuthorizer>;
  readonly integrations: readonly Integration[];
}

function deployedRoute(route: Route, { authorizers, integrations }: Parts): DeployedRoute {
  const routeKey = expected(route.RouteKey, "a key of each route");
  const integration = integrations.find(
    ({ IntegrationId }) => route.Target === `integrations/${IntegrationId}`,
  );
  const authorizer = authorizers.get(route.AuthorizerId ?? "");
  return {
    routeKey,
    authorizer:
      route.AuthorizationType === "NONE" ? undefined : expected(authorizer, `an authorizer of ${routeKey}`),
    scopes: route.AuthorizationScopes ?? [],
    functionArn: functionArn(expected(integration, `an integration of ${routeKey}`)),
  };
}

function jwtAuthorizer(authorizer: GetAuthorizerResponse): JwtAuthorizer {
  const { AuthorizerType, IdentitySource, JwtConfiguration } = authorizer;
  if (AuthorizerType !== "JWT" || IdentitySource?.[0] !== "$request.header.Authorization") {
    throw notAsExpected("expected a JWT authorizer that reads the header Authorization");
  }
  return {
    issuer: expected(JwtConfiguration?.Issuer, "an issuer of the authorizer"),
    audience: expected(JwtConfiguration?.Audience, "an audience of the authorizer"),
  };
}

/** As `alias.invokeArn` writes it: API Gateway's path to Lambda's API, around the ARN. (API Gateway: Integration, uri) */
const INVOCATION_URI = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;

function functionArn({ IntegrationType, IntegrationUri = "", PayloadFormatVersion }: Integration): string {
  if (IntegrationType !== "AWS_PROXY" || PayloadFormatVersion !== "2.0") {
    throw notAsExpected("expected an integration of the type AWS_PROXY with payload format 2.0");
  }
  return INVOCATION_URI.exec(IntegrationUri)?.[1] ?? IntegrationUri;
}
