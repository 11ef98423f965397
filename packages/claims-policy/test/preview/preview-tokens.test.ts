// Are previewed tokens those that Cognito and the trigger would make?
import type { Grant } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import {
  grantsOf,
  MADE_UP_CLAIMS,
  type PolicyError,
  type PreviewRequest,
  policySnapshot,
  previewPool,
  previewTokens,
  tokenSize,
} from "../../src/index.ts";
import { environment, personas, policy } from "./shop.ts";

const pool = previewPool(await policySnapshot(policy), environment);
const of = (name: keyof typeof personas & string, client: string, grant: Grant, more: object = {}) => {
  const persona = personas[name];
  if (persona === undefined) throw new TypeError(`no persona is called ${name}`);
  return previewTokens(pool, { persona, client, grant, ...more });
};
const scopesOf = (token: { readonly claims: { readonly scope?: unknown } } | undefined) =>
  String(token?.claims.scope ?? "").split(" ");

describe("previewTokens", () => {
  it("gives the tokens of an API sign-in before and after the policy", () => {
    const { before, after, explanation } = of("ann", "web", "sdk");
    expect(explanation.decision.outcome).toBe("issue");
    expect(before.accessToken.claims).toMatchObject({
      "cognito:groups": ["STAFF", "TRIAL"],
      scope: "aws.cognito.signin.user.admin",
      iss: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE00",
      client_id: "web00000000000000000000000",
    });
    expect(before.accessToken.claims).not.toHaveProperty("company");
    expect(after?.accessToken.claims).toMatchObject({
      "cognito:groups": ["STAFF"],
      scope: "aws.cognito.signin.user.admin orders/write",
      company: "c-1",
      level: "high",
      plan: "pro",
    });
    expect(before.idToken?.claims).toMatchObject({ email: "ann@example.com", "custom:status": "active" });
    expect(after?.idToken?.claims).toMatchObject({
      email: "ann@example.com",
      "cognito:roles": ["arn:aws:iam::111122223333:role/staff"],
    });
    expect(after?.idToken?.claims).not.toHaveProperty("custom:status");
  });

  it("lets a look-up fail, whatever the persona says that it finds", () => {
    const { after, facts, explanation } = of("ann", "web", "sdk", { failedLookups: ["membership"] });
    expect(facts.lookups).toEqual({ membership: { status: "failed" } });
    expect(explanation.decision).toMatchObject({ outcome: "refuse", code: "LOOKUP_FAILED" });
    expect(after).toBeUndefined();
  });

  it("puts only what the client may read on the ID token, and what the scopes of a hosted login release", () => {
    const names = (client: string, grant: Grant, scopes?: readonly string[]) =>
      Object.keys(of("ann", client, grant, { scopes }).before.idToken?.claims ?? {}).filter(
        (name) => !name.startsWith("cognito:"),
      );
    expect(names("web", "sdk")).toEqual(
      expect.arrayContaining(["email", "name", "custom:company", "custom:status"]),
    );
    expect(names("web", "sdk")).not.toContain("locale");
    expect(names("web", "hosted", ["openid", "email"])).toContain("email");
    expect(names("web", "hosted", ["openid", "email"])).not.toContain("name");
  });

  it("gives no ID token to a machine, nor to a hosted login without openid", () => {
    expect(of("partner", "partner", "machine").after).not.toHaveProperty("idToken");
    expect(of("ann", "portal", "hosted").after).not.toHaveProperty("idToken");
    expect(of("ann", "web", "hosted").after).toHaveProperty("idToken");
  });

  it("asks by hosted login for all that the client may ask for, unless it is told what", () => {
    expect(of("ann", "portal", "hosted").facts.scopes).toEqual(["email", "orders/read"]);
    expect(scopesOf(of("ann", "portal", "hosted").after?.accessToken)).toContain("orders/read");
    const asked = of("ann", "portal", "hosted", { scopes: ["email"] });
    expect(asked.facts.scopes).toEqual(["email"]);
    expect(scopesOf(asked.after?.accessToken)).toEqual(["email"]);
  });

  it("refreshes a sign-in by the API where there is one, else a hosted login", () => {
    expect(of("ann", "web", "refresh").facts.scopes).toEqual(["aws.cognito.signin.user.admin"]);
    expect(of("ann", "portal", "refresh").facts.scopes).toEqual(["email", "orders/read"]);
    const { claims } = of("ann", "web", "refresh").before.accessToken;
    expect(Number(claims.iat) - Number(claims.auth_time)).toBe(900);
  });

  it("gives a machine's claims, from settings and from what it sends", () => {
    const { before, after, facts } = of("partner", "partner", "machine");
    expect(facts.kind).toBe("machine");
    expect(before.accessToken.claims).not.toHaveProperty("partner_id");
    expect(after?.accessToken.claims).toMatchObject({
      partner_id: "p-1",
      order: "o-1",
      scope: "orders/read",
      sub: "partner0000000000000000000",
    });
  });

  it("lets a look-up that the persona does not state find nothing", () => {
    const { facts, after } = of("ben", "web", "sdk");
    expect(facts.lookups).toEqual({ membership: { status: "missing" } });
    expect(after?.accessToken.claims).not.toHaveProperty("plan");
  });

  it("takes the sub that a persona states", () => {
    const { facts, after } = of("ben", "web", "sdk");
    expect(facts).toMatchObject({ attributes: { sub: "11111111-1111-4111-8111-111111111111" } });
    expect(after?.accessToken.claims.sub).toBe("11111111-1111-4111-8111-111111111111");
  });

  it("has tokens before and none after where the policy refuses", () => {
    const { before, explanation, ...rest } = of("eve", "web", "sdk");
    expect(explanation.decision).toMatchObject({
      outcome: "refuse",
      rule: "deny[0]",
      reason: "account_suspended",
    });
    expect(before.accessToken.claims).toHaveProperty("scope");
    expect(rest).not.toHaveProperty("after");
  });

  it("is the same every time, and changes with nothing but the made-up claims from real tokens", () => {
    expect(of("ann", "web", "hosted")).toEqual(of("ann", "web", "hosted"));
    const { before } = of("ann", "web", "hosted");
    expect(Object.keys(before.idToken?.claims ?? {})).toEqual(expect.arrayContaining([...MADE_UP_CLAIMS.id]));
    expect(Object.keys(before.accessToken.claims)).toEqual(
      expect.arrayContaining([...MADE_UP_CLAIMS.access]),
    );
  });

  it.each<[string, Partial<PreviewRequest>, string, string]>([
    ["a client that the policy does not declare", { client: "desk" }, "UNDECLARED", "client"],
    ["a client whose name reaches a prototype", { client: "constructor" }, "UNDECLARED", "client"],
    [
      "a grant that the client does not have",
      { client: "portal", grant: "sdk" },
      "GRANT_IMPOSSIBLE",
      "grant",
    ],
    [
      "a person with a machine's client",
      { client: "partner", grant: "machine" },
      "GRANT_IMPOSSIBLE",
      "grant",
    ],
    [
      "a scope that cannot be asked for",
      { grant: "hosted", scopes: ["orders/write"] },
      "UNDECLARED",
      "scopes",
    ],
    ["a scope where the API cannot ask", { grant: "sdk", scopes: ["openid"] }, "UNDECLARED", "scopes"],
  ])("refuses %s", (_what, more, code, path) => {
    const request = { persona: personas.ann, client: "web", grant: "sdk", ...more } as PreviewRequest;
    let issues: PolicyError["issues"] = [];
    try {
      previewTokens(pool, request);
    } catch (error) {
      issues = (error as PolicyError).issues;
    }
    expect(issues).toMatchObject([{ code, path }]);
  });
});

