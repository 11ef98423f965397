// Which values have which declared type?
import { describe, expect, test } from "vitest";
import { type ClaimType, claimCheck, isClaimType } from "../src/claim-types.ts";
import { readVectors } from "./read-vectors.ts";

interface TypeVector {
  readonly description: string;
  readonly type: ClaimType;
  readonly accepted: readonly unknown[];
  readonly refused: readonly unknown[];
}

describe.each(readVectors<TypeVector>("claim-types"))("$description", ({ type, accepted, refused }) => {
  test("the type is well said", () => {
    expect(isClaimType(type)).toBe(true);
  });
  test.each(accepted.map((value) => [value]))("%j has it", (value) => {
    expect(claimCheck(type)(value)).toBe(true);
  });
  test.each(refused.map((value) => [value]))("%j has it not", (value) => {
    expect(claimCheck(type)(value)).toBe(false);
  });
});

describe("no type is", () => {
  test.each([
    [null],
    [{}],
    [{ type: "date" }],
    [{ type: "constructor" }],
    [{ type: "text" }],
    [{ type: "oneOf", values: "active" }],
    [{ type: "integer", min: 0 }],
    [{ type: "list", of: { type: "date" }, maxCount: 2 }],
    [{ type: "exact" }],
  ])("%j", (type) => {
    expect(isClaimType(type)).toBe(false);
  });
});
