// Do the two policies show every system that people copy from blog posts?
import { eventVersionOf, poolBlueprint } from "@claimsmith/claims-policy";
import { EVENT_VERSIONS, type EventVersionNumber, type TokenClaims } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { environments, legacyEmail, policy } from "../src/index.ts";
import { decisionOn, type SignIn, tokensAfter, tokensBefore } from "./sign-in.ts";
import systems from "./vectors/systems.json?raw";

/** Claims by token; `null` where the token must not have it. */
type Expected = { readonly [T in "idToken" | "accessToken"]?: Readonly<Record<string, unknown>> };

interface SystemVector extends SignIn {
  readonly system: string;
  readonly description: string;
  readonly policy: "orders" | "legacy-email";
  readonly version: EventVersionNumber;
  readonly before: Expected;
  readonly after: Expected;
}

const { vectors } = JSON.parse(systems) as { readonly vectors: readonly SystemVector[] };
const POLICIES = { orders: policy, "legacy-email": legacyEmail };

const SYSTEMS = [
  "e-mail added to the ID token",
  "e-mail suppressed from the ID token",
  "groups to scopes",
  "company on the access token",
  "compliance level on the access token",
  "country on the access token",
  "nested roles on the access token",
  "partner id on the access token",
  "claims suppressed",
  "group override",
  "IAM role override",
];

/** Of the tokens, the claims that are expected; `null` where one is absent, and scopes in order. */
function seen(tokens: TokenClaims, expected: Expected): unknown {
  const ofTokens = Object.entries(expected).map(([token, claims]) => {
    const given = tokens[token as keyof TokenClaims] ?? {};
    const values = Object.keys(claims ?? {}).map((name) => [name, comparable(name, given[name])]);
    return [token, Object.fromEntries(values)];
  });
  return Object.fromEntries(ofTokens);
}

function comparable(name: string, value: unknown): unknown {
  if (name === "scope") return String(value).split(" ").sort().join(" ");
  return name === "cognito:roles" && Array.isArray(value) ? [...value].sort() : (value ?? null);
}

describe("a system that is copied from blog posts", () => {
  it.each(vectors)("$system: $description", (vector) => {
    expect(seen(tokensBefore(vector), vector.before)).toEqual(vector.before);
    const { settings } = vector.policy === "orders" ? environments.local : { settings: {} };
    const surroundings = { settings, version: vector.version };
    const after = tokensAfter(POLICIES[vector.policy], vector, surroundings);
    expect(seen(after, vector.after)).toEqual(vector.after);
    expect(after.ignored).toEqual([]);
  });

  it.each(vectors)("by the event version that its policy needs: $system, $description", (vector) => {
    expect(vector.version).toBe(EVENT_VERSIONS[eventVersionOf(POLICIES[vector.policy])]);
  });

  it("is shown, whichever it is", () => {
    expect(new Set(vectors.map(({ system }) => system))).toEqual(new Set(SYSTEMS));
  });

  it.each([
    ["orders", poolBlueprint(policy, environments.local)],
    ["legacy-email", poolBlueprint(legacyEmail)],
  ])("e-mail sign-in: the pool of %s", (_, { signInWith, requiredAttributes }) => {
    expect(signInWith).toBe("email");
    expect(requiredAttributes).toContain("email");
  });
});

describe("what the blog posts leave open", () => {
  const operator = {
    client: "web",
    grant: "sdk",
    groups: ["ADMINS"],
    attributes: { email: "pat@example.com", "custom:company_id": "c-1" },
  } as const;
  const { settings } = environments.local;

  it.each([
    ["no company", { ...operator, attributes: { email: "pat@example.com" } }, "REQUIRED_CLAIM_MISSING"],
    [
      "a suspended account, also of an operator",
      { ...operator, attributes: { ...operator.attributes, "custom:status": "suspended" } },
      "DENIED",
    ],
    [
      "a status that nobody declared",
      { ...operator, attributes: { ...operator.attributes, "custom:status": "on leave" } },
      "FACT_INVALID",
    ],
  ])("%s gives no token", (_, signIn, code) => {
    expect(decisionOn(policy, signIn, { settings })).toMatchObject({ outcome: "refuse", code });
    expect(decisionOn(policy, operator, { settings })).toMatchObject({ outcome: "issue" });
  });

  it("a group of a federation survives, and brings no role", () => {
    const federated = { ...operator, groups: ["ADMINS", "eu-west-1_Pool_Corp"] };
    const { idToken } = tokensAfter(policy, federated, { settings, version: "3" });
    expect(idToken?.["cognito:groups"]).toEqual(["ADMINS", "eu-west-1_Pool_Corp"]);
    expect(idToken?.["cognito:roles"]).toEqual([settings.adminRoleArn]);
  });
});
