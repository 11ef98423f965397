// Do the personas live in the pool that the policy declares, and does it decide of them as the example tells?
import { poolBlueprint } from "@claimsmith/claims-policy";
import { standardAttribute } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import snapshot from "../policy.json" with { type: "json" };
import { environments, personas, policy } from "../src/index.ts";
import { decisionOn } from "./sign-in.ts";
import decisions from "./vectors/personas.json?raw";

interface PersonaVector {
  readonly description: string;
  readonly persona: string;
  readonly client: string;
  /** With POLICY_HASH for the hash of policy.json. */
  readonly decision: object;
}

const { vectors } = JSON.parse(decisions.replaceAll("POLICY_HASH", snapshot.hash)) as {
  readonly vectors: readonly PersonaVector[];
};
const blueprint = poolBlueprint(policy, environments.local);
const { settings } = environments.local;

/** The decision about a persona, with the sets that it holds in order. */
function decided({ persona, client }: Pick<PersonaVector, "persona" | "client">): unknown {
  const known = personas[persona];
  if (known === undefined) throw new TypeError(`no persona is called ${persona}`);
  const signIn =
    known.kind === "machine"
      ? ({ client, grant: "machine", scopes: ["orders/read"] } as const)
      : ({ client, grant: "sdk", groups: known.groups, attributes: known.attributes } as const);
  const decision = decisionOn(policy, signIn, { settings, policyHash: snapshot.hash });
  const isText = (item: unknown) => typeof item === "string";
  return JSON.parse(JSON.stringify(decision), (_, value) =>
    Array.isArray(value) && value.every(isText) ? [...value].sort() : value,
  );
}

describe("the policy's decision", () => {
  it.each(vectors)("$description", (vector) => {
    expect(decided(vector)).toEqual(vector.decision);
  });

  it("is there for each persona with each of its clients", () => {
    const pairs = Object.entries(personas).flatMap(([name, persona]) =>
      (persona.kind === "machine" ? [persona.client] : persona.clients).map((client) => [name, client]),
    );
    expect(vectors.map(({ persona, client }) => [persona, client]).sort()).toEqual(pairs.sort());
  });
});

describe.each(Object.entries(personas))("%s", (_, persona) => {
  it("comes through clients of its kind", () => {
    const names = persona.kind === "machine" ? [persona.client] : persona.clients;
    const kinds = names.map((name) => blueprint.clients.find((client) => client.name === name)?.kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(new Set(kinds)).toEqual(new Set([persona.kind]));
  });

  it("has attributes and groups that the pool has", () => {
    const { attributes = {}, groups = [] } = persona.kind === "user" ? persona : {};
    const custom = blueprint.attributes.map(({ name }) => `custom:${name}`);
    const unknown = Object.keys(attributes).filter(
      (name) => standardAttribute(name) === undefined && !custom.includes(name),
    );
    const declared = blueprint.groups.map(({ name }) => name);
    expect([unknown, groups.filter((group) => !declared.includes(group))]).toEqual([[], []]);
  });
});

const people = Object.values(personas).filter((persona) => persona.kind === "user");

it.each(people)(
  "the person is nobody, $about: address and number are reserved for examples",
  ({ attributes }) => {
    expect(attributes.email).toMatch(/@example\.(com|org|net)$/);
    if (attributes.phone_number !== undefined) expect(attributes.phone_number).toMatch(/^\+441632960\d{3}$/);
  },
);
