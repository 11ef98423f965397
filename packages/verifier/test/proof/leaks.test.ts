// Does anything of a token, its claims, or the network come out anywhere? Marked tokens go down every path that can fail.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guard } from "../../src/adapters/fetch.ts";
import {
  createVerifier,
  defineRoutes,
  type RequestCredentials,
  type Requirement,
  requestToken,
  routeFinder,
  type Verifier,
  type VerifierOptions,
} from "../../src/index.ts";
import {
  CLIENTS,
  ISSUER,
  JWKS,
  KID,
  NOW_MS,
  OPTIONS,
  type TokenChange,
  tokenWith,
  USER_POOL_ID,
} from "../issuer.ts";
import { type KeyServer, startKeyServer } from "../key-server.ts";
import { readVectors } from "../read-vectors.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import { piecesOf, printedError, printedResponse, watchLogs } from "./everything-printed.ts";
import { baseOf, MUTATIONS } from "./mutations.ts";
import { randomOf } from "./random.ts";
import { moveLibraryToTheWeb, verifierElsewhere } from "./web-platform.ts";

const MARK = "c4n4ry";
const METADATA = "https://api.example.org/.well-known/oauth-protected-resource";
const clock = () => NOW_MS;
/** Met by no marked token, whatever else it passes. */
const DEMAND: Requirement<SamplePolicy> = {
  scopes: { all: ["admin/*"] },
  groups: { any: ["ADMINS"] },
  claims: { company_id: "nobody" },
  maxAge: { sinceIssueSeconds: 1, sinceAuthenticationSeconds: 1 },
};

/** Claims that anything could be read off, and nothing needs. */
const MARKED = {
  sub: `${MARK}-sub`,
  username: `${MARK}-name`,
  jti: `${MARK}-jti`,
  origin_jti: `${MARK}-origin`,
  event_id: `${MARK}-event`,
  email: `${MARK}@example.org`,
  phone_number: "+15550142857",
  "cognito:groups": [`${MARK}-group`],
  scope: `openid ${MARK}/scope`,
  company_id: `${MARK}-company`,
};

/** Numbers and names of the tokens, and of where they come from, that no text has by chance. */
const SECRETS: readonly string[] = [
  ...[MARK, "+15550142857", "1790003600", "1790000000", "1789990000", CLIENTS.web, CLIENTS.partner],
  ...[USER_POOL_ID, ISSUER, KID, "amazonaws", "cognito-idp", "127.0.0.1", "localhost"],
];

function leaksOf(printed: string, pieces: readonly string[]): readonly string[] {
  const withoutMetadata = printed.replaceAll(METADATA, "");
  return [...SECRETS, ...pieces].filter((secret) => withoutMetadata.includes(secret));
}

const errorOf = (result: Promise<unknown>) =>
  result.then(
    () => "accepted",
    (error: unknown) => printedError(error),
  );

/** Does everything with a token that a program can do, and prints what comes of it. */
type Path = (verifier: Verifier<SamplePolicy>, token: string) => Promise<string>;

const handler = () => new Response("handled");
const routes = defineRoutes(contract, { "GET /orders/{id}": DEMAND, "GET /health": "public" });
const find = routeFinder(routes);

function credentials(token: string): readonly RequestCredentials[] {
  const authorization = `Bearer ${token}`;
  return [
    { authorization, url: `/orders/${MARK}?q=${MARK}` },
    { authorization, url: `https://${MARK}.example.org/?access_token=${encodeURIComponent(token)}` },
    { authorization: [authorization, authorization], url: null },
    { authorization: `${authorization}, ${authorization}`, url: null },
    { authorization: `Basic ${token}`, url: null },
    { authorization: `Bearer\t${token}`, url: null },
    { authorization: `${MARK} ${token}`, url: null },
    { authorization: `Bearer ${token} ${MARK}`, url: null },
  ];
}

