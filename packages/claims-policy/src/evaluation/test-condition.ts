// Prepares a condition of a policy for testing against facts.
import type { ComparisonName, Condition } from "../language/conditions.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { Scalar } from "../language/sources.ts";
import type { Facts } from "./facts.ts";
import { FAILED, INVALID, type Reader, type Reading, reader } from "./read-source.ts";
import {
  allOf,
  anyOf,
  FAILED_LOOKUP,
  FALSE,
  INVALID_FACT,
  negation,
  type Test,
  TRUE,
  type Truth,
  UNKNOWN,
} from "./truth.ts";

/** A condition, ready to be tested against facts. */
export type ConditionTest = Test<Facts>;

const COMPARE: Readonly<Record<ComparisonName, (a: unknown, b: Scalar) => boolean>> = {
  is: (a, b) => a === b,
  isNot: (a, b) => a !== b,
  isLessThan: (a, b) => (a as number) < (b as number),
  isAtMost: (a, b) => (a as number) <= (b as number),
  isGreaterThan: (a, b) => (a as number) > (b as number),
  isAtLeast: (a, b) => (a as number) >= (b as number),
};

/** Prepares a condition of a validated policy. */
export function conditionTest(condition: Condition, policy: PolicyDocument): ConditionTest {
  switch (condition.test) {
    case "inGroup":
      return (facts) => (facts.kind === "user" && facts.groups.includes(condition.group) ? TRUE : FALSE);
    case "isClient":
      return (facts) => (facts.client === condition.client ? TRUE : FALSE);
    case "scopeRequested":
      return (facts) => (facts.scopes.includes(condition.scope) ? TRUE : FALSE);
    case "has":
      return hasTest(reader(condition.of, policy));
    case "isOneOf":
      return valueTest(reader(condition.of, policy), (value) => condition.values.includes(value as Scalar));
    case "all":
      return allOf(condition.conditions.map((part) => conditionTest(part, policy)));
    case "any":
      return anyOf(condition.conditions.map((part) => conditionTest(part, policy)));
    case "not":
      return negation(conditionTest(condition.condition, policy));
    default: {
      const compare = COMPARE[condition.test];
      return valueTest(reader(condition.of, policy), (value) => compare(value, condition.value));
    }
  }
}

function hasTest(read: Reader): ConditionTest {
  return (facts) => {
    const reading = read(facts);
    return reading === undefined ? FALSE : (unknownReading(reading) ?? TRUE);
  };
}

function valueTest(read: Reader, holds: (value: unknown) => boolean): ConditionTest {
  return (facts) => {
    const reading = read(facts);
    return unknownReading(reading) ?? (holds(reading) ? TRUE : FALSE);
  };
}

function unknownReading(reading: Reading): Truth | undefined {
  if (reading === undefined) return UNKNOWN;
  if (reading === INVALID) return INVALID_FACT;
  return reading === FAILED ? FAILED_LOOKUP : undefined;
}
