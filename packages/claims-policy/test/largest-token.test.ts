// Is no token larger than largestToken says?
import { applyTriggerResponse, type Claims, defaultClaims, type JsonValue } from "@claimsmith/cognito-model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonBytes } from "../src/evaluation/json-bytes.ts";
import {
  DEFAULT_CAPS,
  evaluate,
  type Facts,
  largestToken,
  type PolicyDocument,
  parsePolicy,
  triggerResponse,
} from "../src/index.ts";
import { facts } from "./facts-arbitraries.ts";
import { policyDocument } from "./policy-arbitraries.ts";
import { policyOf } from "./worlds.ts";

/** UTF-8 bytes of the JSON text, counted in another way. */
const bytesOf = (value: unknown): number =>
  encodeURIComponent(JSON.stringify(value)).replace(/%[0-9A-F]{2}/g, "x").length;

/** The tokens before and after the policy, in the largest session that the caps allow for these facts. */
function tokensOf(policy: PolicyDocument, given: Facts): readonly (readonly [string, Claims, Claims])[] {
  const decision = evaluate(policy, given);
  if (decision.outcome === "refuse") return [];
  const declared = policy.clients[given.client];
  const user = given.kind === "user" && {
    user: {
      sub: "s".repeat(36),
      username: "u".repeat(DEFAULT_CAPS.usernameBytes),
      attributes: soundAttributes(given.attributes),
      groups: given.groups,
      roles: [],
    },
  };
  const defaults = defaultClaims({
    grant: given.kind === "user" ? "hosted" : "machine",
    oauth: true,
    issuer: "i".repeat(DEFAULT_CAPS.issuerBytes),
    clientId: "c".repeat(128),
    scopes: ["openid", ...(declared?.scopes ?? []), "aws.cognito.signin.user.admin"],
    issuedAt: 1_900_000_000,
    authTime: 1_900_000_000,
    accessTokenExpiresAt: 1_900_003_600,
    idTokenExpiresAt: 1_900_003_600,
    accessTokenId: "j".repeat(36),
    idTokenId: "j".repeat(36),
    originId: "o".repeat(36),
    eventId: "e".repeat(36),
    deviceKey: `eu-west-1_${"d".repeat(36)}`,
    acr: "urn:cognito:loa:1",
    amr: ["pwd", "otp"],
    ...user,
  });
  const applied = applyTriggerResponse(defaults, triggerResponse(decision, "3"), "3", "c".repeat(128));
  const access = ["access", defaults.accessToken, applied.accessToken] as const;
  if (defaults.idToken === undefined || applied.idToken === undefined) return [access];
  return [access, ["id", defaults.idToken, applied.idToken]];
}

/** The facts without groups that the policy does not declare, of which the caps allow none, each group once. */
function withinCaps(given: Facts, { groups = {} }: PolicyDocument): Facts {
  if (given.kind === "machine") return given;
  return { ...given, groups: [...new Set(given.groups)].filter((group) => Object.hasOwn(groups, group)) };
}

/** The pool keeps a custom attribute within its declared length, and the caps bound the standard ones. */
function soundAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const known = ["email", "locale", "custom:company", "custom:status", "custom:level", "custom:vip"];
  const entries = Object.entries(attributes).filter(
    (entry): entry is [string, string] =>
      known.includes(entry[0]) && typeof entry[1] === "string" && /^[a-z0-9@.-]{0,9}$/i.test(entry[1]),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name.endsWith("level") || name.endsWith("vip") ? value.slice(0, name.endsWith("vip") ? 5 : 2) : value,
    ]),
  );
}

/** What of the token was not there before: the members that are new or have changed. */
function added(before: Claims, after: Claims): number {
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  );
  return changed.reduce((sum, [name, value]) => sum + jsonBytes(name) + jsonBytes(value) + ":,".length, 0);
}

describe("jsonBytes", () => {
  it("counts the bytes that JSON takes", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.constantFrom("\ud800", "\udc00x")),
        (value) => {
          expect(jsonBytes(value)).toBe(bytesOf(value));
        },
      ),
    );
  });
});

