// What does the bench's form leave to choose, and what does it remember?
import { flag, integer, list, oneOf, text } from "@claimsmith/claims-policy";
import { describe, expect, it } from "vitest";
import {
  type BenchForm,
  canAskForScopes,
  choiceOf,
  isChanged,
  startForm,
  withWho,
} from "../src/bench/bench-form.ts";
import { attributeFields, groupNames, lookupFields, metadataFields } from "../src/bench/fact-fields.ts";
import { textOfValue, valueOfText } from "../src/bench/typed-text.ts";
import { PEOPLE, SHOP } from "./bench-shop.ts";

const start = startForm(PEOPLE);
const facts = (more: Partial<BenchForm["facts"]>): BenchForm => ({
  ...start,
  facts: { ...start.facts, ...more },
});

describe("the form", () => {
  it("starts with the first persona, its facts and its client", () => {
    expect(start).toMatchObject({ who: "persona:ann", kind: "user", client: "web" });
    expect(start.facts.groups).toEqual(["STAFF"]);
    expect(start.facts.lookups).toEqual({ membership: { answer: "found", fields: { seats: "3" } } });
    expect(startForm({})).toMatchObject({ who: "user", kind: "user" });
  });

  it.each([
    ["persona:robot", "machine", "robot", ["robot"], ["machine"]],
    ["machine", "machine", "robot", ["robot"], ["machine"]],
    ["user", "user", "portal", ["portal", "web"], ["hosted", "refresh"]],
    ["persona:ann", "user", "web", ["portal", "web"], ["sdk", "hosted", "refresh"]],
  ] as const)("leaves %s, a %s, only what is possible", (who, kind, client, clients, grants) => {
    const form = withWho(start, who, PEOPLE);
    expect(form.kind).toBe(kind);
    expect(choiceOf(form, SHOP)).toEqual({ client, clients, grants, grant: grants[0] });
  });

  it("gives another client's first grant where that has not the chosen one", () => {
    const form: BenchForm = { ...start, client: "portal", grant: "sdk" };
    expect(choiceOf(form, SHOP)).toMatchObject({
      client: "portal",
      grants: ["hosted", "refresh"],
      grant: "hosted",
    });
  });

  it("falls back where an edited policy has the client no more, and gives up where it has none of the kind", () => {
    const { web, ...clients } = SHOP.clients;
    const { portal, ...machines } = clients;
    expect(choiceOf(start, { ...SHOP, clients })?.client).toBe("portal");
    expect(choiceOf(start, { ...SHOP, clients: machines })).toBeUndefined();
  });

  it.each([
    ["sdk", ["sdk", "hosted", "refresh"], false],
    ["refresh", ["sdk", "hosted", "refresh"], false],
    ["hosted", ["sdk", "hosted", "refresh"], true],
    ["refresh", ["hosted", "refresh"], true],
    ["machine", ["machine"], true],
  ] as const)("grant %s of %j can ask for scopes: %s", (grant, grants, can) => {
    expect(canAskForScopes({ grant, grants })).toBe(can);
  });

  it.each([
    ["nothing", {}, false],
    [
      "an empty field for a fact that was absent",
      { attributes: { ...start.facts.attributes, name: "" } },
      false,
    ],
    ["a group", { groups: [] }, true],
    ["an attribute", { attributes: { ...start.facts.attributes, name: "Ann" } }, true],
    ["an attribute that is emptied", { attributes: { ...start.facts.attributes, "custom:plan": "" } }, true],
    ["a look-up that fails", { lookups: { membership: { answer: "failed", fields: {} } } }, true],
    ["another answer", { lookups: { membership: { answer: "found", fields: { seats: "4" } } } }, true],
  ] as const)("tells that %s was changed", (_what, more, changed) => {
    expect(isChanged(facts(more), PEOPLE)).toBe(changed);
  });
});

describe("the fields", () => {
  it("are typed by the policy, and what it reads comes before what it does not", () => {
    const { main, other } = attributeFields(SHOP, start.facts);
    expect(main.map(({ name }) => name)).toEqual(["custom:plan", "email", "locale", "phone_number"]);
    expect(main[0]?.type).toEqual({ type: "oneOf", values: ["free", "pro"] });
    expect(other.map(({ name }) => name)).toContain("birthdate");
    expect(other.map(({ name }) => name)).not.toContain("locale");
  });

  it("keep what a persona has and an edited policy declares no more", () => {
    const { groups, attributes, ...rest } = SHOP;
    expect(groupNames(rest, start.facts)).toEqual(["STAFF"]);
    expect(attributeFields(rest, start.facts).main.map(({ name }) => name)).toContain("custom:plan");
  });

  it("are those of the metadata and look-ups that the policy reads", () => {
    expect(metadataFields(SHOP, start.facts)).toEqual([
      { name: "order", type: { type: "text", maxLength: 8 } },
    ]);
    expect(lookupFields(SHOP)).toMatchObject([{ name: "membership", fields: [{ name: "seats" }] }]);
  });

  it.each([
    [text({ maxLength: 5 }), "a", "a"],
    [oneOf("a", "b"), "c", "c"],
    [integer({ min: 0, max: 9 }), "7", 7],
    [integer({ min: 0, max: 9 }), "seven", "seven"],
    [flag(), "true", true],
    [flag(), "false", false],
    [flag(), "maybe", "maybe"],
    [list(integer({ min: 0, max: 9 }), { maxCount: 3 }), "1, 2,,3", [1, 2, 3]],
    [text({ maxLength: 5 }), "", undefined],
  ])("of type %j read %j as %j", (type, typed, value) => {
    expect(valueOfText(type, typed)).toEqual(value);
  });

  it.each([
    ["a", "a"],
    [7, "7"],
    [[1, 2], "1, 2"],
    [true, "true"],
  ])("show %j as %j", (value, shown) => {
    expect(textOfValue(value)).toBe(shown);
  });
});