const PATHS: Readonly<Record<string, Path>> = {
  verify: (verifier, token) => errorOf(verifier.verify(token)),
  "verify a demand": (verifier, token) => errorOf(verifier.verify(token, DEMAND)),
  "verify again": async (verifier, token) => {
    const results = [await errorOf(verifier.verify(token)), await errorOf(verifier.verify(token, DEMAND))];
    return results.join("\n");
  },
  diagnose: async (verifier, token) =>
    [
      JSON.stringify(await verifier.diagnose(token)),
      JSON.stringify(await verifier.diagnose(token, DEMAND)),
    ].join(),
  "requests of all kinds": async (verifier, token) => {
    const printed = credentials(token).map((each) => errorOf(verifier.verifyRequest(each, DEMAND)));
    return (await Promise.all(printed)).join("\n");
  },
  "the token of a request": async (_, token) => {
    const printed = credentials(token).map((each) => errorOf((async () => requestToken(each) && "")()));
    return (await Promise.all(printed)).join("\n");
  },
  "a guarded route": async (verifier, token) => {
    const headers = new Headers();
    // What no header can hold never gets here.
    if (/^[\x21-\x7e]*$/.test(token)) headers.set("authorization", `Bearer ${token}`);
    const request = new Request(`https://${MARK}.example.org/orders/${MARK}?q=${MARK}`, { headers });
    return printedResponse(await guard(verifier, DEMAND, handler)(request));
  },
  "a table of routes": async (verifier, token) => {
    const found = find("GET", `/orders/${MARK}`);
    const printed = await errorOf(verifier.verify(token, found?.requirement as Requirement<SamplePolicy>));
    return [printed, String(find("PROPFIND", `/${MARK}`)), found?.key].join("\n");
  },
};

const refusing = (isRevoked: () => unknown): VerifierOptions<SamplePolicy> => ({
  ...OPTIONS,
  clock,
  resourceMetadata: METADATA,
  revocation: { isRevoked: isRevoked as () => boolean, deadlineMs: 1, onFailure: "refuse" },
});

/** Verifiers of which each fails where others do not. */
const VERIFIERS: Readonly<Record<string, () => Verifier<SamplePolicy>>> = {
  plain: () => createVerifier(contract, { ...OPTIONS, clock }),
  "with metadata": () => createVerifier(contract, { ...OPTIONS, clock, resourceMetadata: METADATA }),
  "that remembers": () => createVerifier(contract, { ...OPTIONS, clock, cache: { maxTokens: 5 } }),
  elsewhere: () => verifierElsewhere({ ...OPTIONS, clock, cache: { maxTokens: 5 } }),
  "where all is revoked": () =>
    createVerifier(
      contract,
      refusing(() => true),
    ),
  "where the list of the revoked throws": () =>
    createVerifier(
      contract,
      refusing(() => {
        throw new Error(MARK);
      }),
    ),
  "where the list of the revoked fails": () =>
    createVerifier(
      contract,
      refusing(() => Promise.reject(new Error(MARK))),
    ),
  "where the list of the revoked says something else": () =>
    createVerifier(
      contract,
      refusing(() => MARK),
    ),
};

interface Vector {
  readonly description: string;
  readonly token: TokenChange;
}

const marked = (change: TokenChange) => tokenWith({ ...change, set: { ...MARKED, ...change.set } });
const REFUSED = readVectors<Vector>("refused-tokens").map(({ token }) => marked(token));
const BASES = [{}, { header: { typ: MARK } }, { set: { [MARK]: MARK } }, { set: { exp: 1_790_000_000 } }].map(
  (change) => baseOf(marked(change)),
);
const FUZZED = Array.from({ length: 150 }, (_, run) => {
  const random = randomOf(1_000_000 + run);
  const [, mutate] = MUTATIONS[run % MUTATIONS.length] as (typeof MUTATIONS)[number];
  return mutate({ base: random.of(BASES), other: random.of(BASES), random });
});
const TOKENS = [marked({}), ...REFUSED, ...FUZZED].map((token) => ({ token, pieces: piecesOf(token) }));

