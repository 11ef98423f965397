// How does a guarded function become an HTTP API? A JWT authorizer in front of it, and scopes on every route that is not public.
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api/index.js";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer/index.js";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration/index.js";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route/index.js";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage/index.js";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { Construct } from "constructs";
import { builtArn, type Deployment } from "./deployment.ts";
import { ACCESS_LOG_FORMAT } from "./http-api/access-log-format.ts";
import { httpApiRefusals } from "./http-api/http-api-refusals.ts";
import { keptLogGroup } from "./kept-log-group.ts";
import { literally } from "./literal-text.ts";
import type { LogSettings } from "./log-settings.ts";
import { refuseAtSynth } from "./refusal.ts";
import type { ZipFunction } from "./zip-function.ts";

/** An API whose routes take access tokens. */
export interface GuardedHttpApiOptions {
  readonly deployment: Deployment;
  /** 1 to 64 letters, digits, `-` and `_`. The access log is `/aws/vendedlogs/apis/NAME`. */
  readonly apiName: string;
  /** Who issues the tokens: an https URL, or http on this machine. A pool's is `issuerOf(userPoolId)`. */
  readonly issuer: string;
  /**
   * Ids of the app clients whose tokens are taken, 1 to 50. API Gateway holds them against `aud`, and against `client_id` where a
   * token has no `aud`. (API Gateway: Control access to HTTP APIs with JWT authorizers)
   */
  readonly audience: readonly string[];
  /**
   * Like `GET /orders/{id}` → scopes of which a token must have one, 1 to 10; `public` for a route without authorizer. What
   * `gatewayScopes` of the verifier gives for a requirement table. A route that is not here is answered with 404.
   */
  readonly routes: Readonly<Record<string, readonly string[] | "public">>;
  /** Gets every request as payload 2.0, through its alias. It verifies again: API Gateway knows no groups, claims or token ages. */
  readonly function: ZipFunction;
  /** Of the access log. */
  readonly logs: LogSettings;
  /** Origins of pages that may call the API from a browser, like `https://app.example.com`. Default: none. (API Gateway: Configure CORS for HTTP APIs) */
  readonly allowedOrigins?: readonly string[];
  /** Of all routes together. Default: `DEFAULT_THROTTLING`. (API Gateway: Throttle requests to your HTTP APIs) */
  readonly throttling?: Throttling;
}

/** What pages send: `x-amz-user-agent` is what Amplify's API client adds. (Amplify: aws-amplify/api) */
const REQUEST_HEADERS = ["authorization", "content-type", "x-amz-user-agent", "x-request-id"];

/** What pages may read of an answer: among it why they were refused, and when to come back. (RFC 6750, section 3) */
const ANSWER_HEADERS = ["location", "retry-after", "www-authenticate", "x-request-id"];

/** How much an API takes. What is more is answered with 429. */
export interface Throttling {
  /** Requests at once, 0 to 5,000 where the account has no other limit. */
  readonly burst: number;
  /** Requests a second in the long run, 0 to 10,000 where the account has no other limit. */
  readonly ratePerSecond: number;
}

/** A hundredth of what all APIs of an account may take in a second: one of them cannot starve the others. */
export const DEFAULT_THROTTLING: Throttling = { burst: 200, ratePerSecond: 100 };

/**
 * An HTTP API of one function. Its JWT authorizer cannot tell an ID token from an access token (the audience of both is a client
 * id) but by the scopes, which an ID token lacks: so a route without scopes is refused.
 *
 * Refusals: `API_NAME_INVALID`, `ISSUER_INVALID`, `AUDIENCE_MISSING`, `AUDIENCE_TOO_LONG`, `ROUTES_MISSING`, `ROUTES_TOO_MANY`,
 * `ROUTE_INVALID`, `ROUTE_TWICE`, `ROUTE_WITHOUT_SCOPES`, `ROUTE_SCOPES_TOO_MANY`, `SCOPE_INVALID`, `ORIGIN_INVALID`,
 * `THROTTLING_INVALID`.
 */
