// Which requests does the fuzzer send? Every action, every OAuth endpoint, every document and every Lambda route, each with something wrong or nothing.
import fc from "fast-check";
import { ACTIONS } from "../../src/actions/index.ts";
import { OUTBOX_PATH } from "../../src/http/outbox.ts";
import { ROUTES } from "../../src/lambda/routes.ts";
import { ISSUER_PATHS } from "../../src/tokens/issuer.ts";
import { USER_POOL_ID } from "../world/blueprint.ts";
import { bodyOf } from "./api-model.ts";
import { encoded, endpointRequest, pairs } from "./form-requests.ts";
import { CANARY, hostileText, jsonText } from "./hostile-values.ts";
import type { FuzzBody, FuzzRequest } from "./request.ts";
import { rightText } from "./right-values.ts";

type Headers = FuzzRequest["headers"];

const SIGNED =
  "AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
const TARGET = "AWSCognitoIdentityProviderService.";

/** What a header can hold at all: the rest is for the raw socket. */
const headerText = hostileText.map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "").slice(0, 9_000));

/** Headers that mean nothing here, that stand twice, or that are wrong. */
const strangeHeader: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "accept",
      "accept-encoding",
      "authorization",
      "content-encoding",
      "content-type",
      "cookie",
      "forwarded",
      "if-none-match",
      "origin",
      "range",
      "referer",
      "sec-fetch-site",
      "te",
      "user-agent",
      "x-amz-target",
      "x-amz-date",
      "x-amz-invocation-type",
      "x-forwarded-for",
      "x-http-method-override",
    ),
    headerText,
  ),
  fc.constantFrom<readonly [string, string]>(
    ["authorization", SIGNED],
    ["authorization", SIGNED.replace("eu-west-1", "us-east-1")],
    ["authorization", `AWS4-HMAC-SHA256 Credential=${CANARY}//__proto__/constructor/aws4_request`],
    ["authorization", "Bearer «AccessToken»"],
    ["content-encoding", "gzip"],
    ["content-type", "application/json; charset=utf-16"],
    ["content-type", "multipart/form-data; boundary=x"],
    ["expect", "100-continue"],
    ["host", "example.org"],
    ["host", `localhost:0@${CANARY}`],
    ["host", "[::1"],
    ["host", ""],
    ["origin", "http://localhost:3000"],
    ["origin", "https://app.example.org"],
    ["transfer-encoding", "chunked"],
    ["upgrade", "websocket"],
    ["x-long", "a".repeat(15_000)],
    ["x-too-long", "a".repeat(20_000)],
  ),
);

const strangeHeaders: fc.Arbitrary<Headers> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(strangeHeader, { minLength: 1, maxLength: 3 }) },
);

const damage: fc.Arbitrary<Pick<FuzzBody, "damage" | "chunked">> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.record({
      damage: fc.record({
        kind: fc.constantFrom("cut", "put"),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        bytes: fc.constantFrom<readonly number[]>(
          [],
          [0],
          [0xff, 0xfe],
          [0xc3],
          [0xed, 0xa0, 0x80],
          [0xef, 0xbb, 0xbf],
          [0x22],
          [0x25],
        ),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ chunked: true }) },
);

/** One call of the Cognito API. */
const call: fc.Arbitrary<FuzzRequest> = fc.constantFrom(...ACTIONS.keys()).chain((action) =>
  fc
    .record({ body: bodyOf("cognito", action), target: targetOf(action), more: strangeHeaders, how: damage })
    .map(
      ({ body, target, more, how }): FuzzRequest => ({
        surface: "cognito",
        method: "POST",
        target: "/",
        headers: [["content-type", "application/x-amz-json-1.1"], ["x-amz-target", target], ...more],
        body: { text: jsonText(body), ...how },
      }),
    ),
);

function targetOf(action: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 40, arbitrary: fc.constant(TARGET + action) },
    { weight: 1, arbitrary: headerText },
    { weight: 1, arbitrary: headerText.map((text) => TARGET + text) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `${TARGET}AdminListDevices`,
        `${TARGET}${action.toLowerCase()}`,
        `DynamoDB_20120810.${action}`,
      ),
    },
  );
}