const { stackTraceLimit } = Error;
beforeAll(async () => {
  // The frames of a stack hold nothing of a token, and cost most of the time here. Its first line is still there.
  Error.stackTraceLimit = 0;
  await moveLibraryToTheWeb();
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe.each(Object.entries(VERIFIERS))("a verifier %s", (_, make) => {
  test.each(Object.entries(PATHS))("tells nothing: %s", async (_, path) => {
    const verifier = make();
    const logs = watchLogs();
    const leaks: (readonly [number, readonly string[]])[] = [];
    let printedAll = 0;
    try {
      for (const [index, { token, pieces }] of TOKENS.entries()) {
        const printed = await path(verifier, token);
        printedAll += printed.length;
        const found = leaksOf(printed, pieces);
        if (found.length > 0) leaks.push([index, found.slice(0, 3)]);
      }
    } finally {
      expect(logs.lines()).toEqual([]);
    }
    expect(leaks).toEqual([]);
    expect(printedAll).toBeGreaterThan(TOKENS.length * 20);
  });
});

/** How a key server can fail, with something to tell in each answer. */
const ANSWERS: Readonly<Record<string, { status: number; body: string }>> = {
  "an error": { status: 500, body: MARK },
  "no such page": { status: 404, body: MARK },
  "a redirect": { status: 302, body: MARK },
  "no JSON": { status: 200, body: `{"keys":${MARK}` },
  "no key set": { status: 200, body: JSON.stringify({ [MARK]: MARK }) },
  "keys that are none": { status: 200, body: JSON.stringify({ keys: [{ kid: MARK }] }) },
  "a broken key": {
    status: 200,
    body: JSON.stringify({ keys: [{ ...JWKS.keys[0], kid: KID, n: MARK.repeat(99) }] }),
  },
  "other keys": { status: 200, body: JSON.stringify({ keys: [{ ...JWKS.keys[0], kid: MARK }] }) },
};

describe("of a key server nothing is told, neither host, port nor path, where it answers", () => {
  let server: KeyServer;
  beforeAll(async () => {
    server = await startKeyServer(JWKS);
  });
  afterAll(() => server.close());

  const platforms = { "on Node.js": createVerifier<SamplePolicy>, elsewhere: undefined };
  const cases = Object.keys(ANSWERS).flatMap((answer) =>
    Object.entries(platforms).map(([platform, make]) => [answer, platform, make] as const),
  );

  test.each(cases)("%s, %s", async (answer, _, make) => {
    server.answer = ANSWERS[answer] as (typeof ANSWERS)[string];
    const options = { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer: server.issuer, clock };
    const verifier = make === undefined ? verifierElsewhere(options) : make(contract, options);
    const token = marked({ set: { iss: server.issuer } });
    const logs = watchLogs();
    const printed = [
      await errorOf(verifier.prefetch()),
      await errorOf(verifier.verify(token)),
      await errorOf(verifier.verify(token)),
      JSON.stringify(await verifier.diagnose(token)),
      await PATHS["a guarded route"]?.(verifier, token),
    ].join("\n");
    expect(logs.lines()).toEqual([]);
    expect(printed).toMatch(/KEYS_UNAVAILABLE|KEYS_INVALID|KEY_UNKNOWN|SIGNATURE_INVALID/);
    expect(leaksOf(printed, [...piecesOf(token), `:${new URL(server.issuer).port}`])).toEqual([]);
  });
});

test("the search finds what it looks for", () => {
  const token = marked({});
  const pieces = piecesOf(token);
  for (const at of [0, 300, 301, token.length - 23]) {
    expect(leaksOf(`at ${token.slice(at, at + 23)}`, pieces)).toHaveLength(1);
  }
  expect(leaksOf(`x ${MARK} x`, pieces)).toEqual([MARK]);
  const error = new Error("a host", { cause: { name: "127.0.0.1" } });
  expect(leaksOf(printedError(error), pieces)).toEqual(["127.0.0.1"]);
  const logs = watchLogs();
  console.warn(MARK);
  process.emitWarning(MARK);
  process.stderr.write(MARK);
  expect(logs.lines()).toHaveLength(3);
});