export class GuardedHttpApi extends Construct {
  readonly apiId: string;
  /** Without a slash at the end: the stage is `$default`, which has no path. */
  readonly url: string;
  readonly #options: GuardedHttpApiOptions;

  constructor(scope: Construct, id: string, options: GuardedHttpApiOptions) {
    super(scope, id);
    this.#options = options;
    refuseAtSynth(this, () => httpApiRefusals(options));
    const api = this.#api();
    this.apiId = api.id;
    this.url = api.apiEndpoint;
    this.#routes();
    this.#stage();
    this.#permission();
  }

  #api(): Apigatewayv2Api {
    const { apiName, routes, allowedOrigins = [] } = this.#options;
    const methods = [...new Set(Object.keys(routes).map((key) => key.slice(0, key.indexOf(" "))))].sort();
    return new Apigatewayv2Api(this, "api", {
      name: apiName,
      description: "Takes access tokens",
      protocolType: "HTTP",
      // The API has no other address.
      disableExecuteApiEndpoint: false,
      ...(allowedOrigins.length > 0 && {
        corsConfiguration: {
          allowOrigins: [...allowedOrigins],
          allowMethods: methods,
          allowHeaders: [...REQUEST_HEADERS],
          exposeHeaders: [...ANSWER_HEADERS],
          // The token is a header that the page sets: cookies have no part in it.
          allowCredentials: false,
          maxAge: 300,
        },
      }),
    });
  }

  #routes(): void {
    const { issuer, audience, routes, function: target } = this.#options;
    const { apiId } = this;
    const authorizer = new Apigatewayv2Authorizer(this, "authorizer", {
      apiId,
      name: "access-tokens",
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer, audience: [...audience] },
    });
    const integration = new Apigatewayv2Integration(this, "integration", {
      apiId,
      integrationType: "AWS_PROXY",
      integrationUri: target.alias.invokeArn,
      // Lambda is invoked with POST, whatever the route's method is.
      integrationMethod: "POST",
      connectionType: "INTERNET",
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 30_000,
    });
    for (const [routeKey, scopes] of Object.entries(routes)) {
      new Apigatewayv2Route(this, routeId(routeKey), {
        apiId,
        routeKey,
        apiKeyRequired: false,
        target: `integrations/${integration.id}`,
        ...(scopes === "public"
          ? { authorizationType: "NONE" }
          : {
              authorizationType: "JWT",
              authorizerId: authorizer.id,
              authorizationScopes: literally([...scopes]),
            }),
      });
    }
  }

  #stage(): void {
    const { apiName, logs, throttling = DEFAULT_THROTTLING } = this.#options;
    // API Gateway writes through log delivery: under this prefix it needs no resource policy of its own for each group.
    const logGroup = keptLogGroup(this, `/aws/vendedlogs/apis/${apiName}`, logs);
    new Apigatewayv2Stage(this, "stage", {
      apiId: this.apiId,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: logGroup.arn, format: ACCESS_LOG_FORMAT },
      defaultRouteSettings: {
        throttlingBurstLimit: throttling.burst,
        throttlingRateLimit: throttling.ratePerSecond,
        detailedMetricsEnabled: false,
      },
    });
  }

  #permission(): void {
    const { deployment, apiName, function: target } = this.#options;
    new LambdaPermission(this, "permission", {
      statementId: `HttpApi-${apiName}`,
      action: "lambda:InvokeFunction",
      functionName: target.alias.functionName,
      qualifier: target.alias.name,
      principal: "apigateway.amazonaws.com",
      // The wildcards are stage, and method with path: every route of this one API calls the function, and its only stage is its own.
      sourceArn: builtArn(deployment, "execute-api", `${this.apiId}/*/*`),
      sourceAccount: deployment.account,
    });
  }
}

/** The id of a route's construct: of its key, so that another order of routes changes nothing that is deployed. */
function routeId(routeKey: string): string {
  return `route-${encodeURIComponent(routeKey)}`;
}
