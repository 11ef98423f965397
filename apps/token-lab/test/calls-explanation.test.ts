// Does the page say why the API answered so? With real tokens, refused by the real verifier.
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { type IssuedTokens, testIssuer } from "@claimsmith/testkit";
import { explainCode, FAILURES } from "@claimsmith/verifier/inspect";
import { beforeAll, describe, expect, it } from "vitest";
import { drawnByPolicy, drawnScopes } from "../src/calls/drawn-scopes.ts";
import { type Explained, explanationOf } from "../src/calls/explanation.ts";
import { problemOf } from "../src/calls/problem.ts";
import { isAboutTheToken, REFUSAL_WORDS } from "../src/calls/refusal-words.ts";
import type { Outcome } from "../src/calls/route-call.ts";
import { maskedToken, type TokenFacts, tokenFacts } from "../src/calls/token-facts.ts";

let bob: IssuedTokens;
let access: TokenFacts | undefined;
let id: TokenFacts | undefined;
beforeAll(async () => {
  const issuer = await testIssuer({ policy, environment: environments.local });
  bob = await issuer.issue(personas.bob);
  access = tokenFacts(bob.accessToken);
  id = tokenFacts(bob.idToken ?? "");
});

const answered = (status: number, body: unknown = {}): Outcome => ({
  kind: "answered",
  status,
  durationMs: 1,
  body,
});
const problem = (status: number, code: string, detail = "a detail of the API") =>
  answered(status, { type: "about:blank", title: "Title", status, detail, code });
const explained = (over: Partial<Explained>) =>
  explanationOf({
    outcome: answered(200),
    token: "access",
    facts: access,
    demands: [["orders/read"]],
    drawnBy: {},
    ...over,
  });
const textOf = (over: Partial<Explained>) => {
  const { title, sentences } = explained(over);
  return [title, ...sentences].join(" ");
};

describe("a token that is looked at", () => {
  it("says its use and its scopes, and that an ID token has none", () => {
    expect(access).toMatchObject({ use: "access", personal: [] });
    expect(access?.scopes).toContain("orders/read");
    expect(id).toMatchObject({ use: "id", scopes: [] });
  });

  it("names the claims that identify a person, and none of their values", () => {
    expect(id?.personal).toEqual(expect.arrayContaining(["email", "name"]));
    expect(id?.personal).not.toContain("email_verified");
  });

  it.each([[""], ["a.b.c"], ["a"], ["a.W10.c"]])("is not one: %o", (text) => {
    expect(tokenFacts(text)).toBeUndefined();
  });

  it("is shown by its beginning and its length", () => {
    const masked = maskedToken(bob.accessToken);
    expect(masked.length).toBeLessThan(40);
    expect(masked).not.toContain(bob.accessToken.slice(0, 10));
  });
});

describe("an answer to the access token", () => {
  it("is explained by the scope that opened the route", () => {
    expect(explained({})).toMatchObject({ tone: "good" });
    expect(textOf({})).toContain("orders/read");
  });

  it("is explained by scopes and groups where nobody knows what was demanded", () => {
    const { sentences } = explanationOf({
      outcome: answered(200),
      token: "access",
      facts: access,
      drawnBy: {},
    });
    const text = sentences.join(" ");
    for (const word of ["orders/read", "EVERYONE"]) expect(text).toContain(word);
  });

  it("is explained by the missing scope and the rule that would draw it", async () => {
    const drawnBy = await drawnByPolicy("web");
    const refused = { outcome: problem(403, "INSUFFICIENT_SCOPE"), demands: [["admin/*"]], drawnBy };
    expect(explained(refused)).toMatchObject({ tone: "bad" });
    expect(textOf(refused)).toContain("admin/*");
    expect(textOf(refused)).toContain("ADMINS");
  });

  it("says less while the policy is not read, and nothing wrong", () => {
    const refused = { outcome: problem(403, "INSUFFICIENT_SCOPE"), demands: [["admin/*"]] };
    expect(textOf({ ...refused, drawnBy: undefined })).not.toContain("No rule");
    expect(textOf({ ...refused, drawnBy: {} })).toContain("No rule");
  });

  it.each(Object.keys(REFUSAL_WORDS).filter((code) => code !== "INSUFFICIENT_SCOPE" && code !== "ID_TOKEN"))(
    "has the page's own words for %s",
    (code) => {
      const refused = { outcome: problem(401, code) };
      expect(explained(refused)).toMatchObject({ tone: "bad" });
      expect(textOf(refused)).toContain(REFUSAL_WORDS[code]?.because);
      expect(textOf(refused)).not.toContain("a detail of the API");
    },
  );

  it.each([
    ["a code that the page does not know", problem(409, "EMAIL_MISSING"), "caution"],
    ["a refusal that is not about the token", problem(403, "NOT_OWNER"), "caution"],
    ["a failure of the API", problem(503, "STORAGE_UNAVAILABLE"), "bad"],
    ["a failure that GraphQL tells with 200", graphQl("UNEXPECTED_FAILURE"), "bad"],
  ] as const)("falls back to the detail for %s", (_, outcome, tone) => {
    expect(explained({ outcome })).toMatchObject({ tone });
    expect(textOf({ outcome })).toContain("a detail of the API");
  });

  it("may be missing", () => {
    expect(explained({ outcome: { kind: "none", durationMs: 1 } })).toMatchObject({ tone: "bad" });
  });

  it("says that a public route looks at no token", () => {
    for (const token of ["access", "id"] as const)
      expect(explained({ token, demands: [] })).toMatchObject({ tone: "good" });
  });
});

