// What does each kind of rule do, given the facts? Shared by evaluate and explain, so that both say the same.
import type { JsonValue } from "@claimsmith/cognito-model";
import type { RefusalCode } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { FAILED, INVALID } from "./read-source.ts";
import type { PreparedClaim, PreparedRestriction, PreparedRule, PreparedScope } from "./rules.ts";
import { FAILED_LOOKUP, FALSE, INVALID_FACT, TRUE, type Truth } from "./truth.ts";

/** Why a rule has no effect, or stops the token. Symbols, so that no claim value can be taken for one. */
export const NO_EFFECT = {
  conditionFalse: Symbol("conditionFalse"),
  conditionUnknown: Symbol("conditionUnknown"),
  clientNotNamed: Symbol("clientNotNamed"),
  notAskedFor: Symbol("notAskedFor"),
  absent: Symbol("absent"),
  invalid: Symbol("invalid"),
  lookupFailed: Symbol("lookupFailed"),
  refuseMissing: Symbol("refuseMissing"),
  refuseInvalid: Symbol("refuseInvalid"),
  refuseFailed: Symbol("refuseFailed"),
} as const;

/** The code of a refusal, by the reason that stops a token. */
export const REFUSALS: ReadonlyMap<symbol, RefusalCode> = new Map([
  [NO_EFFECT.refuseMissing, "REQUIRED_CLAIM_MISSING"],
  [NO_EFFECT.refuseInvalid, "FACT_INVALID"],
  [NO_EFFECT.refuseFailed, "LOOKUP_FAILED"],
]);

/** The truth of a rule's condition; a rule without one always applies. */
export function truthOf(rule: PreparedRule, facts: Facts): Truth {
  return rule.test === undefined ? TRUE : rule.test(facts);
}

/** The value that a claim rule draws, or why it draws none. An unknown condition draws nothing: the effect is a granting one. */
export function drawClaim(rule: PreparedClaim, facts: Facts): JsonValue | symbol {
  const truth = truthOf(rule, facts);
  if (truth !== TRUE) return conditionNotSatisfied(rule, truth);
  const reading = rule.read(facts);
  if (reading === INVALID) return rule.required ? NO_EFFECT.refuseInvalid : NO_EFFECT.invalid;
  if (reading === FAILED) return lookupFailed(rule);
  return reading ?? rule.otherwise ?? (rule.required ? NO_EFFECT.refuseMissing : NO_EFFECT.absent);
}

/** A required claim is not skipped because a fact that decides about it is broken. */
function conditionNotSatisfied(rule: PreparedClaim, truth: Truth): symbol {
  if (truth === FALSE) return NO_EFFECT.conditionFalse;
  if (rule.required && truth === INVALID_FACT) return NO_EFFECT.refuseInvalid;
  if (truth === FAILED_LOOKUP)
    return rule.onLookupFailure === "refuse" ? NO_EFFECT.refuseFailed : NO_EFFECT.lookupFailed;
  return NO_EFFECT.conditionUnknown;
}

function lookupFailed(rule: PreparedClaim): JsonValue | symbol {
  if (rule.onLookupFailure === "otherwise" && rule.otherwise !== undefined) return rule.otherwise;
  return rule.onLookupFailure === "omit" && !rule.required ? NO_EFFECT.lookupFailed : NO_EFFECT.refuseFailed;
}

/** True where a scope is granted; else why not. It is then suppressed. */
export function drawScope(rule: PreparedScope, facts: Facts): true | symbol {
  if (!rule.clients.has(facts.client)) return NO_EFFECT.clientNotNamed;
  const truth = truthOf(rule, facts);
  if (truth !== TRUE) return truth === FALSE ? NO_EFFECT.conditionFalse : NO_EFFECT.conditionUnknown;
  return rule.mustBeAskedFor && !facts.scopes.includes(rule.name) ? NO_EFFECT.notAskedFor : true;
}

/**
 * True where a restriction applies; else why not. Absence never makes it unknown (`validate` sees to that), so unknown means
 * a broken fact, and then no token is issued.
 */
export function restrict(rule: PreparedRule, facts: Facts): true | symbol {
  const truth = truthOf(rule, facts);
  if (truth === TRUE) return true;
  if (truth === FALSE) return NO_EFFECT.conditionFalse;
  return truth === FAILED_LOOKUP ? NO_EFFECT.refuseFailed : NO_EFFECT.refuseInvalid;
}

/** As {@link restrict}, for the clients that the rule names. */
export function restrictClient(rule: PreparedRestriction, facts: Facts): true | symbol {
  if (rule.clients !== undefined && !rule.clients.has(facts.client)) return NO_EFFECT.clientNotNamed;
  return restrict(rule, facts);
}
