// Does the page tell where every claim of real tokens comes from, and which of them identify a person?
import type { PolicyDocument, PolicySnapshot } from "@claimsmith/claims-policy";
import { LIMITS } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { pagePolicy } from "../src/tokens/page-policy.ts";
import { personalDataSentence } from "../src/tokens/personal-data-sentence.ts";
import { MATCH_NOTICES } from "../src/tokens/same-policy.ts";
import { shownTokens } from "../src/tokens/shown-tokens.ts";
import { lineOf, NOW_SECONDS, shownOf, tokensOf } from "./tokens-world.ts";

const changedPolicy = (change: Partial<PolicyDocument>): PolicySnapshot => ({
  ...pagePolicy,
  policy: { ...pagePolicy.policy, ...change },
});

describe("the claims of a sign-in", () => {
  it.each(["alice", "bob"] as const)("of %s all have an origin and a meaning", async (name) => {
    const { id, access } = await shownOf(name);
    const lines = [...id.lines, ...access.lines];
    expect(lines.filter(({ origins }) => origins.some(({ by }) => by === "unknown"))).toEqual([]);
    expect(lines.filter(({ meaning, meaningSource }) => !meaning || !meaningSource)).toEqual([]);
  });

  it.each([
    ["company_id", "policy", "policy: accessToken.claims.company_id, from attribute custom:company_id"],
    ["roles", "policy", "where in group ADMINS"],
    ["country_id", "policy", "attribute locale, mapped"],
    ["claims_policy", "policy", "the policy's hash"],
    ["sub", "cognito", "Cognito: always"],
    ["event_id", "cognito", "Cognito: normally"],
  ] as const)("say where %s on the access token comes from", async (name, by, words) => {
    const [origin] = lineOf((await shownOf("alice")).access, name).origins;
    expect(origin?.by).toBe(by);
    expect(origin?.text).toContain(words);
  });

  it("mark what rests on words of the user, and nothing else", async () => {
    const { id, access } = await shownOf("alice");
    const asserted = [...id.lines, ...access.lines].filter((line) => line.asserted).map(({ name }) => name);
    expect(asserted).toEqual(["country_id"]);
  });

  it("say which identify a person: on the ID token several, on the access token none", async () => {
    const { all, id, access } = await shownOf("alice");
    expect([...id.personal].sort()).toEqual(["email", "name"]);
    expect(access.personal).toEqual([]);
    expect(personalDataSentence(all)).toMatch(/ID token carries 2 claims .*access token carries none/);
  });

  it("mark an e-mail address that a policy puts on the access token", async () => {
    const { policy } = pagePolicy;
    const email = { from: { source: "attribute", name: "email" }, personalData: "legacy" } as const;
    const claims = { ...policy.accessToken?.claims, contact: email };
    const other = changedPolicy({ accessToken: { ...policy.accessToken, claims } });
    const { access } = await shownOf("alice", { claims: { contact: "a@example.com" } }, other);
    expect(access.personal).toEqual(["contact"]);
  });

  it("tell what both tokens have, with the same or another value, and what only one has", async () => {
    const { id, access } = await shownOf("alice");
    expect(lineOf(access, "sub").presence).toBe("both");
    expect(lineOf(access, "token_use").presence).toBe("differs");
    expect(lineOf(access, "company_id").presence).toBe("only");
    expect(lineOf(id, "email").presence).toBe("only");
  });

  it("have a type each, and moments are told from numbers", async () => {
    const { access } = await shownOf("alice", { claims: { none: null, seats: 3, vip: true } });
    const typeOf = (name: string) => lineOf(access, name).type;
    expect(["sub", "seats", "vip", "cognito:groups", "roles"].map(typeOf)).toEqual([
      "text",
      "number",
      "true or false",
      "list",
      "object",
    ]);
    expect(lineOf(access, "exp").isMoment).toBe(true);
    expect(lineOf(access, "seats").isMoment).toBe(false);
  });

  it("admit what the policy does not explain", async () => {
    const { access } = await shownOf("bob", { claims: { surprise: "x" } });
    expect(lineOf(access, "surprise").origins).toMatchObject([{ by: "unknown" }]);
    expect(lineOf(access, "surprise").meaning).toBeUndefined();
  });

  it("explain custom attributes of the ID token by what the policy declares", async () => {
    const line = lineOf((await shownOf("alice")).id, "custom:company_id");
    expect(line.origins).toMatchObject([{ by: "cognito" }]);
    expect(line.meaning).toContain("36");
  });
});

