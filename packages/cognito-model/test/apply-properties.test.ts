// What holds for applyTriggerResponse whatever a function answers?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyTriggerResponse,
  CLAIM_TABLE,
  type Claims,
  claimRow,
  type EventVersionNumber,
  type JsonValue,
  STANDARD_ATTRIBUTES,
  type TokenClaims,
  type TriggerResponse,
  triggerResponseProblem,
} from "../src/index.ts";

const CLIENT_ID = "4exampleclientwebapp";

/** Claim names of every kind: reserved, group, attribute, prefixed, odd and one's own. */
const claimName = fc.oneof(
  fc.constantFrom(...CLAIM_TABLE.map((row) => row.name)),
  fc.constantFrom("SUB", "Aud", "custom:plan", "dev:note", "cognito:tier", "tenant", "limits"),
  fc.constantFrom("__proto__", "constructor", "prototype", "toString"),
  fc.string(),
);
const claimValue = fc.oneof(fc.constant(CLIENT_ID), fc.jsonValue({ maxDepth: 3 }));
const names = fc.array(claimName, { maxLength: 8 });
const scopes = fc.array(
  fc.oneof(fc.constantFrom("openid", "email", "orders/read", "orders/write", "a b"), fc.string()),
  { maxLength: 6 },
);
const absent = { freq: 2, nil: undefined };
const optional = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value | null | undefined> =>
  fc.option(fc.option(of, { freq: 8 }), absent);

const claimChanges = {
  claimsToAddOrOverride: optional(
    fc.dictionary(claimName, claimValue, { maxKeys: 8, noNullPrototype: true }),
  ),
  claimsToSuppress: optional(names),
};
const groups = fc.record({
  groupsToOverride: optional(fc.array(fc.string(), { maxLength: 3 })),
  iamRolesToOverride: optional(fc.array(fc.string(), { maxLength: 3 })),
  preferredRole: optional(fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 1 }))),
});
const details = fc.record({
  ...claimChanges,
  idTokenGeneration: optional(fc.record(claimChanges)),
  accessTokenGeneration: optional(
    fc.record({ ...claimChanges, scopesToAdd: optional(scopes), scopesToSuppress: optional(scopes) }),
  ),
  groupOverrideDetails: optional(groups),
});

interface Answer {
  readonly version: EventVersionNumber;
  readonly response: TriggerResponse | null;
}

/** An answer as it comes out of JSON: with own `__proto__` members and without undefined ones. */
const answer: fc.Arbitrary<Answer> = fc
  .tuple(fc.constantFrom<EventVersionNumber>("1", "2", "3"), optional(details))
  .map(([version, container]) => {
    const name = version === "1" ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails";
    return { version, response: JSON.parse(JSON.stringify({ [name]: container })) };
  });

const claims = (given: Claims): fc.Arbitrary<Claims> =>
  fc
    .subarray(Object.keys(given))
    .map((kept) => Object.fromEntries(kept.map((name) => [name, given[name] ?? ""])));

const RESERVED: Claims = Object.fromEntries(
  CLAIM_TABLE.filter((row) => row.match === "exact" && row.means === "none").map((row) => [
    row.name,
    `default ${row.name}`,
  ]),
);
const OPEN: Claims = {
  ...Object.fromEntries(STANDARD_ATTRIBUTES.map((row) => [row.name, `default ${row.name}`])),
  "custom:plan": "basic",
  "dev:note": "x",
  "cognito:groups": ["editors"],
  tenant: { id: "t-1" },
};
const ROLES: Claims = { "cognito:roles": ["arn"], "cognito:preferred_role": "arn" };
const { aud, ...withoutAud } = RESERVED;

const defaults: fc.Arbitrary<TokenClaims> = fc
  .record({
    idToken: fc.option(claims({ ...RESERVED, ...OPEN, ...ROLES }), absent),
    accessToken: claims({ ...withoutAud, ...OPEN, scope: "openid email orders/read" }),
  })
  .map(({ idToken, accessToken }) => (idToken === undefined ? { accessToken } : { idToken, accessToken }));

const apply = (tokens: TokenClaims, { response, version }: Answer) =>
  applyTriggerResponse(tokens, response, version, CLIENT_ID);

