// How does every adapter behave? One suite for all of them; what an adapter cannot have is skipped by name, with the reason.
import { afterEach, describe, expect, test } from "vitest";
import {
  ConfigurationError,
  createVerifier,
  type Principal,
  protectedResourceMetadata,
  type ResourceMetadata,
} from "../../src/index.ts";
import { CLIENTS, ISSUER, NOW_MS, OPTIONS, PAYLOADS, tokenWith, USER_POOL_ID } from "../issuer.ts";
import { startKeyServer } from "../key-server.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import {
  type AdapterUnderTest,
  type AppUnderTest,
  ROUTES,
  type RunningApp,
  type TestAnswer,
  type TestRequest,
} from "./app.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Why a test is skipped: `.ci/totals.mjs` prints it. */
    skipReason?: string;
  }
}

/** A call of the handler. */
interface Call {
  readonly route: string;
  readonly principal: Principal<SamplePolicy> | undefined;
}

/** A running app, and which handlers ran. */
interface World {
  request(request: TestRequest): Promise<TestAnswer>;
  readonly calls: readonly Call[];
}

type Start = (app?: Partial<AppUnderTest>) => Promise<World>;

const clock = () => NOW_MS;
const verifier = createVerifier(contract, { ...OPTIONS, clock });
const bearer = (token: string) => [["authorization", `Bearer ${token}`]] as const;
const READER = tokenWith();
const WRITER = tokenWith({ set: { scope: "openid orders/write" } });
/** A request with a body, which frameworks read by its type. */
const POST = (headers: TestRequest["headers"] = []): TestRequest => ({
  method: "POST",
  headers: [["content-type", "application/json"], ...headers],
  body: "{}",
});
const ORIGIN = ["origin", "https://app.example.org"] as const;
const METADATA: ResourceMetadata = protectedResourceMetadata({
  resource: "https://api.example.org/orders",
  issuers: [ISSUER],
  scopes: ["orders/read"],
});

/** Requests that are refused, each with the answer. */
const REFUSALS: readonly (readonly [string, TestRequest, number, string, RegExp])[] = [
  ["no token", {}, 401, "TOKEN_MISSING", /^Bearer$/],
  ["another scheme", { headers: [["authorization", "Basic dTpw"]] }, 401, "TOKEN_MISSING", /^Bearer$/],
  ["no token in a POST", POST(), 401, "TOKEN_MISSING", /^Bearer$/],
  [
    "a token in a form body, which counts for nothing",
    {
      method: "POST",
      headers: [["content-type", "application/x-www-form-urlencoded"]],
      body: `access_token=${WRITER}`,
    },
    401,
    "TOKEN_MISSING",
    /^Bearer$/,
  ],
  ["no token and a path parameter", { target: "/orders/canary-path" }, 401, "TOKEN_MISSING", /^Bearer$/],
  ["a token that is none", { headers: bearer("abc") }, 401, "TOKEN_MALFORMED", /error="invalid_token"/],
  [
    "an expired token",
    { headers: bearer(tokenWith({ set: { exp: NOW_MS / 1_000 - 1 } })) },
    401,
    "TOKEN_EXPIRED",
    /error="invalid_token"/,
  ],
  [
    "a token of another key",
    { headers: bearer(tokenWith({ signing: "stranger" })) },
    401,
    "SIGNATURE_INVALID",
    /error="invalid_token"/,
  ],
  [
    "an ID token",
    { headers: bearer(tokenWith({ set: { token_use: "id" } })) },
    401,
    "ID_TOKEN",
    /error="invalid_token"/,
  ],
  [
    "a scope too few",
    POST(bearer(READER)),
    403,
    "INSUFFICIENT_SCOPE",
    /error="insufficient_scope", scope="orders\/write openid"/,
  ],
  [
    "a scope too few for the more exact route",
    { target: "/orders/mine", headers: bearer(READER) },
    403,
    "INSUFFICIENT_SCOPE",
    /error="insufficient_scope", scope="admin\/\*"/,
  ],
  [
    "two Authorization headers",
    { headers: [...bearer(READER), ...bearer(READER)] },
    400,
    "AUTHORIZATION_MALFORMED",
    /error="invalid_request"/,
  ],
  [
    "another scheme's header before the token's",
    { headers: [["authorization", "Basic dTpw"], ...bearer(READER)] },
    400,
    "AUTHORIZATION_MALFORMED",
    /error="invalid_request"/,
  ],
  [
    "a token in the query",
    { target: `/orders?access_token=${READER}` },
    400,
    "TOKEN_IN_QUERY",
    /error="invalid_request"/,
  ],
  [
    "a token in the query, encoded, beside one in the header",
    { target: `/orders?page=2&%61ccess_token=${READER}`, headers: bearer(READER) },
    400,
    "TOKEN_IN_QUERY",
    /error="invalid_request"/,
  ],
];

