// What do API Gateway and AppSync send? Whole events, as their pages show them, with what a case changes.

/** Like `GET /orders`. */
export type RequestLine = `${string} /${string}`;

/** A request, as far as cases differ. */
export interface RequestOptions {
  readonly token?: string | undefined;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  /** Default: one of HTTP APIs' `$default` stage. A named one comes before the path. */
  readonly stage?: string;
  /** Default: the request's own. */
  readonly routeKey?: string;
  readonly query?: string;
  /** More headers, or others. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An event of payload format 2.0. (AWS: Lambda proxy integrations for HTTP APIs) */
export function httpEvent(request: RequestLine, options: RequestOptions = {}): object {
  const [method = "", path = ""] = request.split(" ");
  const {
    token,
    body,
    isBase64Encoded = false,
    stage = "$default",
    routeKey = request,
    query = "",
    headers = {},
  } = options;
  const rawPath = stage === "$default" ? path : `/${stage}${path}`;
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString: query,
    headers: {
      accept: "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-length": "0", "content-type": "application/json" }),
      host: "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
      "user-agent": "test",
      "x-forwarded-for": "192.0.2.1",
      ...headers,
    },
    requestContext: {
      accountId: "000000000000",
      apiId: "a1b2c3d4e5",
      domainName: "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "a1b2c3d4e5",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey,
      stage,
      time: "12/Mar/2026:19:03:58 +0000",
      timeEpoch: 1_773_342_238_000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

const MUTATIONS: ReadonlySet<string> = new Set(["createOrder", "cancelOrder"]);

/** An event of a direct Lambda resolver. The claims are those of the token, which AppSync would have verified. (AWS: Resolver context object reference) */
export function appSyncEvent(fieldName: string, token: string | undefined, given: object = {}): object {
  return {
    arguments: given,
    identity: token === undefined ? null : identityOf(token),
    source: null,
    request: { headers: { "user-agent": "test" }, domainName: null },
    prev: null,
    info: {
      selectionSetList: [],
      selectionSetGraphQL: "",
      parentTypeName: MUTATIONS.has(fieldName) ? "Mutation" : "Query",
      fieldName,
      variables: {},
    },
    stash: {},
  };
}

function identityOf(token: string): object {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  return {
    claims,
    defaultAuthStrategy: "ALLOW",
    groups: claims["cognito:groups"] ?? null,
    issuer: claims.iss,
    sourceIp: ["192.0.2.1"],
    sub: claims.sub,
    username: claims.username ?? claims["cognito:username"],
  };
}
