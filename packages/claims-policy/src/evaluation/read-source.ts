// Reads the value of a source from the facts: a value, absent, invalid, or failed.
import type { JsonValue } from "@claimsmith/cognito-model";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { BaseSource, Source, Step } from "../language/sources.ts";
import type { ScalarType, ValueType } from "../language/value-types.ts";
import type { Facts } from "./facts.ts";
import { parserOf, type TypeCheck, typeCheck } from "./fits-type.ts";

/** The fact is there but not of its declared type. */
export const INVALID: unique symbol = Symbol();
/** The look-up failed: whether the fact is there is not known. */
export const FAILED: unique symbol = Symbol();

/** What reading a source gives; `undefined` is absent. */
export type Reading = JsonValue | undefined | typeof INVALID | typeof FAILED;

/** A source, ready to be read from facts. */
export type Reader = (facts: Facts) => Reading;

/** Standard attributes are text of at most what Cognito stores, in bytes; the two flags are flags. */
const STANDARD_TEXT: ScalarType = { type: "text", maxLength: 2_048 };
const FLAG: ScalarType = { type: "flag" };

/** The type of an attribute: declared for a custom one, Cognito's for a standard one. */
export function attributeType(name: string, policy: Pick<PolicyDocument, "attributes">): ScalarType {
  if (name.startsWith("custom:"))
    return ownMember(policy.attributes, name.slice("custom:".length)) ?? STANDARD_TEXT;
  return name === "email_verified" || name === "phone_number_verified" ? FLAG : STANDARD_TEXT;
}

type BaseReader<S extends BaseSource> = (source: S, policy: PolicyDocument) => Reader;

/** How each source is read. */
const READERS: { readonly [N in BaseSource["source"]]: BaseReader<Extract<BaseSource, { source: N }>> } = {
  attribute: ({ name }, policy) => {
    const form = textForm(attributeType(name, policy));
    return (facts) => (facts.kind === "user" ? textReading(facts.attributes[name], form) : undefined);
  },
  groups:
    (_, { groups = {} }) =>
    (facts) =>
      facts.kind === "user" ? [...new Set(facts.groups)].filter((group) => Object.hasOwn(groups, group)) : [],
  constant:
    ({ value }) =>
    () =>
      value,
  setting: ({ name }, policy) => {
    const read = valueReader(ownMember(policy.settings, name));
    return ({ settings }) => read(ownMember(settings, name));
  },
  lookup: ({ name, field }, policy) => {
    const read = valueReader(ownMember(ownMember(policy.lookups, name)?.fields, field));
    return ({ lookups }) => {
      const result = ownMember(lookups, name);
      if (result === undefined || result.status === "failed") return FAILED;
      return result.status === "found" ? read(ownMember(result.fields, field) ?? undefined) : undefined;
    };
  },
  metadata: ({ name, type }) => {
    const form = textForm(type);
    return ({ metadata }) => textReading(ownMember(metadata, name), form);
  },
  policyHash: () => (facts) => facts.policyHash,
};

/** Prepares a source of a validated policy for reading. */
export function reader(source: Source, policy: PolicyDocument): Reader {
  const base = (READERS[source.source] as BaseReader<BaseSource>)(source, policy);
  return (source.steps ?? []).reduce(afterStep, base);
}

function afterStep(before: Reader, step: Step): Reader {
  if ("map" in step) {
    const table = new Map<string, JsonValue>(Object.entries(step.map));
    return (facts) => {
      const value = before(facts);
      if (typeof value === "string") return table.get(value);
      return value === undefined || typeof value === "symbol" ? value : table.get(String(value));
    };
  }
  return (facts) => before(facts) ?? step.or;
}

/** How a type is written as text. */
interface TextForm {
  readonly fits: TypeCheck;
  /** `undefined` where the text is the value. */
  readonly parse: ReturnType<typeof parserOf>;
}

function textForm(type: ScalarType): TextForm {
  return { fits: typeCheck(type), parse: parserOf(type) };
}

/** A text as a value of a type. An empty text is absent: that is how an attribute is cleared. */
function textReading(text: unknown, { fits, parse }: TextForm): Reading {
  if (text === undefined || text === "") return undefined;
  if (typeof text !== "string") return INVALID;
  const value = parse === undefined ? text : parse(text);
  return value !== undefined && fits(value) ? value : INVALID;
}

/** Reads values that have their type already. What is not declared has none. */
function valueReader(type: ValueType | undefined): (value: unknown) => Reading {
  const fits = type === undefined ? () => false : typeCheck(type);
  return (value) => (value === undefined || fits(value) ? (value as JsonValue | undefined) : INVALID);
}