describe("scopes and groups", () => {
  const scopes = async (grant: "sdk" | "hosted") =>
    Object.fromEntries(
      (lineOf((await shownOf("alice", { grant })).access, "scope").items ?? []).map((item) => [
        item.name,
        item,
      ]),
    );

  it("show each scope with the rule that drew it", async () => {
    const items = await scopes("sdk");
    expect(items["admin/*"]).toMatchObject({ meaning: "All administration", origin: { by: "policy" } });
    expect(items["admin/*"]?.origin.text).toContain("accessToken.scopes.admin/*");
    expect(items["admin/*"]?.origin.text).toContain("in group ADMINS");
    expect(items["aws.cognito.signin.user.admin"]?.origin.by).toBe("cognito");
  });

  it("show a scope that was asked for as such", async () => {
    const items = await scopes("hosted");
    expect(items.openid?.origin).toMatchObject({ by: "cognito" });
    expect(items.openid?.origin.text).toContain("asked for");
  });

  it("show a scope that the policy does not give this client as unexplained", async () => {
    const { access } = await shownOf("bob", { claims: { scope: "orders/read other/all" } });
    const items = lineOf(access, "scope").items ?? [];
    expect(items.map(({ origin }) => origin.by)).toEqual(["policy", "unknown"]);
  });

  it("show a scope that stands there twice once", async () => {
    const { access } = await shownOf("bob", { claims: { scope: "orders/read  orders/read" } });
    expect(lineOf(access, "scope").items?.map(({ name }) => name)).toEqual(["orders/read"]);
  });

  it("show each group with its description, and the rule that it stays by", async () => {
    const { access } = await shownOf("bob", { claims: { "cognito:groups": ["EVERYONE", "TRIAL", "Corp"] } });
    const items = lineOf(access, "cognito:groups").items ?? [];
    expect(items.map(({ name, origin }) => [name, origin.by])).toEqual([
      ["EVERYONE", "cognito"],
      ["TRIAL", "policy"],
      ["Corp", "cognito"],
    ]);
    expect(items[0]?.meaning).toBe("All customers");
    expect(items[1]?.origin.text).toContain("groupOverride.keep.TRIAL");
  });
});

describe("what the policy takes off", () => {
  it("is listed with its rule, and is not on the token", async () => {
    const { id } = await shownOf("alice");
    expect(id.suppressed).toMatchObject([
      { name: "custom:status", isThere: false },
      { name: "phone_number", isThere: false },
      { name: "phone_number_verified", isThere: false },
    ]);
    expect(id.suppressed[1]?.text).toBe("policy: idToken.suppress.phone_number, always");
    expect(id.lines.map(({ name }) => name)).not.toContain("phone_number");
  });

  it("is named where a token of another policy carries it", async () => {
    const suppress = { email: {} };
    const { id } = await shownOf("bob", {}, changedPolicy({ idToken: { suppress } }));
    expect(id.suppressed).toMatchObject([{ name: "email", isThere: true }]);
    expect(lineOf(id, "email")).toMatchObject({ personal: true, origins: [{ by: "unknown" }] });
  });
});

describe("whose policy it is", () => {
  it.each([
    ["same", {}, pagePolicy],
    ["other", {}, { ...pagePolicy, hash: "000000000000" }],
    ["absent", { claims: { claims_policy: null } }, pagePolicy],
    ["unmarked", {}, changedPolicy({ accessToken: {} })],
  ] as const)("is told as %s", async (match, options, snapshot) => {
    const { all } = await shownOf("bob", options, snapshot);
    expect(all.match).toBe(match);
    expect(MATCH_NOTICES[match] === undefined).toBe(match === "same");
  });
});

describe("a token as a whole", () => {
  it("has its expiry, its size and what it takes of each budget", async () => {
    const tokens = await tokensOf("alice");
    const { access } = await shownOf("alice");
    expect(access.expiresAt).toBe(NOW_SECONDS + 900);
    expect(access.bytes.token).toBe(tokens.accessToken.length);
    expect(access.budgets.map(({ limitBytes }) => limitBytes)).toEqual([
      LIMITS.cookie.value,
      LIMITS.cloudFrontHeaders.value,
      LIMITS.apiGatewayHeaders.value,
    ]);
    expect(access.budgets.every(({ usedBytes, fits }) => fits && usedBytes === access.bytes.token)).toBe(
      true,
    );
  });

  it("says what does not fit", async () => {
    const { access } = await shownOf("bob", { claims: { long: "x".repeat(4_096) } });
    expect(access.budgets.map(({ fits }) => fits)).toEqual([false, true, true]);
    expect(access.budgets[0]?.percent).toBeGreaterThan(100);
  });

  it("is missed where there is none, and the other is shown all the same", async () => {
    const { accessToken } = await tokensOf("bob");
    const shown = shownTokens({ accessToken }, pagePolicy, "web");
    expect(shown.id).toMatchObject({ token: "id", why: expect.any(String) });
    expect(
      "lines" in shown.access && shown.access.lines.every(({ presence }) => presence === undefined),
    ).toBe(true);
    expect(personalDataSentence(shown)).not.toContain("ID token");
  });

  it("is told to be unreadable where it is no token, and nothing of it is repeated", () => {
    const shown = shownTokens({ accessToken: "canary-7.x.y" }, pagePolicy, "web");
    expect(shown.access).toMatchObject({ why: expect.any(String) });
    expect(shown.match).toBeUndefined();
    expect(JSON.stringify(shown)).not.toContain("canary");
  });
});
