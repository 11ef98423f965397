// In which worlds does a claim rule draw which value, and in which does it refuse the token? The same cases as `drawClaim`.
import type { JsonValue } from "@claimsmith/cognito-model";
import { FAILED, INVALID, type Reading } from "../../evaluation/read-source.ts";
import type { ClaimRule } from "../../language/policy.ts";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import type { Formula } from "../solver/formulas.ts";
import { type ConditionContext, type ConditionWorlds, onceFor, whenWorlds } from "../worlds/conditions.ts";
import { readingWorlds } from "../worlds/partition.ts";

/** Where a claim has each of its values, told apart by their canonical JSON. */
export type ValueWorlds = ReadonlyMap<string, { readonly value: JsonValue; readonly worlds: Formula }>;

/** What a claim rule does, world by world. */
export interface DrawnClaim {
  readonly values: ValueWorlds;
  /** It has any of them. */
  readonly isDrawn: Formula;
  readonly refuses: Formula;
}

/** The value of a claim that lists the user's declared groups: which those are is for the groups themselves to say. */
export const OWN_GROUPS = "the user's groups";
/** The value of a claim that is the policy's own hash: another policy has another one, and means the same by it. */
export const OWN_HASH = "the policy's hash";

/** What becomes of one reading. */
type Outcome = { readonly value: JsonValue; readonly key: string } | "refuses" | "leaves out";

/** What a rule does for one client. */
export function drawnClaim(rule: ClaimRule, context: ConditionContext): DrawnClaim {
  return onceFor(rule, context, rule.when === undefined ? [] : [rule.when], () => worked(rule, context));
}

function worked(rule: ClaimRule, context: ConditionContext): DrawnClaim {
  const { space, side } = context;
  const { formulas } = space;
  const when = whenWorlds(rule.when, context);
  const values = new Map<string, { value: JsonValue; worlds: Formula[] }>();
  const refuses = refusedConditions(rule, when);
  for (const { reading, worlds } of readingWorlds(space, side, rule.from, readingKey).values()) {
    const drawn = formulas.all([when.isTrue, worlds]);
    const outcome = outcomeOf(rule, reading);
    if (outcome === "refuses") refuses.push(drawn);
    else if (outcome !== "leaves out" && drawn !== formulas.FALSE) {
      const known = values.get(outcome.key);
      if (known === undefined) values.set(outcome.key, { value: outcome.value, worlds: [drawn] });
      else known.worlds.push(drawn);
    }
  }
  const united = [...values].map(
    ([key, { value, worlds }]) => [key, { value, worlds: formulas.any(worlds) }] as const,
  );
  const isDrawn = formulas.any(united.map(([, { worlds }]) => worlds));
  return { values: new Map(united), isDrawn, refuses: formulas.any(refuses) };
}

function readingKey(reading: Reading): string {
  if (reading === undefined) return "absent";
  if (typeof reading === "symbol") return reading === INVALID ? "invalid" : "failed";
  return `value ${canonicalJson(reading)}`;
}

/** A condition that a broken fact leaves unknown can refuse the token. */
function refusedConditions(
  { required = false, onLookupFailure = "refuse" }: ClaimRule,
  { isInvalid, isFailed }: ConditionWorlds,
): Formula[] {
  return [...(required ? [isInvalid] : []), ...(required || onLookupFailure === "refuse" ? [isFailed] : [])];
}

function outcomeOf(rule: ClaimRule, reading: Reading): Outcome {
  const { required, otherwise, onLookupFailure } = rule;
  if (reading === INVALID) return required ? "refuses" : "leaves out";
  if (reading === FAILED) {
    if (onLookupFailure === "otherwise" && otherwise !== undefined) return stated(otherwise);
    return onLookupFailure === "omit" ? "leaves out" : "refuses";
  }
  if (reading !== undefined)
    return { value: reading as JsonValue, key: valueKey(rule, reading as JsonValue) };
  if (otherwise !== undefined) return stated(otherwise);
  return required ? "refuses" : "leaves out";
}

function stated(value: JsonValue): Outcome {
  return { value, key: canonicalJson(value) };
}

function valueKey({ from }: ClaimRule, value: JsonValue): string {
  if (from.source === "groups") return OWN_GROUPS;
  return from.source === "policyHash" && from.steps === undefined ? OWN_HASH : canonicalJson(value);
}
