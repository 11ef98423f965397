// Which claims are out of a trigger's reach, and do the tables fit each other?
import { describe, expect, it } from "vitest";
import {
  CLAIM_TABLE,
  claimRow,
  DEFAULT_LIFETIMES,
  isReservedClaim,
  isSuppressibleClaim,
  LIMITS,
  type LimitRow,
  STANDARD_ATTRIBUTES,
  standardAttribute,
} from "../src/index.ts";

/** The forbidden set that AWS's pages give together, old and new. */
const FORBIDDEN =
  "acr amr at_hash aud auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti sub token_use username version".split(
    " ",
  );

describe("isReservedClaim", () => {
  it.each([
    ...FORBIDDEN,
    ...FORBIDDEN.map((name) => name.toUpperCase()),
    "scope",
    "cognito:username",
    "cognito:groups",
    "cognito:roles",
    "cognito:preferred_role",
    "cognito:anything",
    "cognito:",
    "Cognito:x",
    "dev:note",
    "DEV:custom:x",
  ])("%s is not for claimsToAddOrOverride", (name) => {
    expect(isReservedClaim(name)).toBe(true);
  });

  it.each([
    ...STANDARD_ATTRIBUTES.map((row) => row.name),
    "custom:plan",
    "custom:sub",
    "tenant",
    "subject",
    "cognito",
    "dev",
    "groups",
    "https://example.org/sub",
  ])("%s is open", (name) => {
    expect(isReservedClaim(name)).toBe(false);
  });
});

describe("isSuppressibleClaim", () => {
  it.each(["email", "custom:plan", "dev:note", "cognito:groups", "tenant"])(
    "%s can be suppressed",
    (name) => {
      expect(isSuppressibleClaim(name)).toBe(true);
    },
  );

  it.each([
    ...FORBIDDEN,
    "scope",
    "cognito:username",
    "cognito:roles",
    "cognito:preferred_role",
    "cognito:x",
  ])("%s cannot be suppressed", (name) => {
    expect(isSuppressibleClaim(name)).toBe(false);
  });
});

describe("CLAIM_TABLE", () => {
  it("names each claim once", () => {
    const names = CLAIM_TABLE.map((row) => row.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it("forbids exactly the set that AWS gives, beside the prefixes", () => {
    const fixed = CLAIM_TABLE.filter((row) => row.match === "exact" && row.means === "none");
    expect(fixed.map((row) => row.name).sort()).toEqual([...FORBIDDEN, "cognito:username"].sort());
  });

  it.each(CLAIM_TABLE)("gives $name a source, and versions where it can be touched", (row) => {
    expect(row.page).toMatch(/\w/);
    expect(row.versions.length > 0).toBe(row.add || row.modify || row.suppress);
  });

  it.each([
    ["custom:sub", "custom:"],
    ["cognito:username", "cognito:username"],
    ["cognito:user_status", "cognito:"],
    ["Email", "email"],
    ["__proto__", "*"],
    ["constructor", "*"],
    ["", "*"],
  ])("governs %j by the row %s", (name, row) => {
    expect(claimRow(name).name).toBe(row);
  });

  it.each([
    ["scope", ["user", "machine"], ["2", "3"]],
    ["cognito:groups", ["user"], ["1", "2", "3"]],
    ["email", ["user"], ["1", "2", "3"]],
    ["tenant", ["user", "machine"], ["1", "2", "3"]],
    ["sub", ["user", "machine"], []],
  ])("says whose %s it is and in which versions", (name, appliesTo, versions) => {
    expect(claimRow(name)).toMatchObject({ appliesTo, versions });
  });
});

describe("STANDARD_ATTRIBUTES", () => {
  it("has the nineteen of OpenID Connect that a pool has, each once", () => {
    expect(new Set(STANDARD_ATTRIBUTES.map((row) => row.name)).size).toBe(19);
    expect(STANDARD_ATTRIBUTES.length).toBe(19);
  });

  it.each([
    ["clientWritable", (name: string) => standardAttribute(name)?.clientWritable === false, 2],
    ["simpleValueOnly", (name: string) => standardAttribute(name)?.simpleValueOnly === true, 4],
  ])("marks by %s only what AWS names", (_flag, marked, count) => {
    const expected = ["email_verified", "phone_number_verified", "address", "updated_at"].slice(0, count);
    const names = STANDARD_ATTRIBUTES.map((row) => row.name).filter(marked);
    expect(names.sort()).toEqual(expected.sort());
  });

  it.each(["sub", "custom:email", "Email", "__proto__", "constructor"])("does not have %s", (name) => {
    expect(standardAttribute(name)).toBeUndefined();
  });
});

describe("LIMITS", () => {
  const rows: readonly (readonly [string, LimitRow])[] = Object.entries(LIMITS);

  it.each(rows)("%s is a whole positive number with a unit and a source", (_name, row) => {
    expect(Number.isSafeInteger(row.value) && row.value > 0).toBe(true);
    expect(row.unit).toMatch(/\w/);
    expect(row.page).toMatch(/\w/);
  });

  it.each([
    ["accessTokenSeconds", LIMITS.accessTokenMinSeconds.value, LIMITS.accessTokenMaxSeconds.value],
    ["idTokenSeconds", LIMITS.idTokenMinSeconds.value, LIMITS.idTokenMaxSeconds.value],
    ["refreshTokenSeconds", LIMITS.refreshTokenMinSeconds.value, LIMITS.refreshTokenMaxSeconds.value],
  ] as const)("hold the default of %s", (lifetime, least, most) => {
    expect(DEFAULT_LIFETIMES[lifetime]).toBeGreaterThanOrEqual(least);
    expect(DEFAULT_LIFETIMES[lifetime]).toBeLessThanOrEqual(most);
  });
});
