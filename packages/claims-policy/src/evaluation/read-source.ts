// Reads the value of a source from the facts: a value, absent, invalid, or failed.
import type { JsonValue } from "@claimsmith/cognito-model";
import type { PolicyDocument } from "../language/policy.ts";
import type {
  AttributeSource,
  LookupSource,
  MetadataSource,
  SettingSource,
  Source,
  Step,
} from "../language/sources.ts";
import type { ScalarType } from "../language/value-types.ts";
import type { Facts } from "./facts.ts";
import { fitsType, parseAttribute } from "./fits-type.ts";

/** The fact is there but not of its declared type. */
export const INVALID: unique symbol = Symbol("invalid");
/** The look-up failed: whether the fact is there is not known. */
export const FAILED: unique symbol = Symbol("failed");

/** What reading a source gives; `undefined` is absent. */
export type Reading = JsonValue | undefined | typeof INVALID | typeof FAILED;

/** A source, ready to be read from facts. */
export type Reader = (facts: Facts) => Reading;

/** Standard attributes are text of at most what Cognito stores, in bytes; the two flags are flags. */
const STANDARD_TEXT: ScalarType = { type: "text", maxLength: 2_048 };
const FLAG: ScalarType = { type: "flag" };

/** The type of an attribute: declared for a custom one, Cognito's for a standard one. */
export function attributeType(name: string, policy: Pick<PolicyDocument, "attributes">): ScalarType {
  if (name.startsWith("custom:")) return policy.attributes?.[name.slice("custom:".length)] ?? STANDARD_TEXT;
  return name === "email_verified" || name === "phone_number_verified" ? FLAG : STANDARD_TEXT;
}

/** Prepares a source of a validated policy for reading. */
export function reader(source: Source, policy: PolicyDocument): Reader {
  const base = baseReader(source, policy);
  return (source.steps ?? []).reduce(afterStep, base);
}

function baseReader(source: Source, policy: PolicyDocument): Reader {
  switch (source.source) {
    case "attribute":
      return attributeReader(source, policy);
    case "groups":
      return groupsReader(policy);
    case "constant":
      return () => source.value;
    case "setting":
      return settingReader(source, policy);
    case "lookup":
      return lookupReader(source, policy);
    case "metadata":
      return metadataReader(source);
    case "policyHash":
      return (facts) => facts.policyHash;
  }
}

function afterStep(before: Reader, step: Step): Reader {
  if ("map" in step) {
    const table = new Map<unknown, JsonValue>(Object.entries(step.map));
    return (facts) => {
      const value = before(facts);
      return value === undefined || typeof value === "symbol" ? value : table.get(String(value));
    };
  }
  return (facts) => before(facts) ?? step.or;
}

/** An empty attribute is an absent one: that is how an attribute is cleared. */
function attributeReader({ name }: AttributeSource, policy: PolicyDocument): Reader {
  const type = attributeType(name, policy);
  return (facts) => {
    if (facts.kind !== "user") return undefined;
    const value: unknown = facts.attributes[name];
    if (value === undefined || value === "") return undefined;
    if (typeof value !== "string") return INVALID;
    const parsed = parseAttribute(value, type);
    return parsed === undefined ? INVALID : parsed;
  };
}

function groupsReader(policy: PolicyDocument): Reader {
  const declared = new Set(Object.keys(policy.groups ?? {}));
  return (facts) => (facts.kind === "user" ? facts.groups.filter((group) => declared.has(group)) : []);
}

function settingReader({ name }: SettingSource, policy: PolicyDocument): Reader {
  const type = policy.settings?.[name];
  return ({ settings }) => {
    const value = settings !== undefined && Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (value === undefined) return undefined;
    return type !== undefined && fitsType(value, type) ? value : INVALID;
  };
}

function lookupReader({ name, field }: LookupSource, policy: PolicyDocument): Reader {
  const type = policy.lookups?.[name]?.fields[field];
  return ({ lookups }) => {
    const result = lookups !== undefined && Object.hasOwn(lookups, name) ? lookups[name] : undefined;
    if (result === undefined || result.status === "failed") return FAILED;
    if (result.status === "missing" || !Object.hasOwn(result.fields, field)) return undefined;
    const value = result.fields[field];
    if (value === undefined || value === null) return undefined;
    return type !== undefined && fitsType(value, type) ? (value as JsonValue) : INVALID;
  };
}

function metadataReader({ name, type }: MetadataSource): Reader {
  return ({ metadata }) => {
    if (metadata === undefined || metadata === null || !Object.hasOwn(metadata, name)) return undefined;
    const value: unknown = metadata[name];
    if (typeof value !== "string") return INVALID;
    const parsed = parseAttribute(value, type);
    return parsed === undefined ? INVALID : parsed;
  };
}
