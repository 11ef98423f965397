// What does an event of API Gateway say of its request? Payload 1.0 (REST APIs, load balancers) and 2.0 (HTTP APIs) alike.
import type { RequestCredentials } from "../request-token.ts";
import { joinedAuthorization } from "./check-request.ts";

type Texts = { readonly [name: string]: string | undefined } | null;
type TextLists = { readonly [name: string]: readonly string[] | undefined } | null;

/** What is read of an event of payload 2.0. (AWS: Lambda proxy integrations for HTTP APIs) */
export interface HttpApiEvent {
  readonly version: string;
  /** The gateway's own route: `GET /orders/{id}`, `ANY /orders`, or `$default`. */
  readonly routeKey: string;
  /** With the stage in front, where there is a named one. */
  readonly rawPath: string;
  readonly rawQueryString: string;
  /** Several headers of one name come as one, joined by commas. */
  readonly headers?: Texts;
  readonly requestContext: {
    readonly stage: string;
    readonly http: { readonly method: string };
  };
}

/** What is read of an event of payload 1.0. (AWS: Lambda proxy integrations in API Gateway) */
export interface RestApiEvent {
  readonly httpMethod: string;
  readonly path: string;
  /** The gateway's own route: `/orders/{id}`, or `/{proxy+}`. */
  readonly resource?: string;
  /** Of several headers of one name only the last. */
  readonly headers?: Texts;
  readonly multiValueHeaders?: TextLists;
  readonly queryStringParameters?: Texts;
  readonly multiValueQueryStringParameters?: TextLists;
}

/** An event of either payload. */
export type GatewayEvent = HttpApiEvent | RestApiEvent;

/** A request, as far as routes and tokens go. */
export interface GatewayRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** The path of the gateway's own route, where it is one route and not a whole subtree. */
  readonly template: string | undefined;
  readonly credentials: RequestCredentials;
}

/** Reads an event. What is missing is no header, no query and no route. */
export function gatewayRequest(event: GatewayEvent): GatewayRequest {
  return "requestContext" in event && "http" in (event.requestContext ?? {})
    ? ofHttpApi(event as HttpApiEvent)
    : ofRestApi(event as RestApiEvent);
}

/** Every value of a header, whatever its case; the lists go first, since the other form leaves values out. */
export function headerValues(event: GatewayEvent, name: string): readonly string[] {
  const lists = "multiValueHeaders" in event ? event.multiValueHeaders : undefined;
  return Object.entries(lists ?? event.headers ?? {}).flatMap(([key, value]) =>
    key.toLowerCase() === name ? (value ?? []) : [],
  );
}

function ofHttpApi(event: HttpApiEvent): GatewayRequest {
  const { stage, http } = event.requestContext;
  const { rawPath = "" } = event;
  const isStaged = stage !== "$default" && rawPath.startsWith(`/${stage}/`);
  const path = isStaged ? rawPath.slice(stage.length + 1) : rawPath;
  const [, template] = (event.routeKey ?? "").split(" ", 2);
  const authorization = headerValues(event, "authorization").flatMap(
    (joined) => joinedAuthorization(joined) ?? [],
  );
  const credentials = { authorization, url: `?${event.rawQueryString ?? ""}` };
  return { method: http.method, path, template: singleRoute(template), credentials };
}

function ofRestApi(event: RestApiEvent): GatewayRequest {
  const { queryStringParameters, multiValueQueryStringParameters } = event;
  const names = Object.keys({ ...queryStringParameters, ...multiValueQueryStringParameters });
  // Load balancers leave names as they came, API Gateway decodes them: read as encoded, both are found.
  const url = `?${names.map((name) => name.replaceAll("#", "%23")).join("&")}`;
  const authorization = headerValues(event, "authorization");
  const { httpMethod = "", path = "", resource } = event;
  return { method: httpMethod, path, template: singleRoute(resource), credentials: { authorization, url } };
}

/** A route for a subtree says nothing of the request in it. */
function singleRoute(template: string | undefined): string | undefined {
  return template?.endsWith("+}") ? undefined : template;
}
