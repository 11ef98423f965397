// Is a value of the type that the contract states for its claim?
import {
  type ExactType,
  type TypeCheck,
  typeCheck,
  type ValueType,
} from "@claimsmith/claims-policy/contract";
import { isJsonObject } from "@claimsmith/cognito-model";
import { deepFreeze } from "./deep-freeze.ts";

/** A type that a contract can state. */
export type ClaimType = ValueType | ExactType;

const isCount = (value: unknown) => Number.isSafeInteger(value);

/** What each type must say of itself for its check to mean anything. */
const PARAMETERS: Readonly<Record<ClaimType["type"], Readonly<Record<string, TypeCheck>>>> = {
  text: { maxLength: isCount },
  oneOf: { values: Array.isArray },
  integer: { min: isCount, max: isCount },
  flag: {},
  roleArn: {},
  list: { of: isClaimType, maxCount: isCount },
  exact: { values: Array.isArray },
};

/** True for the plain data of a type. */
export function isClaimType(type: unknown): type is ClaimType {
  if (!isJsonObject(type) || !Object.hasOwn(PARAMETERS, String(type.type))) return false;
  const parameters = PARAMETERS[type.type as ClaimType["type"]];
  return Object.entries(parameters).every(([name, holds]) => holds(type[name]));
}

/** The check of one type, the same as that of whoever issued the claim. Prepare it once: it is called for every token. */
export function claimCheck(type: ClaimType): TypeCheck {
  if (type.type !== "exact") return typeCheck(type);
  return (value) => type.values.some((declared) => isSameJson(declared, value));
}

/**
 * Reads a value of one type, frozen; `undefined` where it has another. Of an object the contract's own copy comes back, so
 * that principals share it.
 */
export function claimReader(type: ClaimType): (value: unknown) => unknown {
  if (type.type === "exact") {
    const values = deepFreeze(JSON.parse(JSON.stringify(type.values)) as typeof type.values);
    const plain = new Set<unknown>(values.filter((declared) => typeof declared !== "object"));
    const objects = values.filter((declared) => typeof declared === "object");
    return (value) =>
      typeof value === "object"
        ? objects.find((declared) => isSameJson(declared, value))
        : plain.has(value)
          ? value
          : undefined;
  }
  const hasType = typeCheck(type);
  if (type.type === "list") return (value) => (hasType(value) ? Object.freeze(value) : undefined);
  return (value) => (hasType(value) ? value : undefined);
}

/** True where two JSON values are the same, whatever the order of their members. */
function isSameJson(declared: unknown, value: unknown): boolean {
  if (Array.isArray(declared)) {
    return (
      Array.isArray(value) &&
      value.length === declared.length &&
      declared.every((item, index) => isSameJson(item, value[index]))
    );
  }
  if (!isJsonObject(declared)) return declared === value;
  if (!isJsonObject(value)) return false;
  const names = Object.keys(declared);
  return (
    names.length === Object.keys(value).length &&
    names.every((name) => Object.hasOwn(value, name) && isSameJson(declared[name], value[name]))
  );
}
