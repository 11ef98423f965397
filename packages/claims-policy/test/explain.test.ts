// Does an explanation name what decided, and nothing that did not matter?
import { describe, expect, it } from "vitest";
import {
  all,
  any,
  attribute,
  type Condition,
  constant,
  explain,
  inGroup,
  is,
  isClient,
  isOneOf,
  not,
} from "../src/index.ts";
import { factsOf, policyOf } from "./worlds.ts";

const [yes, no] = [inGroup("EVERYONE"), inGroup("ADMINS")];
const absent = is(attribute("custom:status"), "active");
const invalid = is(attribute("custom:vip"), true);

const facts = factsOf({
  description: "",
  factsPatch: { groups: ["EVERYONE"], attributes: { "custom:status": null, "custom:vip": "maybe" } },
});

it("tells every part of a condition, in its order", () => {
  const when = all(any(no, yes), not(absent));
  const policy = policyOf({
    description: "",
    patch: { accessToken: { claims: { x: { from: constant("x"), when } } } } as never,
  });
  const rule = explain(policy, facts).rules.find(({ name }) => name === "x");
  expect(rule?.because.map(({ condition }) => condition)).toEqual([
    "in group ADMINS",
    "in group EVERYONE",
    'attribute custom:status is "active"',
  ]);
});

describe("what is decisive", () => {
  it.each<[string, Condition, readonly string[]]>([
    ["a true part of what any part makes true", any(no, yes, absent), ["in group EVERYONE: true"]],
    [
      "every part of what all make true",
      all(yes, isClient("web")),
      ["in group EVERYONE: true", "client is web: true"],
    ],
    ["the false part of what one part makes false", all(yes, no, absent), ["in group ADMINS: false"]],
    [
      "every part of what no part makes true",
      any(no, not(yes)),
      ["in group ADMINS: false", "in group EVERYONE: true"],
    ],
    [
      "the parts that are unknown",
      all(yes, absent, invalid),
      ['attribute custom:status is "active": absent', "attribute custom:vip is true: invalid"],
    ],
    ["what stands under a not", not(all(yes, no)), ["in group ADMINS: false"]],
  ])("is %s", (_what, when, because) => {
    const policy = policyOf({
      description: "",
      patch: { accessToken: { claims: { x: { from: constant("x"), when } } } } as never,
    });
    const rule = explain(policy, facts).rules.find(({ name }) => name === "x");
    const decisive = rule?.because.filter((part) => part.decisive);
    expect(decisive?.map(({ condition, value }) => `${condition}: ${value}`)).toEqual(because);
  });
});

it("tells a condition without the constants that it compares with, too", () => {
  const when = any(
    is(attribute("custom:company").or("c-none"), "c-canary"),
    isOneOf(attribute("locale"), ["canary"]),
  );
  const policy = policyOf({
    description: "",
    patch: { accessToken: { claims: { x: { from: constant("x"), when, asserted: true } } } } as never,
  });
  const { because = [] } = explain(policy, facts).rules.find(({ name }) => name === "x") ?? {};
  expect(because.map(({ redacted }) => redacted)).toEqual([
    "attribute custom:company or (hidden) is (hidden)",
    "attribute locale is one of (hidden)",
  ]);
});
