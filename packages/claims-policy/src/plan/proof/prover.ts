// Is there a world in which some formulas hold, and which is the smallest?
import { type Assignment, type Formula, holds } from "../solver/formulas.ts";
import { Satisfiability } from "../solver/satisfiability.ts";
import { SmallestWorlds } from "../solver/smallest-world.ts";
import type { Space } from "../worlds/space.ts";

/** Enough for what a person would call a small counterexample. */
const STEPS = 400;

/**
 * Answers questions about the worlds of a space. Most worlds that exist are small, so they are searched for first; that there is
 * none is for the solver to prove, and for no search.
 *
 * A question has two parts: what is asked about, and the gate, what must hold besides for tokens to be issued. Many clients ask the
 * same behind gates that seldom matter. So the gate is left out at first: what is impossible without it is impossible, and the
 * smallest world without it is the smallest, if it passes.
 */
export class Prover {
  readonly space: Space;
  readonly #solver: Satisfiability;
  readonly #search: SmallestWorlds;
  readonly #worlds = new Map<string, Assignment | undefined>();
  readonly #possible = new Map<string, boolean>();

  constructor(space: Space) {
    this.space = space;
    this.#solver = new Satisfiability(space.formulas);
    this.#search = new SmallestWorlds(space.formulas);
  }

  /** A smallest world in which all of it holds, or `undefined` where there is none. */
  smallestWorld(asked: readonly Formula[], gate: readonly Formula[] = []): Assignment | undefined {
    const own = this.#smallest(asked);
    if (own === undefined || gate.every((part) => this.#search.stillHolds(part, own))) return own;
    return this.#smallest([...asked, ...gate]);
  }

  /** True where all of it holds in some world. `near`, where some of it holds, is where to look first. */
  isPossible(parts: readonly Formula[], near?: Assignment): boolean {
    const key = keyOf(parts);
    let known = this.#worlds.has(key) ? this.#worlds.get(key) !== undefined : this.#possible.get(key);
    if (known === undefined) {
      known = this.#isNear(parts, near) || this.#solver.isPossible(parts);
      this.#possible.set(key, known);
    }
    return known;
  }

  #isNear(parts: readonly Formula[], near: Assignment = new Map()): boolean {
    if (parts.every((part) => holds(part, near))) return true;
    return this.#search.find(parts, STEPS, near).outcome === "found";
  }

  #smallest(parts: readonly Formula[]): Assignment | undefined {
    const key = keyOf(parts);
    if (!this.#worlds.has(key)) this.#worlds.set(key, this.#find(parts));
    return this.#worlds.get(key);
  }

  #find(parts: readonly Formula[]): Assignment | undefined {
    if (this.space.formulas.contradict(parts)) return undefined;
    const found = this.#search.find(parts, STEPS);
    if (found.outcome === "found") return found.world;
    if (!this.#solver.isPossible(parts)) return undefined;
    const cheapest = found.outcome === "none" ? undefined : this.#solver.cheapest(parts, found.atLeast);
    if (cheapest === undefined) throw disagreement();
    return cheapest;
  }
}

function keyOf(parts: readonly Formula[]): string {
  return parts
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join();
}

/** The search went through every world, and the solver knows one that it missed. */
function disagreement(): Error {
  return new PlanError("PROVER_DISAGREES", "the search and the solver disagree: report this as a defect");
}

/** What the prover says does not hold. Never about a policy: a defect of this package, and no plan is better than a wrong one. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  readonly code: "PROVER_DISAGREES";
  /** The effect that was to be shown. */
  readonly effect: string | undefined;

  constructor(code: "PROVER_DISAGREES", message: string, effect?: string) {
    super(message);
    this.code = code;
    this.effect = effect;
  }
}
