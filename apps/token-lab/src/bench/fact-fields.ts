// Which facts can be given by hand? A field for each that the policy reads or the pool stores, with its type.
import type { PolicyDocument, ScalarType, ValueType } from "@claimsmith/claims-policy";
import { LIMITS, STANDARD_ATTRIBUTES } from "@claimsmith/cognito-model";
import type { BenchFacts } from "./bench-form.ts";

/** One fact that can be typed or chosen. */
export interface FactField {
  readonly name: string;
  readonly type: ValueType;
}

/** The attributes of a pool: those that matter first. */
export interface AttributeFields {
  /** Declared by the policy, read by it, or had by the persona. */
  readonly main: readonly FactField[];
  /** The other standard attributes. */
  readonly other: readonly FactField[];
}

const TEXT: ScalarType = { type: "text", maxLength: LIMITS.attributeValueLength.value };
const FLAG: ScalarType = { type: "flag" };
const FLAGS: readonly string[] = ["email_verified", "phone_number_verified"];

/** The attributes of the policy's pool. */
export function attributeFields(policy: PolicyDocument, { attributes }: BenchFacts): AttributeFields {
  const custom = Object.entries(policy.attributes ?? {}).map(([name, type]) => ({
    name: `custom:${name}`,
    type,
  }));
  const read = sourcesIn(policy, "attribute").map(({ name }) => name);
  const drawn = [policy.idToken, policy.accessToken].flatMap((picture) =>
    Object.keys(picture?.suppress ?? {}),
  );
  const matters = new Set(["email", ...read, ...drawn, ...Object.keys(attributes)]);
  const known = [...STANDARD_ATTRIBUTES.map(({ name }) => name), "sub"];
  const isUnknown = (name: string) =>
    !known.includes(name) && !custom.some((declared) => declared.name === name);
  const standard = known.map((name) => ({ name, type: FLAGS.includes(name) ? FLAG : TEXT }));
  const strange = Object.keys(attributes)
    .filter(isUnknown)
    .map((name) => ({ name, type: TEXT }));
  return {
    main: [...custom, ...standard.filter(({ name }) => matters.has(name)), ...strange],
    other: standard.filter(({ name }) => !matters.has(name)),
  };
}

/** The groups of the pool, and those that the persona is in besides. */
export function groupNames(policy: PolicyDocument, { groups }: BenchFacts): readonly string[] {
  return [...new Set([...Object.keys(policy.groups ?? {}), ...groups])];
}

/** The metadata that the policy reads, and what the persona sends besides. */
export function metadataFields(policy: PolicyDocument, { metadata }: BenchFacts): readonly FactField[] {
  const read = sourcesIn(policy, "metadata").map(({ name, type = TEXT }) => ({ name, type }));
  const sent = Object.keys(metadata).map((name) => ({ name, type: TEXT }));
  return [...new Map([...sent, ...read].map((field) => [field.name, field])).values()];
}

/** One look-up, and the fields that it can find. */
export interface LookupFields {
  readonly name: string;
  readonly fields: readonly FactField[];
}

/** The look-ups of the policy. */
export function lookupFields({ lookups = {} }: PolicyDocument): readonly LookupFields[] {
  return Object.entries(lookups).map(([name, { fields }]) => ({
    name,
    fields: Object.entries(fields).map(([field, type]) => ({ name: field, type })),
  }));
}

interface ReadSource {
  readonly name: string;
  readonly type?: ScalarType;
}

/** Every source of one kind in a policy, wherever it stands. Constants are data: they hold none. */
function sourcesIn(part: unknown, source: "attribute" | "metadata"): ReadSource[] {
  if (typeof part !== "object" || part === null) return [];
  const own = "source" in part && part.source === source ? [part as unknown as ReadSource] : [];
  const below = Object.entries(part).filter(([name]) => name !== "value" && name !== "values");
  return [...own, ...below.flatMap(([, member]) => sourcesIn(member, source))];
}
