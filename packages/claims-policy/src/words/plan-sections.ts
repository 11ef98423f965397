// What does a plan tell, in which order? The same for terminals, pull requests and pages.
import type { Counterexample, Direction, PersonaPlan, PolicyPlan, TokenChange } from "../plan/plan.ts";
import { effectInWords, knownInWords, outcomesInWords, structuralInWords } from "./plan-words.ts";

/** One change, proved or declared. */
export interface PlanEntry {
  readonly id: string;
  readonly what: string;
  /** Where it comes from: rules, or a path of a declaration. */
  readonly paths: readonly string[];
  /** The smallest example, in lines. */
  readonly example: readonly string[];
  /** Of a widening: who stands for it, or that somebody has to. */
  readonly approval?: string;
}

/** The changes of one direction. */
export interface PlanSection {
  readonly direction: Direction;
  readonly title: string;
  readonly entries: readonly PlanEntry[];
}

const TITLES: Readonly<Record<Direction, string>> = {
  widening: "Widening: someone can get what they could not",
  narrowing: "Narrowing: someone can no longer get it",
  changed: "Changed: neither more nor less",
};

/** The sections that have entries. */
export function sectionsOf(plan: PolicyPlan): readonly PlanSection[] {
  return (Object.keys(TITLES) as Direction[])
    .map((direction) => ({ direction, title: TITLES[direction], entries: entriesOf(plan, direction) }))
    .filter(({ entries }) => entries.length > 0);
}

function entriesOf(plan: PolicyPlan, direction: Direction): PlanEntry[] {
  const proven = plan.effects
    .filter((effect) => effect.direction === direction)
    .map((effect) => ({
      id: effect.id,
      what: effectInWords(effect),
      paths: [...new Set([...effect.rules.before, ...effect.rules.after])],
      example: exampleOf(effect.counterexample),
      ...approvalOf(plan, effect),
    }));
  const declared = plan.structural
    .filter((change) => change.direction === direction && change.shownBy === undefined)
    .map((change) => ({
      id: change.id,
      what: structuralInWords(change),
      paths: [change.path],
      example: [],
      ...approvalOf(plan, change),
    }));
  return [...proven, ...declared];
}

/** Where tokens are issued before and after, that needs no saying. */
function exampleOf(counterexample: Counterexample): readonly string[] {
  const { before, after } = counterexample;
  const isPlain = before.outcome === "issue" && after.outcome === "issue";
  return [knownInWords(counterexample), ...(isPlain ? [] : [outcomesInWords(counterexample)])];
}

function approvalOf(
  { approved, unapproved }: PolicyPlan,
  { id, direction }: { readonly id: string; readonly direction: Direction },
): { readonly approval?: string } {
  if (direction !== "widening") return {};
  if (unapproved.includes(id)) return { approval: "not approved" };
  const found = approved.find((each) => each.id === id);
  return found === undefined ? {} : { approval: `approved: ${found.reason}` };
}

/** The tokens of a persona, by all ways of getting them in which the same changes. */
export interface PersonaEntry {
  readonly persona: string;
  readonly client: string;
  readonly changes: readonly TokenChange[];
  /** One for each grant. */
  readonly ways: readonly PersonaPlan[];
}

/** The personas whose tokens differ in more than the policy's own hash. */
export function changedPersonas(plan: PolicyPlan): readonly PersonaEntry[] {
  const entries = new Map<string, PersonaEntry>();
  for (const way of plan.personas) {
    const tokens = way.changes.filter(({ about }) => about === "tokens");
    // Who gets no tokens at all need not be told of each claim on them.
    const told = tokens.length > 0 ? tokens : way.changes;
    const changes = told.filter((change) => !isPolicyHash(plan, change));
    if (changes.length === 0) continue;
    const { persona, client } = way;
    const key = JSON.stringify([persona, client, changes]);
    const { ways = [] } = entries.get(key) ?? {};
    entries.set(key, { persona, client, changes, ways: [...ways, way] });
  }
  return [...entries.values()];
}

/** A claim with the hash of the policy differs with every change, and says nothing of what changed. */
function isPolicyHash({ before, after }: PolicyPlan, change: TokenChange): boolean {
  return change.before === before.hash && change.after === after.hash;
}

/** True where nothing differs at all. */
export function isUnchanged(plan: PolicyPlan): boolean {
  return (
    sectionsOf(plan).length === 0 && plan.undeployable.length === 0 && changedPersonas(plan).length === 0
  );
}

/** What a plan compares. */
export interface PlanHeading {
  readonly policyName: string;
  /** What with, like a revision. */
  readonly against: string;
  /** By name. */
  readonly environment?: string;
  readonly plan: Pick<PolicyPlan, "before" | "after">;
}

/** What was compared, in a line. */
export function headline({ policyName, against, environment, plan }: PlanHeading): string {
  const where = environment === undefined ? "" : `, environment ${environment}`;
  const version =
    plan.before.eventVersion === plan.after.eventVersion
      ? plan.after.eventVersion
      : `${plan.before.eventVersion} → ${plan.after.eventVersion}`;
  return `Policy ${policyName}, ${plan.before.hash} → ${plan.after.hash}, against ${against}${where}; event version ${version}`;
}

/** What was proved, in a sentence, where nothing widened. */
export const NOTHING_WIDENED =
  "Proved: nobody, whatever their groups, attributes and requests, can get a token, scope, group, role, claim or value that they could not get before.";

/** The same, where nothing differs at all. */
export const NOTHING_CHANGES =
  "Nothing changes: proved for all groups, attributes and requests that there could be.";
