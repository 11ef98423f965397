// Prepares a condition of a policy for testing against facts.
import type { Comparison, Condition } from "../language/conditions.ts";
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

type Maker<C extends Condition> = (condition: C, policy: PolicyDocument) => ConditionTest;

const comparison =
  <T>(compare: (given: T, value: T) => boolean): Maker<Comparison> =>
  ({ of, value }, policy) =>
    valueTest(reader(of, policy), compare, value as T);

const tests = (conditions: readonly Condition[], policy: PolicyDocument) =>
  conditions.map((part) => conditionTest(part, policy));

/** How each condition is tested. */
const TESTS: { readonly [N in Condition["test"]]: Maker<Extract<Condition, { test: N }>> } = {
  inGroup:
    ({ group }) =>
    (facts) =>
      truth(facts.kind === "user" && facts.groups.includes(group)),
  isClient:
    ({ client }) =>
    (facts) =>
      truth(facts.client === client),
  scopeRequested:
    ({ scope }) =>
    (facts) =>
      truth(facts.scopes.includes(scope)),
  has: ({ of }, policy) => hasTest(reader(of, policy)),
  is: comparison<unknown>((a, b) => a === b),
  isNot: comparison<unknown>((a, b) => a !== b),
  isOneOf: ({ of, values }, policy) =>
    valueTest(reader(of, policy), (given: Scalar, listed) => listed.includes(given), values),
  isLessThan: comparison<number>((a, b) => a < b),
  isAtMost: comparison<number>((a, b) => a <= b),
  isGreaterThan: comparison<number>((a, b) => a > b),
  isAtLeast: comparison<number>((a, b) => a >= b),
  all: ({ conditions }, policy) => allOf(tests(conditions, policy)),
  any: ({ conditions }, policy) => anyOf(tests(conditions, policy)),
  not: ({ condition }, policy) => negation(conditionTest(condition, policy)),
};

/** Prepares a condition of a validated policy. */
export function conditionTest(condition: Condition, policy: PolicyDocument): ConditionTest {
  return (TESTS[condition.test] as Maker<Condition>)(condition, policy);
}

function truth(holds: boolean): Truth {
  return holds ? TRUE : FALSE;
}

function hasTest(read: Reader): ConditionTest {
  return (facts) => {
    const reading = read(facts);
    return reading === undefined ? FALSE : (unknownReading(reading) ?? TRUE);
  };
}

/** The value is of its declared type, which `validate` held against what it is compared with. */
function valueTest<G, T>(read: Reader, compare: (given: G, value: T) => boolean, value: T): ConditionTest {
  return (facts) => {
    const reading = read(facts);
    return unknownReading(reading) ?? truth(compare(reading as G, value));
  };
}

function unknownReading(reading: Reading): Truth | undefined {
  if (reading === undefined) return UNKNOWN;
  if (reading === INVALID) return INVALID_FACT;
  return reading === FAILED ? FAILED_LOOKUP : undefined;
}
