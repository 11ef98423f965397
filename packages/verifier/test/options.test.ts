// Which options make a verifier, and which are a mistake?
import { describe, expect, test } from "vitest";
import { ConfigurationError, createVerifier, type VerifierOptions } from "../src/index.ts";
import { CLIENTS, ISSUER, JWKS, OPTIONS, USER_POOL_ID } from "./issuer.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

function issuePaths(options: unknown, of: unknown = contract): readonly string[] {
  try {
    createVerifier(of as typeof contract, options as VerifierOptions<SamplePolicy>);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.issues.map(({ path }) => path);
  }
}

const LOCAL = `http://127.0.0.1:9229/${USER_POOL_ID}`;

const GOOD: readonly (readonly [string, object])[] = [
  ["a pool on AWS", {}],
  ["one client of several", { clients: { web: CLIENTS.web } }],
  ["the updated form of the issuer", { issuer: ISSUER.replace("//cognito", "//issuer-cognito") }],
  ["an issuer without a pool id", { userPoolId: null, issuer: "https://login.example.org" }],
  ["the updated form by its name", { issuer: "updated" }],
  ["a URL of the API", { resource: "https://api.example.org/orders" }],
  ["how keys are kept", { keys: { refreshAfterSeconds: 60, maxStaleSeconds: 60, refetchWaitSeconds: 1 } }],
  ["a bound of the cache", { cache: { maxTokens: 1 } }],
  ["plain http to 127.0.0.1", { issuer: LOCAL }],
  ["plain http to localhost", { issuer: LOCAL.replace("127.0.0.1", "localhost") }],
  ["plain http to [::1]", { issuer: LOCAL.replace("127.0.0.1", "[::1]") }],
];

