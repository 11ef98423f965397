// Is there any world in which some formulas hold? Asks MiniSat, as logic-solver brings it: it runs in every runtime, at once.
/// <reference path="./logic-solver.d.ts" />
import Logic, { type Solver } from "logic-solver";
import { Encoding, type Term } from "./encoding.ts";
import { type Assignment, type Formula, type Formulas, holds } from "./formulas.ts";

/** A solver, and how much it was told. */
interface Told {
  readonly solver: Solver;
  clauses: number;
  users: number;
}

/**
 * To start a solver takes 64 MB and a tenth of a second, so small questions share one. One that was told much is left behind: each
 * question makes it look through all of it.
 */
const FULL_CLAUSES = 20_000;
let shared: Told | undefined;

/** Up to here a cost is counted by clauses that are made once. */
const COUNTED = 8;

/** Answers questions about formulas of one maker. What it was told it keeps, so that related questions cost little. */
export class Satisfiability {
  readonly #formulas: Formulas;
  #own: { readonly told: Told; readonly encoding: Encoding } | undefined;
  #counting:
    | { readonly solver: Solver; readonly encoding: Encoding; readonly total: readonly Term[] }
    | undefined;
  #questions = 0;

  constructor(formulas: Formulas) {
    this.#formulas = formulas;
  }

  /** True where the formulas hold together in some world. */
  isPossible(parts: readonly Formula[]): boolean {
    return Logic.disablingAssertions(() => {
      if (this.#own === undefined || this.#own.told.clauses > FULL_CLAUSES) this.#own = this.#begin();
      const { told, encoding } = this.#own;
      const question = encoding.term(`q${this.#questions++}`);
      const clauses = [...encoding.askFor(parts, question)];
      told.clauses += clauses.length;
      told.solver.require(clauses);
      return told.solver.solveAssuming(question) !== null;
    });
  }

  /**
   * A world of the lowest cost in which the formulas hold; `undefined` where there is none. Asks for one of the cost that it has at
   * least, then of more and more. Which of several it gives depends on what was asked here before, and on nothing else.
   */
  cheapest(parts: readonly Formula[], atLeast: number): Assignment | undefined {
    return Logic.disablingAssertions(() => {
      this.#counting ??= this.#beginCounting();
      const { solver, encoding, total } = this.#counting;
      for (const tooMuch of total.slice(atLeast)) {
        const question = encoding.term(`q${this.#questions++}`);
        solver.require([...encoding.askFor(parts, question), Logic.or(-question, -tooMuch)]);
        const found = solver.solveAssuming(question);
        if (found !== null) return this.#withoutIdle(encoding.worldOf(found), parts);
      }
      return this.#minimise(parts);
    });
  }

  /** What minimises adds constraints for good, so it has a solver to itself. */
  #minimise(parts: readonly Formula[]): Assignment | undefined {
    const solver = new Logic.Solver();
    const encoding = new Encoding(this.#formulas, solver, "");
    const question = encoding.term("q");
    solver.require([...encoding.askFor(parts, question), Logic.or(question)]);
    const first = solver.solve();
    if (first === null) return undefined;
    const costs = [...encoding.costs()];
    const names = costs.map(([name]) => name);
    const found = solver.minimizeWeightedSum(
      first,
      names,
      costs.map(([, cost]) => cost),
    );
    return this.#withoutIdle(encoding.worldOf(found), parts);
  }

  /** A world without what costs nothing and changes nothing. */
  #withoutIdle(world: Assignment, parts: readonly Formula[]): Assignment {
    let least = world;
    for (const [variable, value] of world) {
      if (this.#formulas.variables[variable]?.costs[value] !== 0) continue;
      const less = new Map([...least].filter(([other]) => other !== variable));
      if (parts.every((part) => holds(part, less))) least = less;
    }
    return least;
  }

  #begin() {
    if (shared === undefined || shared.clauses > FULL_CLAUSES)
      shared = { solver: new Logic.Solver(), clauses: 0, users: 0 };
    const encoding = new Encoding(this.#formulas, shared.solver, `u${shared.users++} `);
    return { told: shared, encoding };
  }

  #beginCounting() {
    const solver = new Logic.Solver();
    const encoding = new Encoding(this.#formulas, solver, "");
    const { clauses, total } = encoding.countCosts(COUNTED);
    solver.require(clauses);
    return { solver, encoding, total };
  }
}