describe("largestToken", () => {
  it("bounds every token within the caps, and what the policy adds to it", () => {
    let seen = 0;
    fc.assert(
      fc.property(policyDocument, facts, (document, any) => {
        const policy = parsePolicy(document);
        const given = withinCaps(any, policy);
        const largest = largestToken(policy).filter(({ client }) => client === given.client);
        for (const [token, before, after] of tokensOf(policy, given)) {
          const bound = largest.find((each) => each.token === token);
          seen++;
          expect(bytesOf(after)).toBeLessThanOrEqual(bound?.payloadBytes ?? 0);
          const isScopeOrGroup = (name: string) => name === "scope" || name.startsWith("cognito:");
          const claimsOnly = (claims: Claims): Claims =>
            Object.fromEntries(Object.entries(claims).filter(([name]) => !isScopeOrGroup(name)));
          expect(added(claimsOnly(before), claimsOnly(after))).toBeLessThanOrEqual(bound?.addedBytes ?? 0);
        }
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  const claim = (from: JsonValue, more: object = {}) =>
    policyOf({ description: "", patch: { accessToken: { claims: { x: { from, ...more } } } } });
  const member = (value: string) => `"x":${value},`.length;
  it.each([
    ["a text", claim({ source: "attribute", name: "custom:company" }), member(`"${"c".repeat(36)}"`)],
    ["one of some texts", claim({ source: "attribute", name: "custom:status" }), member('"suspended"')],
    ["an integer", claim({ source: "attribute", name: "custom:level" }), member("10")],
    ["a flag", claim({ source: "attribute", name: "custom:vip" }), member("false")],
    ["a list", claim({ source: "setting", name: "regions" }), member('["eu","us"]') + 1],
    [
      "the values of a map",
      claim({ source: "attribute", name: "custom:vip", steps: [{ map: { true: "yes", false: 0 } }] }),
      member('"yes"'),
    ],
    ["a constant", claim({ source: "constant", value: { a: ["é", 1] } }), member('{"a":["éé",1]}')],
    [
      "otherwise",
      claim({ source: "attribute", name: "custom:vip" }, { otherwise: "unknown" }),
      member('"unknown"'),
    ],
  ])("counts %s at its largest", (_what, policy, bytes) => {
    const ofWeb = largestToken(policy).filter(({ client }) => client === "web");
    expect(ofWeb.map(({ token, addedBytes }) => [token, addedBytes])).toEqual([
      ["id", 0],
      ["access", bytes],
    ]);
    expect(ofWeb.find(({ token }) => token === "access")?.shares).toEqual([{ name: "x", bytes }]);
  });

  it("counts a custom attribute on the ID token as the text that it is", () => {
    const bare = policyOf({ description: "", base: "letterbox" });
    const withAttributes = policyOf({
      description: "",
      base: "letterbox",
      patch: { attributes: { n: { type: "integer", min: -9, max: 100 }, f: { type: "flag" } } },
    });
    const idBytes = (policy: PolicyDocument) =>
      largestToken(policy).find(({ token }) => token === "id")?.payloadBytes ?? 0;
    expect(idBytes(withAttributes) - idBytes(bare)).toBe('"custom:n":"100","custom:f":"false",'.length);
  });

  it("counts a scope for the clients that its rule names", () => {
    const policy = policyOf({
      description: "",
      patch: { accessToken: { scopes: { "orders/read": { clients: ["web"] } } } },
    });
    const bytes = largestToken(policy)
      .filter(({ token }) => token === "access")
      .map(({ client, addedBytes }) => [client, addedBytes]);
    expect(Object.fromEntries(bytes)).toEqual({
      web: '"scope":" orders/read",'.length,
      kiosk: 0,
      partner: 0,
      batch: 0,
    });
  });

  it("takes larger caps into account", () => {
    const policy = policyOf({ description: "" });
    const size = (caps: object) =>
      largestToken(policy, caps).find(({ client, token }) => client === "web" && token === "access")
        ?.payloadBytes ?? 0;
    expect(size({ usernameBytes: 129 }) - size({ usernameBytes: 128 })).toBeGreaterThanOrEqual(1);
    expect(size({ otherGroups: 2 })).toBeGreaterThan(size({}));
    expect(size({ otherGroups: 2, groupNameBytes: 128 })).toBeGreaterThan(size({ otherGroups: 2 }));
  });

  it("gives the size of the token as issued: three base64url parts", () => {
    for (const { payloadBytes, tokenBytes } of largestToken(policyOf({ description: "" }))) {
      const header = { kid: "k".repeat(44), alg: "RS256" };
      const parts = [JSON.stringify(header).length, payloadBytes, 256].map((bytes) =>
        Math.ceil((bytes * 8) / 6),
      );
      expect(tokenBytes).toBe(parts.reduce((sum, part) => sum + part, 2));
    }
  });
});