describe("grantsOf", () => {
  it.each([
    ["web", ["sdk", "hosted", "refresh"]],
    ["portal", ["hosted", "refresh"]],
    ["partner", ["machine"]],
    ["desk", []],
  ])("%s", (client, grants) => {
    expect(grantsOf(policy, client)).toEqual(grants);
  });
});

// Every runtime of ours has it as a global.
declare function btoa(bytes: string): string;

/** UTF-8, one character a byte. */
const bytesOf = (text: string) => unescape(encodeURIComponent(text));
const encoded = (text: string) => btoa(bytesOf(text)).replace(/=+$/, "");

describe("tokenSize", () => {
  it.each([{}, { sub: "é" }, { a: [1, true], b: { c: "\u0007" } }])("counts %j as it is issued", (claims) => {
    const header = encoded(JSON.stringify({ kid: "k".repeat(44), alg: "RS256" }));
    const payload = encoded(JSON.stringify(claims));
    const signature = encoded("s".repeat(256));
    expect(tokenSize(claims)).toEqual({
      payloadJsonBytes: bytesOf(JSON.stringify(claims)).length,
      headerBytes: header.length,
      payloadBytes: payload.length,
      signatureBytes: signature.length,
      tokenBytes: [header, payload, signature].join(".").length,
    });
  });
});