/** The claims that no trigger can touch. (`dev:` ones are reserved too, but can be suppressed.) */
const untouchable = (of: Claims = {}): Claims =>
  Object.fromEntries(
    Object.entries(of).filter(([name]) => claimRow(name).means === "none" && !claimRow(name).suppress),
  );

function holdsNull(value: JsonValue | null | undefined): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.values(value).some(holdsNull);
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe("applyTriggerResponse, whatever the answer,", () => {
  it("is tried with answers of the right shape, except for the string claims of version 1", () => {
    fc.assert(
      fc.property(answer, ({ response, version }) => {
        const problem = triggerResponseProblem({ response }, version);
        const isV1Claim = version === "1" && problem?.path.endsWith(".claimsToAddOrOverride") === true;
        expect(problem === undefined || isV1Claim).toBe(true);
      }),
    );
  });

  it("never changes its inputs", () => {
    fc.assert(
      fc.property(defaults, answer, (tokens, given) => {
        const before = JSON.stringify([tokens, given]);
        apply(freeze(tokens), freeze(given));
        expect(JSON.stringify([tokens, given])).toBe(before);
      }),
    );
  });

  it("never changes a reserved claim, but for the aud that an access token may gain", () => {
    fc.assert(
      fc.property(defaults, answer, (tokens, given) => {
        const applied = apply(tokens, given);
        const { aud: gained, ...others } = applied.accessToken;
        expect([undefined, CLIENT_ID]).toContain(gained);
        expect(untouchable(others)).toEqual(untouchable(tokens.accessToken));
        expect(untouchable(applied.idToken)).toEqual(untouchable(tokens.idToken));
        for (const token of [applied.accessToken, applied.idToken ?? {}]) {
          expect([undefined, OPEN["dev:note"]]).toContain(token["dev:note"]);
        }
      }),
    );
  });

  it("never yields null", () => {
    fc.assert(
      fc.property(defaults, answer, (tokens, given) => {
        const { idToken = {}, accessToken } = apply(tokens, given);
        expect([...Object.values(idToken), ...Object.values(accessToken)].some(holdsNull)).toBe(false);
      }),
    );
  });

  it("never sets a name that reaches a prototype", () => {
    fc.assert(
      fc.property(defaults, answer, (tokens, given) => {
        for (const token of [apply(tokens, given).idToken ?? {}, apply(tokens, given).accessToken]) {
          expect(Object.getPrototypeOf(token)).toBe(Object.prototype);
          expect(Object.keys(token)).not.toContain("__proto__");
          expect(Object.keys(token)).not.toContain("constructor");
        }
      }),
    );
  });

  it("keeps out what is suppressed, and suppresses no more the second time", () => {
    fc.assert(
      fc.property(defaults, names, scopes, (tokens, claimsToSuppress, scopesToSuppress) => {
        const section = { claimsToSuppress, scopesToSuppress };
        const response = {
          claimsAndScopeOverrideDetails: { idTokenGeneration: section, accessTokenGeneration: section },
        };
        const once = apply(tokens, { response, version: "2" });
        expect(apply(once, { response, version: "2" })).toEqual(once);
        const left = claimsToSuppress.filter(
          (name) => claimRow(name).means === "claims" && Object.hasOwn(once.accessToken, name),
        );
        expect(left).toEqual([]);
      }),
    );
  });

  it("gives every scope once, none of them suppressed or with a blank", () => {
    fc.assert(
      fc.property(defaults, scopes, scopes, (tokens, scopesToAdd, scopesToSuppress) => {
        const accessTokenGeneration = { scopesToAdd, scopesToSuppress };
        const response = { claimsAndScopeOverrideDetails: { accessTokenGeneration } };
        const { scope } = apply(tokens, { response, version: "3" }).accessToken;
        const issued = typeof scope === "string" ? scope.split(" ") : [];
        expect(issued.length).toBe(new Set(issued).size);
        expect(issued.filter((each) => each === "" || scopesToSuppress.includes(each))).toEqual([]);
      }),
    );
  });

  it("leaves the access token alone in version 1, but for its groups", () => {
    fc.assert(
      fc.property(defaults, answer, (tokens, { response }) => {
        const { "cognito:groups": _new, ...after } = apply(tokens, { response, version: "1" }).accessToken;
        const { "cognito:groups": _old, ...before } = tokens.accessToken;
        expect(after).toEqual(before);
      }),
    );
  });
});