/** One call of the Lambda API. */
const lambdaCall: fc.Arbitrary<FuzzRequest> = fc.constantFrom(...ROUTES).chain(([method, route, name]) =>
  fc
    .record({
      body: name === "Invoke" ? fc.jsonValue() : bodyOf("lambda", name),
      path: pathOf(route),
      query: fc.oneof({ weight: 2, arbitrary: fc.constant("") }, { weight: 1, arbitrary: lambdaQuery }),
      signature: fc.oneof(
        { weight: 30, arbitrary: fc.constant(SIGNED) },
        { weight: 1, arbitrary: headerText },
      ),
      kind: fc.constantFrom<Headers>(
        [],
        [],
        [["x-amz-invocation-type", "DryRun"]],
        [["x-amz-invocation-type", "Event"]],
      ),
      more: strangeHeaders,
      how: damage,
    })
    .map(
      ({ body, path, query, signature, kind, more, how }): FuzzRequest => ({
        surface: "lambda",
        method,
        target: path + query,
        headers: [["content-type", "application/json"], ["authorization", signature], ...kind, ...more],
        ...(method === "POST" || method === "PUT" ? { body: { text: jsonText(body), ...how } } : {}),
      }),
    ),
);

const PATH_MEMBERS: Readonly<Record<string, string>> = {
  ":name": "FunctionName",
  ":alias": "Name",
  ":statement": "StatementId",
  ":arn": "FunctionName",
};

function pathOf(route: string): fc.Arbitrary<string> {
  const parts = route.split("/").map((part) => {
    const member = PATH_MEMBERS[part];
    return member === undefined
      ? fc.constant(part)
      : rightText(member).map((text) => encoded(text.slice(0, 3_000)));
  });
  return fc.tuple(...parts).map((texts) => texts.join("/"));
}

const lambdaQuery = pairs(
  ["Qualifier", "FunctionVersion", "RevisionId", "tagKeys", "Marker", "MaxItems", "__proto__"],
  (name) => rightText(name === "Qualifier" ? "Name" : name),
).map((query) => `?${query}`);

/** What anybody may read. */
const document: fc.Arbitrary<FuzzRequest> = fc
  .record({
    path: fc.constantFrom(...ISSUER_PATHS),
    pool: fc.oneof(
      fc.constant(USER_POOL_ID),
      hostileText.map((text) => encoded(text.slice(0, 3_000))),
    ),
    name: fc.oneof(
      fc.constantFrom("jwks.json", "openid-configuration", "constructor", "%ff"),
      hostileText.map((text) => encoded(text.slice(0, 3_000))),
    ),
    method: fc.constantFrom("GET", "GET", "HEAD", "OPTIONS", "POST", "PROPFIND"),
    more: strangeHeaders,
  })
  .map(({ path, pool, name, method, more }) => ({
    surface: "published",
    method,
    target: `${path.replace(":userPoolId", pool)}/.well-known/${name}`,
    headers: more,
  }));

const outbox: fc.Arbitrary<FuzzRequest> = fc
  .record({
    method: fc.constantFrom("GET", "HEAD", "POST", "OPTIONS"),
    more: strangeHeaders,
    query: fc.constantFrom("", "?a=%ff&&="),
  })
  .map(({ method, more, query }) => ({
    surface: "outbox",
    method,
    target: OUTBOX_PATH + query,
    headers: more,
  }));

/** Where nothing is, and with methods that nothing has. */
const elsewhere: fc.Arbitrary<FuzzRequest> = fc
  .record({
    method: fc.constantFrom(
      "GET",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "HEAD",
      "OPTIONS",
      "TRACE",
      "PURGE",
      "M-SEARCH",
    ),
    target: fc.oneof(
      fc.constantFrom(
        "/",
        "//",
        "/.",
        "/..",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%",
        "/%ff",
        "/%00",
        "/index.html",
        "/oauth2",
        "/oauth2/",
        "/login/",
        "/?",
        "/#",
        "/\\",
        "//localhost/login",
        "/:1",
        "/;",
        "*",
        "http://example.org/login",
        "http://",
        "/2015-03-31",
        "/2015-03-31/functions/f/%2f/x",
      ),
      hostileText.map((text) => `/${encoded(text.slice(0, 3_000))}`),
    ),
    more: strangeHeaders,
  })
  .map(({ method, target, more }) => ({ surface: "elsewhere", method, target, headers: more }));

/** One request. */
export const request: fc.Arbitrary<FuzzRequest> = fc
  .oneof(
    { weight: 9, arbitrary: call },
    { weight: 7, arbitrary: endpointRequest({ strangeHeaders, headerText, damage }) },
    { weight: 4, arbitrary: lambdaCall },
    { weight: 1, arbitrary: document },
    { weight: 1, arbitrary: elsewhere },
    { weight: 1, arbitrary: outbox },
  )
  // A report names seed and path, which give the whole again.
  .map((one) => ({ ...one, [fc.toStringMethod]: () => abridged(JSON.stringify(one)) }));

/** A text whose long repetitions are told, not shown. */
function abridged(text: string): string {
  return text.replaceAll(
    /(.{1,8}?)\1{20,}/gsu,
    (all, unit: string) => `${unit}…×${all.length / unit.length}`,
  );
}
