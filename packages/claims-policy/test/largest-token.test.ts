// Is no token larger than largestToken says?
import {
  applyTriggerResponse,
  type Claims,
  defaultClaims,
  type JsonValue,
  type TokenKind,
} from "@claimsmith/cognito-model";
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

/** The grants by which a session begins. */
type Start = "sdk" | "hosted" | "machine";

type IssuedClaims = readonly [token: TokenKind, before: Claims, after: Claims];

/** The tokens before and after the policy, in the largest session that the caps allow for these facts. */
function tokensOf(policy: PolicyDocument, given: Facts, grant: Start): readonly IssuedClaims[] {
  const decision = evaluate(policy, given);
  if (decision.outcome === "refuse") return [];
  const client = policy.clients[given.client];
  const user = given.kind === "user" && {
    user: {
      sub: "s".repeat(36),
      username: "u".repeat(DEFAULT_CAPS.usernameBytes),
      attributes: soundAttributes(given.attributes, client?.reads),
      groups: given.groups,
      roles: [],
    },
  };
  const defaults = defaultClaims({
    grant,
    oauth: grant !== "sdk",
    issuer: "i".repeat(DEFAULT_CAPS.issuerBytes),
    clientId: "c".repeat(128),
    scopes: grant === "sdk" ? ["aws.cognito.signin.user.admin"] : (client?.scopes ?? []),
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

/** The most characters that the pool keeps of each custom attribute: it bounds characters, not bytes. */
const POOL_CHARACTERS: Readonly<Record<string, number>> = {
  "custom:company": 36,
  "custom:status": 9,
  "custom:level": 2,
  "custom:vip": 5,
};

/** What the pool may hold and this client may read of what was given, each custom attribute filled up with the widest letters. */
function soundAttributes(
  attributes: Readonly<Record<string, unknown>>,
  reads: readonly string[] | undefined,
): Record<string, string> {
  const entries = Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    if (reads?.includes(name) === false || typeof value !== "string") return [];
    const characters = POOL_CHARACTERS[name];
    if (characters === undefined) return /^(email|locale)$/.test(name) ? [[name, value.slice(0, 9)]] : [];
    const isNumber = name === "custom:level";
    const text = /^[a-z0-9]*$/.test(value) && value.length <= characters ? value : "";
    return [
      [name, isNumber ? text : [...text, ..."\u{10348}".repeat(characters)].slice(0, characters).join("")],
    ];
  });
  return Object.fromEntries(entries);
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
    const seen = new Set<string>();
    fc.assert(
      fc.property(policyDocument, facts, (document, any) => {
        const policy = parsePolicy(document);
        const given = withinCaps(any, policy);
        const largest = largestToken(policy).filter(({ client }) => client === given.client);
        for (const grant of ["sdk", "hosted", "machine"] as const) {
          const bounds = largest.filter((each) => each.grant === grant);
          if (bounds.length === 0) continue;
          for (const [token, before, after] of tokensOf(policy, given, grant)) {
            const bound = bounds.find((each) => each.token === token);
            seen.add(`${grant} ${token}`);
            expect(bytesOf(after)).toBeLessThanOrEqual(bound?.payloadBytes ?? 0);
            const isScopeOrGroup = (name: string) => name === "scope" || name.startsWith("cognito:");
            const claimsOnly = (claims: Claims): Claims =>
              Object.fromEntries(Object.entries(claims).filter(([name]) => !isScopeOrGroup(name)));
            expect(added(claimsOnly(before), claimsOnly(after))).toBeLessThanOrEqual(bound?.addedBytes ?? 0);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([
      ...["hosted access", "hosted id", "machine access", "sdk access", "sdk id"],
    ]);
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
    const ofWeb = largestToken(policy).filter(({ client, grant }) => client === "web" && grant === "sdk");
    expect(ofWeb.map(({ token, addedBytes }) => [token, addedBytes])).toEqual([
      ["id", 0],
      ["access", bytes],
    ]);
    expect(ofWeb.find(({ token }) => token === "access")?.shares).toEqual([{ name: "x", bytes }]);
  });

  const letterbox = (patch: JsonValue) => policyOf({ description: "", base: "letterbox", patch });
  const idToken = (policy: PolicyDocument, caps: object = {}) =>
    largestToken(policy, caps).find(({ token, grant }) => token === "id" && grant === "sdk");
  const shareOf = (policy: PolicyDocument, name: string, caps: object = {}) =>
    idToken(policy, caps)?.defaultShares.find((share) => share.name === name)?.bytes;

  it.each([
    ["a number by its digits", { type: "integer", min: -9, max: 100 }, '"custom:x":"100",'.length],
    ["a text of 9 characters", { type: "text", maxLength: 9 }, '"custom:x":"",'.length + 36],
    ["one of some texts", { type: "oneOf", values: ["é", "abc"] }, '"custom:x":"",'.length + 12],
    ["a flag, of which the pool keeps 5 characters", { type: "flag" }, '"custom:x":"",'.length + 20],
  ])("counts an attribute on the ID token by what the pool bounds: %s", (_what, type, bytes) => {
    const policy = letterbox({ attributes: { x: type } });
    expect(shareOf(policy, "custom:x")).toBe(bytes);
    const grown = (idToken(policy)?.payloadBytes ?? 0) - (idToken(letterbox({}))?.payloadBytes ?? 0);
    expect(grown).toBe(bytes);
  });

  it("counts control characters, which JSON escapes, where the caps say so", () => {
    const policy = letterbox({ attributes: { x: { type: "text", maxLength: 9 } } });
    const escaped = JSON.stringify({ "custom:x": "\u0007".repeat(9) });
    expect(shareOf(policy, "custom:x", { bytesPerCharacter: 6 })).toBe(escaped.length - 1);
  });

  it.each([
    ["suppressed without a condition", { idToken: { suppress: { nickname: {} } } }, undefined],
    [
      "suppressed under a condition",
      {
        groups: { G: {} },
        idToken: { suppress: { nickname: { when: { test: "inGroup", group: "G" } } } },
      },
      '"nickname":"",'.length + DEFAULT_CAPS.standardAttributeBytes,
    ],
  ])("counts what is never there as nothing: %s", (_what, patch, bytes) => {
    expect(shareOf(letterbox(patch), "nickname")).toBe(bytes);
  });

  it("counts what a client may not read as nothing", () => {
    const [client = ""] = Object.keys(letterbox({}).clients);
    const policy = letterbox({ clients: { [client]: { reads: ["email"] } } });
    const bytes = '"email":"",'.length + DEFAULT_CAPS.standardAttributeBytes;
    expect([shareOf(policy, "email"), shareOf(policy, "nickname")]).toEqual([bytes, undefined]);
  });

  it("counts a scope that is always withheld as nothing", () => {
    const scope = "aws.cognito.signin.user.admin";
    const policy = letterbox({ accessToken: { withhold: { [scope]: {} } } });
    const shares = (given: PolicyDocument) =>
      largestToken(given)
        .filter(({ grant, token }) => grant === "sdk" && token === "access")
        .flatMap(({ defaultShares }) => defaultShares.filter(({ name }) => name === "scope"));
    expect(shares(letterbox({}))).toEqual([{ name: "scope", bytes: `"scope":"${scope}",`.length }]);
    expect(shares(policy)).toEqual([]);
  });

  it("tells each grant: a refresh is as large as the largest sign-in before it", () => {
    const rows = largestToken(policyOf({ description: "" })).filter(({ token }) => token === "access");
    const bytes = (client: string, grant: string) =>
      rows.find((row) => row.client === client && row.grant === grant)?.tokenBytes;
    expect(rows.filter(({ client }) => client === "web").map(({ grant }) => grant)).toEqual([
      ...["sdk", "hosted", "refresh"],
    ]);
    expect(rows.filter(({ client }) => client === "partner").map(({ grant }) => grant)).toEqual(["machine"]);
    expect(bytes("web", "refresh")).toBe(Math.max(bytes("web", "sdk") ?? 0, bytes("web", "hosted") ?? 0));
    expect(bytes("web", "sdk")).not.toBe(bytes("web", "hosted"));
  });

  it("has shares that add up to the payload", () => {
    for (const { shares, defaultShares, payloadBytes } of largestToken(policyOf({ description: "" }))) {
      const bytes = [...shares, ...defaultShares].reduce((sum, share) => sum + share.bytes, 0);
      expect(payloadBytes).toBe("{}".length + bytes - ",".length);
    }
  });

  it("counts a scope for the clients that its rule names", () => {
    const policy = policyOf({
      description: "",
      patch: { accessToken: { scopes: { "orders/read": { clients: ["web"] } } } },
    });
    const bytes = largestToken(policy)
      .filter(({ grant, token }) => grant !== "refresh" && token === "access")
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
      largestToken(policy, caps).find(
        ({ client, grant, token }) => client === "web" && grant === "hosted" && token === "access",
      )?.payloadBytes ?? 0;
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
