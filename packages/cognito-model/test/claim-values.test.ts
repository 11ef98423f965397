// What does claimValueProblem say of values that JSON vectors cannot hold?
import { describe, expect, it } from "vitest";
import { claimValueProblem, type EventVersionNumber } from "../src/index.ts";

const problemOf = (value: unknown, version: EventVersionNumber = "2") =>
  claimValueProblem({ token: "access", name: "tenant", value, version });

describe("claimValueProblem", () => {
  it.each(["1", "2", "3"] as const)("takes undefined for null in version %s", (version) => {
    expect(problemOf(undefined, version)).toBe("null_value");
  });

  it.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["a bigint", 1n],
    ["a function", () => "x"],
    ["a symbol", Symbol("x")],
    ["a list with undefined", [undefined]],
    ["an object with undefined", { a: undefined }],
    ["an object with NaN", { a: Number.NaN }],
  ])("does not take %s", (_title, value) => {
    expect(problemOf(value)).toBe("undocumented_value");
    expect(problemOf(value, "1")).toBe("not_a_string");
  });

  it("takes a string in every version", () => {
    expect([problemOf("x", "1"), problemOf("x", "2"), problemOf("x", "3")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
