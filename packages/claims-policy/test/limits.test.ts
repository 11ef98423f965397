// Which quotas take more entries than a vector in JSON should list?
import { expect, it } from "vitest";
import { validate } from "../src/index.ts";

it.each([
  [1_000, []],
  [1_001, ["clients: LIMIT_EXCEEDED"]],
])("a pool of %i clients", (count, expected) => {
  const client = { kind: "browser", scopes: ["openid"] };
  const clients = Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, client]));
  const issues = validate({ name: "p", clients });
  expect(issues.map(({ path, code }) => `${path}: ${code}`)).toEqual(expected);
});
