// What does each kind of rule do, given the facts? Shared by evaluate and explain, so that both say the same.
import type { JsonValue } from "@claimsmith/cognito-model";
import type { ClaimRule, ScopeRule } from "../language/policy.ts";
import type { Facts } from "./facts.ts";
import { FAILED, INVALID } from "./read-source.ts";
import type { PreparedRule } from "./rules.ts";
import { FAILED_LOOKUP, FALSE, INVALID_FACT, TRUE, type Truth } from "./truth.ts";

/** Why a rule has no effect, or stops the token. Symbols, so that no claim value can be taken for one. */
export const NO_EFFECT = {
  conditionFalse: Symbol(),
  conditionUnknown: Symbol(),
  clientNotNamed: Symbol(),
  notAskedFor: Symbol(),
  absent: Symbol(),
  invalid: Symbol(),
  lookupFailed: Symbol(),
  refuseMissing: Symbol(),
  refuseInvalid: Symbol(),
  refuseFailed: Symbol(),
} as const;

/** The truth of a rule's condition; a rule without one always applies. */
export function truthOf(rule: PreparedRule, facts: Facts): Truth {
  return rule.test === undefined ? TRUE : rule.test(facts);
}

/** The value that a claim rule draws, or why it draws none. An unknown condition draws nothing: the effect is a granting one. */
export function drawClaim(rule: PreparedRule<ClaimRule>, facts: Facts): JsonValue | symbol {
  const { required, otherwise } = rule.declared;
  const truth = truthOf(rule, facts);
  if (truth !== TRUE) return conditionNotSatisfied(rule.declared, truth);
  const reading = rule.read?.(facts);
  if (reading === INVALID) return required ? NO_EFFECT.refuseInvalid : NO_EFFECT.invalid;
  if (reading === FAILED) return lookupFailed(rule.declared);
  return reading ?? otherwise ?? (required ? NO_EFFECT.refuseMissing : NO_EFFECT.absent);
}

/** A required claim is not skipped because a fact that decides about it is broken. */
function conditionNotSatisfied({ required, onLookupFailure = "refuse" }: ClaimRule, truth: Truth): symbol {
  if (truth === FALSE) return NO_EFFECT.conditionFalse;
  if (truth === FAILED_LOOKUP)
    return required || onLookupFailure === "refuse" ? NO_EFFECT.refuseFailed : NO_EFFECT.lookupFailed;
  if (truth !== INVALID_FACT) return NO_EFFECT.conditionUnknown;
  return required ? NO_EFFECT.refuseInvalid : NO_EFFECT.invalid;
}

function lookupFailed({ onLookupFailure, otherwise }: ClaimRule): JsonValue | symbol {
  if (onLookupFailure === "otherwise" && otherwise !== undefined) return otherwise;
  return onLookupFailure === "omit" ? NO_EFFECT.lookupFailed : NO_EFFECT.refuseFailed;
}

/** True where a scope is granted; else why not. It is then suppressed. */
export function drawScope(rule: PreparedRule<ScopeRule>, facts: Facts): true | symbol {
  if (!isNamed(rule, facts)) return NO_EFFECT.clientNotNamed;
  const truth = truthOf(rule, facts);
  if (truth !== TRUE) return truth === FALSE ? NO_EFFECT.conditionFalse : NO_EFFECT.conditionUnknown;
  return rule.declared.asked && !facts.scopes.includes(rule.name) ? NO_EFFECT.notAskedFor : true;
}

/**
 * True where a restriction applies; else why not. Absence never makes it unknown (`validate` sees to that), so unknown means
 * a broken fact, and then no token is issued.
 */
export function restrict(rule: PreparedRule, facts: Facts): true | symbol {
  if (!isNamed(rule, facts)) return NO_EFFECT.clientNotNamed;
  const truth = truthOf(rule, facts);
  if (truth === TRUE) return true;
  if (truth === FALSE) return NO_EFFECT.conditionFalse;
  return truth === FAILED_LOOKUP ? NO_EFFECT.refuseFailed : NO_EFFECT.refuseInvalid;
}

function isNamed({ declared: { clients } }: PreparedRule, { client }: Facts): boolean {
  return clients === undefined || clients.includes(client);
}