/** Other ways to write the paths of guarded routes. */
const SPELLINGS = [
  "/orders/",
  "//orders",
  "/ORDERS",
  "/orders/.",
  "/health/../orders",
  "/health/%2e%2e/orders",
  "/%6Frders",
  "/orders%2F1",
  "/orders/%6Dine",
  "/orders/1?public",
  "/orders/1;a",
  "/files/a/b",
  "/files/",
];

/** Who has orders/read alone may not see `/orders/mine`, however it is written. */
const SPELLINGS_OF_MINE = [
  "/orders/%6Dine",
  "/orders/mine/",
  "/orders/MINE",
  "//orders/mine",
  "/orders/./mine",
];

/** Every behaviour by its name. */
const BEHAVIOURS = {
  "a refusal has the status, challenge and problem document of its code, and no handler runs": async (
    start,
  ) => {
    const { request, calls } = await start();
    for (const [what, asked, status, code, challenge] of REFUSALS) {
      const answer = await request(asked);
      expect({ what, status: answer.status }).toEqual({ what, status });
      expect(answer.headers["www-authenticate"]).toMatch(challenge);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(JSON.parse(answer.body)).toMatchObject({ status, code });
    }
    expect(calls).toEqual([]);
  },

  "nothing of a token, of its claims, of the path or of a host is in a refusal": async (start) => {
    const { request } = await start();
    const secrets = [...READER.split("."), ...WRITER.split("."), PAYLOADS.user.sub, "u-1001", "acme", ISSUER];
    const seen = await Promise.all(REFUSALS.map(([, asked]) => request(asked)));
    const text = JSON.stringify(seen);
    expect(text).toContain("INSUFFICIENT_SCOPE");
    for (const secret of [...secrets, "canary", "amazonaws", "127.0.0.1"]) expect(text).not.toContain(secret);
  },

  "a good token reaches the handler, whatever the case of its scheme": async (start) => {
    const { request, calls } = await start();
    for (const scheme of ["Bearer", "bearer", "BEARER"]) {
      const answer = await request({ headers: [["authorization", `${scheme} ${READER}`]] });
      expect([answer.status, answer.body]).toEqual([200, "GET /orders"]);
    }
    const posted = await request(POST(bearer(WRITER)));
    expect([posted.status, posted.body]).toEqual([200, "POST /orders"]);
    expect(calls).toHaveLength(4);
  },

  "the handler has the principal of the token, frozen": async (start) => {
    const { request, calls } = await start();
    await request({ headers: bearer(READER) });
    await request({ headers: bearer(tokenWith({ of: "machine" })) });
    expect(calls.map(({ principal }) => principal)).toEqual([
      await verifier.verify(READER),
      await verifier.verify(tokenWith({ of: "machine" })),
    ]);
    for (const { principal } of calls) {
      expect(Object.isFrozen(principal)).toBe(true);
      expect(Object.isFrozen(principal?.claims)).toBe(true);
    }
  },

  "a public route passes without a token, and without a look at a bad one": async (start) => {
    const { request, calls } = await start();
    expect((await request({ target: "/health" })).status).toBe(200);
    expect((await request({ target: "/health", headers: bearer("abc") })).status).toBe(200);
    const call = { route: "GET /health", principal: undefined };
    expect(calls).toEqual([call, call]);
  },

  "keys that cannot be had are 503 with Retry-After, and no bad token": async (start) => {
    const { issuer, close } = await startKeyServer({});
    await close();
    const down = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer, clock });
    const { request, calls } = await start({ verifier: down });
    const answer = await request({ headers: bearer(tokenWith({ set: { iss: issuer } })) });
    expect(answer.status).toBe(503);
    expect(answer.headers["www-authenticate"]).toBeUndefined();
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toContain(new URL(issuer).port);
    expect(calls).toEqual([]);
  },

  "HEAD is guarded as GET is, and answered by its handler without a body": async (start) => {
    const { request, calls } = await start();
    const refused = await request({ method: "HEAD" });
    expect([refused.status, refused.headers["www-authenticate"], refused.body]).toEqual([401, "Bearer", ""]);
    expect((await request({ method: "HEAD", target: "/orders/mine", headers: bearer(READER) })).status).toBe(
      403,
    );
    expect(calls).toEqual([]);
    const answer = await request({ method: "HEAD", headers: bearer(READER) });
    expect([answer.status, answer.body]).toEqual([200, ""]);
    expect(calls.map(({ route }) => route)).toEqual(["GET /orders"]);
  },

  "a CORS preflight is answered by the CORS handling and reaches no handler": async (start) => {
    const { request, calls } = await start();
    const headers = [ORIGIN, ["access-control-request-method", "POST"]] as const;
    const answer = await request({ method: "OPTIONS", headers });
    expect([200, 204]).toContain(answer.status);
    expect(["*", ORIGIN[1]]).toContain(answer.headers["access-control-allow-origin"]);
    expect(calls).toEqual([]);
  },

  "a refusal can be read by a page of another origin, where the CORS handling lets it": async (start) => {
    const { request } = await start();
    const answer = await request({ headers: [ORIGIN] });
    expect(answer.status).toBe(401);
    expect(["*", ORIGIN[1]]).toContain(answer.headers["access-control-allow-origin"]);
  },

  "a verb that the table does not name is refused, with a token too": async (start) => {
    const { request, calls } = await start();
    for (const method of ["DELETE", "PUT", "PATCH", "PROPFIND", "OPTIONS"]) {
      for (const headers of [[], bearer(READER)]) await request({ method, target: "/health", headers });
      const answer = await request({ method, headers: bearer(READER) });
      if (method !== "OPTIONS") expect([400, 404, 405, 501]).toContain(answer.status);
    }
    expect(calls).toEqual([]);
  },

  "a path that the table does not have is refused, with a token too": async (start) => {
    const { request, calls } = await start();
    for (const target of [
      "/",
      "/unlisted",
      "/order",
      "/orders/1/lines",
      "/admin?/health",
      "/.well-known/x",
    ]) {
      for (const headers of [[], bearer(READER)])
        expect([401, 404]).toContain((await request({ target, headers })).status);
    }
    expect(calls).toEqual([]);
  },

  "no other spelling of a path goes around the guard": async (start) => {
    const { request, calls } = await start();
    for (const target of SPELLINGS) expect((await request({ target })).status).toBeGreaterThanOrEqual(400);
    expect(calls).toEqual([]);
    for (const target of SPELLINGS_OF_MINE) await request({ target, headers: bearer(READER) });
    expect(calls.map(({ route }) => route)).not.toContain("GET /orders/mine");
  },

  "a handler for a route that the table does not have is refused at start, or never runs": async (start) => {
    const started = await start({ unlisted: "GET /unlisted" }).catch((error: unknown) => error);
    if (started instanceof Error) {
      expect(started).toMatchObject({ name: "ConfigurationError", category: "misconfigured" });
      return;
    }
    const { request, calls } = started as World;
    for (const headers of [[], bearer(READER)]) {
      expect((await request({ target: "/unlisted", headers })).status).toBeGreaterThanOrEqual(400);
    }
    expect(calls).toEqual([]);
  },

  "a row that demands what the policy does not have is refused at start": async (start) => {
    const routes = {
      ...ROUTES,
      "GET /slow": { scopes: { all: ["orders/reed"] } },
    } as unknown as typeof ROUTES;
    await expect(start({ routes })).rejects.toMatchObject({
      category: "misconfigured",
      issues: [{ path: expect.stringContaining("scopes.all[0]") }],
    });
    const forgotten = { ...ROUTES, "GET /slow": undefined } as unknown as typeof ROUTES;
    await expect(start({ routes: forgotten })).rejects.toBeInstanceOf(ConfigurationError);
  },

  "what a handler throws is the framework's matter, and no refusal": async (start) => {
    const { request, calls } = await start();
    const answer = await request({ target: "/failing", headers: bearer(READER) });
    expect(answer.status).toBe(500);
    expect(answer.headers["www-authenticate"]).toBeUndefined();
    expect(calls).toHaveLength(1);
  },

  "a handler may take its time and send its answer in parts": async (start) => {
    const { request } = await start();
    const answer = await request({ target: "/slow", headers: bearer(READER) });
    expect([answer.status, answer.body]).toEqual([200, "one, two, three"]);
  },

  "the API's metadata is there for anybody, and challenges name it": async (start) => {
    const named = createVerifier(contract, { ...OPTIONS, clock, resourceMetadata: METADATA.url });
    const { request, calls } = await start({ verifier: named, metadata: METADATA });
    const { status, headers, body } = await request({ target: METADATA.path });
    expect([status, headers["content-type"]?.split(";")[0]]).toEqual([200, "application/json"]);
    expect(JSON.parse(body)).toEqual(METADATA.document);
    const refused = await request({});
    const parameter = `resource_metadata="${METADATA.url}"`;
    expect(refused.headers["www-authenticate"]).toBe(`Bearer scope="orders/read", ${parameter}`);
    expect((await request({ target: METADATA.path, method: "POST" })).status).toBeGreaterThanOrEqual(400);
    expect(calls).toEqual([]);
  },
} as const satisfies Readonly<Record<string, (start: Start) => Promise<void>>>;

