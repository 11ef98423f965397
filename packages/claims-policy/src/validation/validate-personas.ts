// Could the personas live in the pool of their policy?
import { isJsonObject, LIMITS, standardAttribute } from "@claimsmith/cognito-model";
import { attributeBlueprint } from "../analysis/pool-blueprint.ts";
import { memberPath } from "../language/member-path.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { describe, issue, type PolicyIssue } from "./issues.ts";
import { at, listShape, note, type Place, textShape } from "./shape.ts";

type Members = Readonly<Record<string, unknown>>;

/** What a person has and a machine has not, and the other way round. */
const MEMBERS = {
  user: ["kind", "about", "clients", "groups", "attributes", "lookups"],
  machine: ["kind", "about", "client", "metadata", "lookups"],
} as const;

/**
 * Every issue of personas by name: what `definePersonas` takes. Clients, groups and attributes are those of the policy, and the
 * pool would store the values; whether the policy finds a value valid is another question: a persona may be there to be refused.
 * Never throws; values of attributes are not repeated.
 */
export function validatePersonas(policy: PolicyDocument, personas: unknown): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  if (!isJsonObject(personas)) note({ path: "", issues }, "WRONG_TYPE", "personas by name", personas);
  else {
    for (const [name, persona] of Object.entries(personas)) {
      checkPersona(policy, persona, { path: memberPath("", name), issues });
    }
  }
  return issues;
}

function checkPersona(policy: PolicyDocument, persona: unknown, place: Place): void {
  const members: Members = isJsonObject(persona) ? persona : {};
  const { kind } = members;
  if (kind !== "user" && kind !== "machine") {
    note(at(place, "kind"), "WRONG_TYPE", "user or machine", kind);
    return;
  }
  const known: readonly string[] = MEMBERS[kind];
  for (const name of Object.keys(members).filter((each) => !known.includes(each))) {
    note(at(place, name), "UNKNOWN_KEY", `of a ${kind} one of ${known.join(", ")}`, name);
  }
  textShape("who it is, in a few words")(members.about, at(place, "about"));
  if (kind === "machine") checkClient(policy, { kind, name: members.client }, at(place, "client"));
  else checkPerson(policy, members, place);
}

function checkPerson(policy: PolicyDocument, { clients, groups, attributes }: Members, place: Place): void {
  const names = listShape(textShape())(clients, at(place, "clients")) ?? [];
  for (const [index, name] of names.entries()) {
    checkClient(policy, { kind: "user", name }, at(at(place, "clients"), index));
  }
  for (const [index, name] of (listShape(textShape())(groups, at(place, "groups")) ?? []).entries()) {
    if (Object.hasOwn(policy.groups ?? {}, name)) continue;
    note(at(at(place, "groups"), index), "UNDECLARED", "a group of the policy", name);
  }
  const here = at(place, "attributes");
  if (!isJsonObject(attributes)) {
    note(here, "WRONG_TYPE", "attributes by name", attributes);
    return;
  }
  if (attributes.email === undefined) {
    note(at(here, "email"), "MISSING", "the address that the person signs in with", undefined);
  }
  for (const [name, value] of Object.entries(attributes)) checkAttribute(policy, value, { here, name });
}

function checkClient(
  { clients }: PolicyDocument,
  { kind, name }: { readonly kind: "user" | "machine"; readonly name: unknown },
  place: Place,
): void {
  const client = ownMember(clients, String(name));
  const ofKind = Object.keys(clients).filter((each) => isOfKind(clients[each]?.kind, kind));
  const expected = `of a ${kind} one of ${ofKind.join(", ") || "none: the policy has no such client"}`;
  if (client === undefined) note(place, "UNDECLARED", expected, name);
  else if (!isOfKind(client.kind, kind)) note(place, "WRONG_CLIENT_KIND", expected, name);
}

function isOfKind(declared: string | undefined, kind: "user" | "machine"): boolean {
  return (declared === "machine") === (kind === "machine");
}

/** `sub` is the pool's own; a persona may state it, so that it is the same in every preview. */
function checkAttribute(
  policy: PolicyDocument,
  value: unknown,
  { here, name }: { readonly here: Place; readonly name: string },
): void {
  const place = at(here, name);
  const custom = name.startsWith("custom:") ? name.slice("custom:".length) : undefined;
  const type = custom === undefined ? undefined : ownMember(policy.attributes, custom);
  if (name !== "sub" && type === undefined && standardAttribute(name) === undefined) {
    note(place, "UNDECLARED", "an attribute that the pool has", name);
    return;
  }
  const expected = type === undefined ? standardProblem(name, value) : customProblem(name, type, value);
  if (expected === undefined) return;
  const received = typeof value === "string" ? "another text" : describe(value);
  place.issues.push(issue("ATTRIBUTE_INVALID", place.path, { expected, received }));
}

/** What Cognito looks at: an address with an @, a number in the form of E.164. (AWS: Working with user attributes) */
const FORMATS: Readonly<Record<string, readonly [RegExp, string]>> = {
  email: [/^[^\s@]{1,64}@[^\s@]{1,255}$/, "an e-mail address"],
  phone_number: [/^\+[1-9]\d{1,14}$/, "a telephone number like +441632960001"],
  email_verified: [/^(true|false)$/, 'the text "true" or "false"'],
  phone_number_verified: [/^(true|false)$/, 'the text "true" or "false"'],
};

const MAX_CHARACTERS = LIMITS.attributeValueLength.value;

function standardProblem(name: string, value: unknown): string | undefined {
  const [pattern, expected] = FORMATS[name] ?? [/^/, `a text of at most ${MAX_CHARACTERS} characters`];
  const fits = typeof value === "string" && value.length <= MAX_CHARACTERS && pattern.test(value);
  return fits ? undefined : expected;
}

function customProblem(
  name: string,
  type: Parameters<typeof attributeBlueprint>[1],
  value: unknown,
): string | undefined {
  const blueprint = attributeBlueprint(name, type);
  if (blueprint.type === "Number") {
    const { min = -Infinity, max = Infinity } = blueprint;
    const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? undefined : `a whole number from ${min} to ${max}, as a text`;
  }
  const { maxLength = MAX_CHARACTERS } = blueprint;
  const fits = typeof value === "string" && value.length <= maxLength;
  return fits ? undefined : `a text of at most ${maxLength} characters`;
}
