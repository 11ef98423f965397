// Are personas held against the policy and its pool?
import { describe, expect, it } from "vitest";
import { definePolicy, flag, integer, oneOf, text, validatePersonas } from "../src/index.ts";

const policy = definePolicy({
  name: "club",
  resourceServers: { hall: { scopes: { enter: "Enter the hall" } } },
  groups: { STAFF: {} },
  attributes: {
    state: oneOf("paid", "due"),
    seat: integer({ min: 1, max: 9 }),
    town: text({ maxLength: 4 }),
    vip: flag(),
  },
  clients: {
    web: { kind: "browser", scopes: ["openid"] },
    gate: { kind: "machine", scopes: ["hall/enter"] },
  },
});

const pat = {
  kind: "user",
  about: "a guest",
  clients: ["web"],
  groups: ["STAFF"],
  attributes: { email: "pat@example.com", "custom:state": "paid", "custom:seat": "9" },
};
const gate = { kind: "machine", about: "the gate", client: "gate", metadata: { job: "open" } };
const withAttributes = (attributes: object) => ({ ...pat, attributes: { ...pat.attributes, ...attributes } });

const found = (personas: unknown) =>
  validatePersonas(policy, personas).map(({ path, code }) => `${path}: ${code}`);

describe("validatePersonas", () => {
  it("finds nothing wrong with people and machines of the policy", () => {
    expect(found({ pat, gate })).toEqual([]);
  });

  it.each([
    ["what is no persona", 7, "p.kind: WRONG_TYPE"],
    ["another kind", { ...pat, kind: "robot" }, "p.kind: WRONG_TYPE"],
    ["nothing about it", { ...pat, about: "" }, "p.about: BAD_NAME"],
    ["a client that the policy has not", { ...pat, clients: ["web", "kiosk"] }, "p.clients[1]: UNDECLARED"],
    [
      "a client called like a member of every object",
      { ...pat, clients: ["toString"] },
      "p.clients[0]: UNDECLARED",
    ],
    ["a person with a machine's client", { ...pat, clients: ["gate"] }, "p.clients[0]: WRONG_CLIENT_KIND"],
    ["a machine with people's client", { ...gate, client: "web" }, "p.client: WRONG_CLIENT_KIND"],
    ["a machine with groups", { ...gate, groups: [] }, "p.groups: UNKNOWN_KEY"],
    ["a person with metadata", { ...pat, metadata: {} }, "p.metadata: UNKNOWN_KEY"],
    ["a group that the policy has not", { ...pat, groups: ["GUESTS"] }, "p.groups[0]: UNDECLARED"],
    ["no groups", { ...pat, groups: undefined }, "p.groups: WRONG_TYPE"],
    ["no attributes", { ...pat, attributes: undefined }, "p.attributes: WRONG_TYPE"],
    ["no address", { ...pat, attributes: {} }, "p.attributes.email: MISSING"],
    ["an address that is none", withAttributes({ email: "pat" }), "p.attributes.email: ATTRIBUTE_INVALID"],
    [
      "a number that is none",
      withAttributes({ phone_number: "0163" }),
      "p.attributes.phone_number: ATTRIBUTE_INVALID",
    ],
    ["an attribute that is no text", withAttributes({ name: 7 }), "p.attributes.name: ATTRIBUTE_INVALID"],
    [
      "a flag that is none",
      withAttributes({ email_verified: "yes" }),
      "p.attributes.email_verified: ATTRIBUTE_INVALID",
    ],
    ["an attribute that the pool has not", withAttributes({ town: "Ulm" }), "p.attributes.town: UNDECLARED"],
    [
      "a custom one that it has not",
      withAttributes({ "custom:pet": "cat" }),
      "p.attributes.custom:pet: UNDECLARED",
    ],
    [
      "a text that is too long",
      withAttributes({ "custom:town": "Essen" }),
      "p.attributes.custom:town: ATTRIBUTE_INVALID",
    ],
    [
      "a number beyond its bounds",
      withAttributes({ "custom:seat": "10" }),
      "p.attributes.custom:seat: ATTRIBUTE_INVALID",
    ],
    [
      "a number with a fraction",
      withAttributes({ "custom:seat": "1.5" }),
      "p.attributes.custom:seat: ATTRIBUTE_INVALID",
    ],
  ])("finds %s", (_what, persona, issue) => {
    expect(found({ p: persona })).toEqual([issue]);
  });

  it.each([
    ["a value that the pool stores and the policy finds invalid", withAttributes({ "custom:state": "lost" })],
    ["a `sub` of its own", withAttributes({ sub: "u-1" })],
    ["an attribute that was cleared", withAttributes({ "custom:town": "" })],
    ["look-ups", { ...pat, lookups: { crm: { since: 1 } } }],
  ])("leaves %s alone", (_what, persona) => {
    expect(found({ p: persona })).toEqual([]);
  });

  it("repeats no value of an attribute", () => {
    const issues = validatePersonas(policy, {
      p: withAttributes({ email: "canary", "custom:seat": "canary" }),
    });
    expect(issues).toHaveLength(2);
    expect(JSON.stringify(issues)).not.toContain("canary");
  });

  it("refuses what is no object of personas", () => {
    expect(found([])).toEqual([": WRONG_TYPE"]);
  });
});