/** The name of a behaviour. */
export type BehaviourName = keyof typeof BEHAVIOURS;

/** What a handler of the app under test answers. */
async function answerOf(route: string): Promise<readonly string[]> {
  await new Promise((resolve) => setImmediate(resolve));
  if (route === "GET /failing") throw new Error("the handler's own");
  return route === "GET /slow" ? ["one, ", "two, ", "three"] : [route];
}

/**
 * Registers the tests of an adapter. `skips`: behaviour → why this adapter cannot have it, to be read in the report.
 */
export function describeAdapter(
  adapter: AdapterUnderTest,
  skips: { readonly [N in BehaviourName]?: string } = {},
): void {
  const running: RunningApp[] = [];
  afterEach(async () => {
    for (const app of running.splice(0)) await app.close();
  });
  const start: Start = async (changes = {}) => {
    const calls: Call[] = [];
    const handle: AppUnderTest["handle"] = (route, principal) => {
      calls.push({ route, principal });
      return answerOf(route);
    };
    const app = await adapter.start({ verifier, routes: ROUTES, handle, ...changes });
    running.push(app);
    return { request: (request) => app.request(request), calls };
  };
  describe(`${adapter.name}:`, () => {
    for (const [name, behave] of Object.entries(BEHAVIOURS)) {
      const reason = skips[name as BehaviourName];
      if (reason === undefined) test(name, () => behave(start));
      else test.skip(name, { meta: { skipReason: reason } }, () => {});
    }
  });
}
