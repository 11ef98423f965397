// What does each kind of rule do, given the facts? Shared by evaluate and explain, so that both say the same.
import type { JsonValue } from "@claimsmith/cognito-model";
import type { ClaimRule, ScopeRule } from "../language/policy.ts";
import type { Facts } from "./facts.ts";
import { FAILED, INVALID } from "./read-source.ts";
import type { PreparedRule } from "./rules.ts";
import { FAILED_LOOKUP, FALSE, INVALID_FACT, TRUE, type Truth } from "./truth.ts";

// Why a rule has no effect, or stops the token: these, and `INVALID` and `FAILED` of a reading. Symbols, so that no claim value
// can be taken for one.

/** The condition is false. */
export const CONDITION_FALSE: unique symbol = Symbol();
/** The condition is unknown, because a fact is absent or, for what is not required, broken. */
export const CONDITION_UNKNOWN: unique symbol = Symbol();
/** The rule does not name the client. */
export const CLIENT_NOT_NAMED: unique symbol = Symbol();
/** The scope was not asked for. */
export const NOT_ASKED_FOR: unique symbol = Symbol();
/** The fact is absent. */
export const ABSENT: unique symbol = Symbol();
/** A required claim has no value: no token. */
export const REFUSE_MISSING: unique symbol = Symbol();
/** A fact under a restriction or a required claim is not of its declared type: no token. */
export const REFUSE_INVALID: unique symbol = Symbol();
/** A look-up failed that the token depends on: no token. */
export const REFUSE_FAILED: unique symbol = Symbol();

/** The truth of a rule's condition; a rule without one always applies. */
export function truthOf(rule: PreparedRule, facts: Facts): Truth {
  return rule.test === undefined ? TRUE : rule.test(facts);
}

/** The value that a claim rule draws, or why it draws none. An unknown condition draws nothing: the effect is a granting one. */
export function drawClaim(rule: PreparedRule<ClaimRule>, facts: Facts): JsonValue | symbol {
  const truth = truthOf(rule, facts);
  if (truth !== TRUE) return conditionNotSatisfied(rule.declared, truth);
  const reading = rule.read?.(facts);
  if (reading === undefined) return rule.otherwise ?? (rule.declared.required ? REFUSE_MISSING : ABSENT);
  if (reading === INVALID) return rule.declared.required ? REFUSE_INVALID : INVALID;
  return reading === FAILED ? lookupFailed(rule.declared) : reading;
}

/** A required claim is not skipped because a fact that decides about it is broken. */
function conditionNotSatisfied({ required, onLookupFailure = "refuse" }: ClaimRule, truth: Truth): symbol {
  if (truth === FALSE) return CONDITION_FALSE;
  if (truth === FAILED_LOOKUP) return required || onLookupFailure === "refuse" ? REFUSE_FAILED : FAILED;
  if (truth !== INVALID_FACT) return CONDITION_UNKNOWN;
  return required ? REFUSE_INVALID : INVALID;
}

function lookupFailed({ onLookupFailure, otherwise }: ClaimRule): JsonValue | symbol {
  if (onLookupFailure === "otherwise" && otherwise !== undefined) return otherwise;
  return onLookupFailure === "omit" ? FAILED : REFUSE_FAILED;
}

/** True where a scope is granted; else why not. It is then suppressed. */
export function drawScope(rule: PreparedRule<ScopeRule>, facts: Facts): true | symbol {
  if (rule.isForClient === false) return CLIENT_NOT_NAMED;
  const truth = truthOf(rule, facts);
  if (truth !== TRUE) return truth === FALSE ? CONDITION_FALSE : CONDITION_UNKNOWN;
  return rule.asked !== undefined && !facts.scopes.includes(rule.name) ? NOT_ASKED_FOR : true;
}

/**
 * True where a restriction applies; else why not. Absence never makes it unknown (`validate` sees to that), so unknown means
 * a broken fact, and then no token is issued.
 */
export function restrict(rule: PreparedRule, facts: Facts): true | symbol {
  if (rule.isForClient === false) return CLIENT_NOT_NAMED;
  const truth = truthOf(rule, facts);
  if (truth === TRUE) return true;
  if (truth === FALSE) return CONDITION_FALSE;
  return truth === FAILED_LOOKUP ? REFUSE_FAILED : REFUSE_INVALID;
}