describe("an answer to the ID token", () => {
  it("is explained by audience, personal data and scopes", () => {
    const refused = { token: "id", facts: id, outcome: problem(401, "ID_TOKEN") } as const;
    expect(explained(refused)).toMatchObject({ tone: "bad" });
    for (const word of ["audience", "email", "name", "scopes"]) expect(textOf(refused)).toContain(word);
    expect(textOf(refused)).not.toContain("bob@");
  });

  it("is a fault of the API where it is a good one", () => {
    expect(explained({ token: "id", facts: id })).toMatchObject({ tone: "caution" });
  });
});

function graphQl(code: string): Outcome {
  return answered(200, { data: null, errors: [{ message: "a detail of the API", extensions: { code } }] });
}

describe("the problem of an answer", () => {
  it.each([
    [
      { title: "Forbidden", status: 403, code: "X", detail: "d" },
      { code: "X", status: 403, detail: "d" },
    ],
    [
      { title: "Bad", status: 400, code: "X", detail: "d", errors: [{ path: "a" }] },
      { code: "X", status: 400, detail: "d" },
    ],
    [
      { data: null, errors: [{ message: "m", extensions: { code: "X" } }] },
      { code: "X", detail: "m" },
    ],
    [
      { data: {}, errors: [{ message: "m", errorType: "X" }] },
      { code: "X", detail: "m" },
    ],
    [{ message: "Unauthorized" }, { detail: "Unauthorized" }],
    [{ data: { orders: [] } }, undefined],
    [{ status: "open", id: "o-1" }, undefined],
    [[], undefined],
    ["Bad Gateway", undefined],
  ])("of %o", (body, expected) => {
    expect(problemOf(body)).toEqual(expected);
  });
});

describe("what draws a scope", () => {
  it("is said for the scopes of the client alone", async () => {
    const drawn = await drawnScopes(policy, "web");
    expect(Object.keys(drawn).sort()).toEqual(["admin/*", "everyone/*", "orders/read", "orders/write"]);
    expect(await drawnScopes(policy, "partner")).toEqual({});
  });

  it("is the same in the committed snapshot", async () => {
    expect(await drawnByPolicy("web")).toEqual(await drawnScopes(policy, "web"));
  });
});

it.each(Object.entries(FAILURES).filter(([, { category }]) => category !== "misconfigured"))(
  "has words for the verifier's %s, or leaves it to the API's detail",
  (code) => {
    // The API has a failure of the same name that is not about tokens.
    expect(isAboutTheToken(code)).toBe(code !== "UNEXPECTED_FAILURE");
  },
);

it("has words for codes that there are", () => {
  for (const code of Object.keys(REFUSAL_WORDS)) expect(explainCode(code), code).toBeDefined();
});

it("knows which codes are about the token", () => {
  expect(isAboutTheToken("TOKEN_EXPIRED")).toBe(true);
  expect(isAboutTheToken("toString")).toBe(false);
  expect(isAboutTheToken(undefined)).toBe(false);
});
