// In which worlds is a condition true, false, or unknown? Strong Kleene logic, as `evaluate` has it.

import { atomsOf } from "../../analysis/facts-read.ts";
import { FAILED_LOOKUP, FALSE, INVALID_FACT, TRUE, type Truth } from "../../evaluation/truth.ts";
import type { Atom, Condition } from "../../language/conditions.ts";
import type { Formula } from "../solver/formulas.ts";
import { type TruthWorlds, truthWorlds } from "./partition.ts";
import type { Space } from "./space.ts";

/** Where a condition is what. Where it is none of these it is unknown, because a fact is absent. */
export interface ConditionWorlds {
  readonly isTrue: Formula;
  readonly isFalse: Formula;
  /** Unknown, and the gravest reason is an invalid fact. */
  readonly isInvalid: Formula;
  /** Unknown, and the gravest reason is a look-up that failed. */
  readonly isFailed: Formula;
}

/** What conditions are read for: one side, one client. */
export interface ConditionContext {
  readonly space: Space;
  readonly side: number;
  readonly client: string;
  /** The worlds in which the trigger is told that the scope was asked for. */
  readonly isRequested: (scope: string) => Formula;
}

/** Reads conditions for one side and one client. */
export function conditionWorlds(condition: Condition, context: ConditionContext): ConditionWorlds {
  return onceFor(condition, context, [condition], () => worked(condition, context));
}

function worked(condition: Condition, context: ConditionContext): ConditionWorlds {
  switch (condition.test) {
    case "all":
      return allOf(condition.conditions, context);
    case "any":
      return negated(allOf(condition.conditions, context, negated), context);
    case "not":
      return negated(conditionWorlds(condition.condition, context));
    default:
      return atomWorlds(condition, context);
  }
}

/** A rule without a condition always applies. */
export function whenWorlds(when: Condition | undefined, context: ConditionContext): ConditionWorlds {
  return when === undefined ? settled(context, true) : conditionWorlds(when, context);
}

/** What the worlds of a condition depend on besides the side. */
interface Dependence {
  /** The clients that it tells apart. */
  readonly clients: ReadonlySet<string>;
  /** True where it asks for a scope: which may be asked for differs from client to client. */
  readonly onScopes: boolean;
}

const dependences = new WeakMap<Condition, Dependence>();

function dependenceOf(condition: Condition): Dependence {
  let known = dependences.get(condition);
  if (known === undefined) {
    const atoms = [...atomsOf(condition, "")].map(({ atom }) => atom);
    const clients = new Set(atoms.flatMap((atom) => (atom.test === "isClient" ? [atom.client] : [])));
    known = { clients, onScopes: atoms.some(({ test }) => test === "scopeRequested") };
    dependences.set(condition, known);
  }
  return known;
}

const results = new WeakMap<Space, Map<string, WeakMap<object, unknown>>>();

/** Most rules are the same for most clients: what follows from a rule and its conditions is worked out once for all that they cannot tell apart. */
export function onceFor<T>(
  rule: object,
  { space, side, client }: ConditionContext,
  conditions: readonly Condition[],
  work: () => T,
): T {
  const isOwn = conditions.some((condition) => {
    const { clients, onScopes } = dependenceOf(condition);
    return onScopes || clients.has(client);
  });
  const subject = isOwn ? `${side} ${client}` : `${side}`;
  const ofSpace = results.get(space) ?? new Map<string, WeakMap<object, unknown>>();
  results.set(space, ofSpace);
  const ofSubject = ofSpace.get(subject) ?? new WeakMap<object, unknown>();
  ofSpace.set(subject, ofSubject);
  const known = ofSubject.get(rule);
  if (known !== undefined) return known as T;
  const made = work();
  ofSubject.set(rule, made);
  return made;
}

type Change = (worlds: ConditionWorlds, context: ConditionContext) => ConditionWorlds;

const asItIs: Change = (worlds) => worlds;

function negated(
  { isTrue, isFalse, ...unknown }: ConditionWorlds,
  _context?: ConditionContext,
): ConditionWorlds {
  return { isTrue: isFalse, isFalse: isTrue, ...unknown };
}

/** False decides; else the gravest unknown; else true. `any` is this with everything turned round, before and after. */
function allOf(
  conditions: readonly Condition[],
  context: ConditionContext,
  change: Change = asItIs,
): ConditionWorlds {
  const { formulas } = context.space;
  const parts = conditions.map((part) => change(conditionWorlds(part, context), context));
  const isFalse = formulas.any(parts.map((part) => part.isFalse));
  const undecided = formulas.not(isFalse);
  const someFailed = formulas.any(parts.map((part) => part.isFailed));
  const someInvalid = formulas.any(parts.map((part) => part.isInvalid));
  return {
    isTrue: formulas.all(parts.map((part) => part.isTrue)),
    isFalse,
    isFailed: formulas.all([undecided, someFailed]),
    isInvalid: formulas.all([undecided, formulas.not(someFailed), someInvalid]),
  };
}

function settled({ space: { formulas } }: ConditionContext, holds: boolean): ConditionWorlds {
  return decided(formulas.constant(holds), { formulas });
}

function decided(isTrue: Formula, { formulas }: Pick<Space, "formulas">): ConditionWorlds {
  const none = formulas.FALSE;
  return { isTrue, isFalse: formulas.not(isTrue), isInvalid: none, isFailed: none };
}

function atomWorlds(atom: Atom, context: ConditionContext): ConditionWorlds {
  const { space, client, isRequested } = context;
  switch (atom.test) {
    case "inGroup":
      return decided(space.inGroup(atom.group), space);
    case "isClient":
      return settled(context, atom.client === client);
    case "scopeRequested":
      return decided(isRequested(atom.scope), space);
    default: {
      const worlds = factAtom(atom, context);
      const of = (truth: Truth) => worlds.get(truth) ?? space.formulas.FALSE;
      return {
        isTrue: of(TRUE),
        isFalse: of(FALSE),
        isInvalid: of(INVALID_FACT),
        isFailed: of(FAILED_LOOKUP),
      };
    }
  }
}

function factAtom(
  atom: Exclude<Atom, { test: "inGroup" | "isClient" | "scopeRequested" }>,
  { space, side }: ConditionContext,
): TruthWorlds {
  return truthWorlds(space, side, atom);
}
