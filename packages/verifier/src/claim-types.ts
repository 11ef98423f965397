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
  const comparisons = type.values.map(sameJsonAs);
  return (value) => comparisons.some((isSame) => isSame(value));
}

/**
 * Reads a value of one type, frozen; `undefined` where it has another. Of an object the contract's own copy comes back, so
 * that principals share it.
 */
export function claimReader(type: ClaimType): (value: unknown) => unknown {
  if (type.type === "exact") {
    const values = deepFreeze(JSON.parse(JSON.stringify(type.values)) as typeof type.values);
    const plain = new Set<unknown>(values.filter((declared) => typeof declared !== "object"));
    const objects = values
      .filter((declared) => typeof declared === "object")
      .map((declared) => ({ declared, isSame: sameJsonAs(declared) }));
    return (value) =>
      typeof value === "object"
        ? objects.find(({ isSame }) => isSame(value))?.declared
        : plain.has(value)
          ? value
          : undefined;
  }
  const hasType = typeCheck(type);
  if (type.type === "list") return (value) => (hasType(value) ? Object.freeze(value) : undefined);
  return (value) => (hasType(value) ? value : undefined);
}

/** Prepares the comparison with a JSON value, whatever the order of an object's members: each token pays for no look at the declared one. */
function sameJsonAs(declared: unknown): TypeCheck {
  if (Array.isArray(declared)) {
    const items = declared.map(sameJsonAs);
    return (value) =>
      Array.isArray(value) && value.length === items.length && items.every((isSame, at) => isSame(value[at]));
  }
  if (!isJsonObject(declared)) return (value) => value === declared;
  const members = Object.entries(declared).map(([name, member]) => ({ name, isSame: sameJsonAs(member) }));
  return (value) => {
    if (!isJsonObject(value) || Object.keys(value).length !== members.length) return false;
    for (const { name, isSame } of members) {
      if (!Object.hasOwn(value, name) || !isSame(value[name])) return false;
    }
    return true;
  };
}
