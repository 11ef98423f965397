// Does the fast look at the default claims say what the table of them says?
import { expect, test } from "vitest";
import { defaultClaimRefusals, defaultClaims } from "../src/checks/token/default-claims.ts";
import type { CheckedToken } from "../src/checks/token/index.ts";
import { PAYLOADS } from "./issuer.ts";

const NAMES = [
  ...["sub", "client_id", "iat", "exp", "nbf", "scope", "aud", "username"],
  ...["auth_time", "jti", "origin_jti", "cognito:groups"],
];
const VALUES = [
  ...[undefined, null, true, false, 0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY],
  ...["", " ", "a", "a b", "a  b", " a", "a "],
  ...[[], ["a"], [""], [1], [["a"]], {}, { a: 1 }],
];
const rows = NAMES.flatMap((name) => VALUES.map((value) => ({ name, value })));

/** The first refusal of a claim set to a value, by both. */
function refusals(payload: object) {
  const ofCheck = defaultClaims({ payload } as CheckedToken);
  return { ofCheck, ofTable: defaultClaimRefusals(payload as CheckedToken["payload"])[0] };
}

test.each(rows)("a user's token whose $name is $value", ({ name, value }) => {
  const { ofCheck, ofTable } = refusals({ ...PAYLOADS.user, [name]: value });
  expect(ofCheck).toEqual(ofTable);
});

test("some of these are refused for each claim, and some are not", () => {
  for (const claim of NAMES) {
    const verdicts = rows
      .filter(({ name }) => name === claim)
      .map(({ name, value }) => refusals({ ...PAYLOADS.user, [name]: value }).ofTable?.claim ?? "accepted");
    expect(new Set(verdicts)).toEqual(new Set([claim, "accepted"]));
  }
});