const BAD: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["no options", undefined, [""]],
  ["a misspelt option", { ...OPTIONS, isuer: LOCAL }, ["isuer"]],
  ["no pool id", { clients: CLIENTS }, ["userPoolId"]],
  ["a pool id that is none", { ...OPTIONS, userPoolId: "pool" }, ["userPoolId"]],
  ["neither pool id nor issuer", { ...OPTIONS, userPoolId: null }, ["issuer"]],
  ["the issuer of another pool", { ...OPTIONS, issuer: `${ISSUER}2` }, ["issuer"]],
  ["plain http to another host", { ...OPTIONS, issuer: `http://example.org/${USER_POOL_ID}` }, ["issuer"]],
  [
    "plain http to a host named like this one",
    { ...OPTIONS, issuer: `http://localhost.example.org/${USER_POOL_ID}` },
    ["issuer"],
  ],
  ["another scheme", { ...OPTIONS, issuer: `ftp://127.0.0.1/${USER_POOL_ID}` }, ["issuer"]],
  ["an issuer with a slash at the end", { ...OPTIONS, issuer: `${ISSUER}/` }, ["issuer"]],
  ["an issuer with a query", { userPoolId: null, clients: CLIENTS, issuer: `${ISSUER}?a` }, ["issuer"]],
  ["an issuer with credentials", { ...OPTIONS, issuer: ISSUER.replace("//", "//a:b@") }, ["issuer"]],
  ["an issuer that is no URL", { ...OPTIONS, issuer: "eu-west-1" }, ["issuer"]],
  ["no clients", { userPoolId: USER_POOL_ID }, ["clients"]],
  ["an empty list of clients", { ...OPTIONS, clients: {} }, ["clients"]],
  ["a client that the policy lacks", { ...OPTIONS, clients: { mobile: "abc" } }, ["clients.mobile"]],
  [
    "a client named like what every object has",
    { ...OPTIONS, clients: { constructor: "abc" } },
    ["clients.constructor"],
  ],
  ["a client without an id", { ...OPTIONS, clients: { web: "" } }, ["clients.web"]],
  ["a client whose id is undefined", { ...OPTIONS, clients: { web: undefined } }, ["clients.web"]],
  ["two clients with one id", { ...OPTIONS, clients: { web: "abc", app: "abc" } }, ["clients.app"]],
  ["no keys", { ...OPTIONS, jwks: { keys: [] } }, ["jwks"]],
  ["something that is no key set", { ...OPTIONS, jwks: JWKS.keys }, ["jwks"]],
  [
    "keys for encryption only",
    { ...OPTIONS, jwks: { keys: JWKS.keys.map((key) => ({ ...key, use: "enc" })) } },
    ["jwks"],
  ],
  [
    "keys for another algorithm only",
    { ...OPTIONS, jwks: { keys: JWKS.keys.map((key) => ({ ...key, alg: "RS512" })) } },
    ["jwks"],
  ],
  [
    "keys that are too short",
    { ...OPTIONS, jwks: { keys: JWKS.keys.map((key) => ({ ...key, n: "AQAB" })) } },
    ["jwks"],
  ],
  [
    "a form of the issuer without a pool",
    { userPoolId: null, clients: CLIENTS, issuer: "updated" },
    ["issuer"],
  ],
  ["pools beside a pool", { ...OPTIONS, pools: [OPTIONS] }, ["userPoolId", "clients", "jwks"]],
  ["no pools", { pools: [] }, ["pools"]],
  ["one pool twice", { pools: [OPTIONS, OPTIONS] }, ["pools[1]"]],
  ["a pool that is none", { pools: [null] }, ["pools[0]"]],
  [
    "mistakes in two pools",
    {
      pools: [
        { ...OPTIONS, userPoolId: "x" },
        { ...OPTIONS, clients: { web: "" }, isuer: 1 },
      ],
    },
    ["pools[0].userPoolId", "pools[1].isuer", "pools[1].clients.web"],
  ],
  ["a resource that is no URL", { ...OPTIONS, resource: "orders" }, ["resource"]],
  ["a resource with a fragment", { ...OPTIONS, resource: ["https://example.org/#a"] }, ["resource"]],
  [
    "metadata that would end a challenge",
    { ...OPTIONS, resourceMetadata: 'https://example.org/"' },
    ["resourceMetadata"],
  ],
  ["keys kept for ever", { ...OPTIONS, keys: { maxStaleSeconds: 1e9 } }, ["keys.maxStaleSeconds"]],
  [
    "keys refused before they are refreshed",
    { ...OPTIONS, keys: { maxStaleSeconds: 60 } },
    ["keys.maxStaleSeconds"],
  ],
  ["a misspelt key option", { ...OPTIONS, keys: { maxStale: 60 } }, ["keys.maxStale"]],
  ["a cache without bound", { ...OPTIONS, cache: {} }, ["cache.maxTokens"]],
  ["a cache of nothing", { ...OPTIONS, cache: { maxTokens: 0 } }, ["cache.maxTokens"]],
  ["a cache as a switch", { ...OPTIONS, cache: true }, ["cache.maxTokens"]],
  [
    "a revocation that does not say what happens on failure",
    { ...OPTIONS, revocation: { isRevoked: () => false, deadlineMs: 100 } },
    ["revocation.onFailure"],
  ],
  ["a revocation as a function", { ...OPTIONS, revocation: () => false }, ["revocation"]],
  ["ID tokens that nobody counts", { ...OPTIONS, acceptIdTokensUntil: new Date(0) }, ["onIdToken"]],
  ["a count of ID tokens without end", { ...OPTIONS, onIdToken: () => {} }, ["acceptIdTokensUntil"]],
  [
    "ID tokens until no date",
    { ...OPTIONS, acceptIdTokensUntil: new Date("x"), onIdToken: () => {} },
    ["acceptIdTokensUntil"],
  ],
  [
    "several mistakes at once",
    { userPoolId: "pool", clients: {}, jwks: null, debug: true },
    ["debug", "userPoolId", "clients", "jwks"],
  ],
];

const CONTRACTS: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["nothing", null, [""]],
  ["an empty object", {}, ["user", "machine", "scopes", "groups", "clients"]],
  [
    "a claim of an unknown type",
    { ...contract, user: { a: { types: [{ type: "date" }], required: true, asserted: false } } },
    ["user"],
  ],
  [
    "a claim that does not say whether it is asserted",
    { ...contract, user: { a: { types: [], required: true } } },
    ["user"],
  ],
  [
    "a claim named constructor",
    { ...contract, machine: { constructor: contract.machine.partner_id } },
    ["machine"],
  ],
  ["a scope with a quote, which would end a challenge", { ...contract, scopes: ['a"b'] }, ["scopes"]],
  ["a client of an unknown kind", { ...contract, clients: { web: "browser" } }, ["clients"]],
];

describe("createVerifier takes", () => {
  test.each(GOOD)("%s", (_, options) => {
    expect(issuePaths({ ...OPTIONS, ...options })).toEqual([]);
  });
});

describe("createVerifier refuses", () => {
  test.each(BAD)("%s", (_, options, paths) => {
    expect(issuePaths(options)).toEqual(paths);
  });

  test.each(CONTRACTS)("as a contract: %s", (_, of, paths) => {
    expect(issuePaths(OPTIONS, of)).toEqual(paths);
  });

  test("options with a code and a category, and without repeating what they hold", () => {
    const create = () => createVerifier(contract, { ...OPTIONS, issuer: "http://canary.example.org/x" });
    expect(create).toThrow(expect.objectContaining({ code: "OPTIONS_INVALID", category: "misconfigured" }));
    expect(create).not.toThrow(/canary/);
  });
});
