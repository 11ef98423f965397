// How is a formula told to a solver? As clauses over names.
/// <reference path="./logic-solver.d.ts" />
import Logic, { type Solution, type Solver } from "logic-solver";
import type { Assignment, Formula, Formulas } from "./formulas.ts";

/** A name by its number in a solver; the number below zero says the reverse. */
export type Term = number;

/** The clauses of formulas. Each is given once; names begin with a prefix, so that several can share a solver. */
export class Encoding {
  readonly #formulas: Formulas;
  readonly #solver: Solver;
  readonly #prefix: string;
  readonly #terms = new Map<string, Term>();
  readonly #encoded = new Set<number>();
  readonly #declared = new Set<number>();

  constructor(formulas: Formulas, solver: Solver, prefix: string) {
    this.#formulas = formulas;
    this.#solver = solver;
    this.#prefix = prefix;
  }

  /** The name that is true only where the formula holds. */
  nameOf({ id }: Formula): Term {
    return this.term(`f${id}`);
  }

  /** A name's number. */
  term(name: string): Term {
    let known = this.#terms.get(name);
    if (known === undefined) {
      known = this.#solver.getVarNum(this.#prefix + name);
      this.#terms.set(name, known);
    }
    return known;
  }

  /** What a formula's name implies that was not said before: since nothing is negated, that direction is enough. */
  *clausesOf(formula: Formula): Generator<object> {
    if (this.#encoded.has(formula.id)) return;
    this.#encoded.add(formula.id);
    const no = -this.nameOf(formula);
    if (formula.kind === "is") {
      yield* this.#declare(formula.variable);
      yield Logic.or(no, ...formula.values.map((value) => this.#valueName(formula.variable, value)));
      return;
    }
    for (const part of formula.parts) yield* this.clausesOf(part);
    const names = formula.parts.map((part) => this.nameOf(part));
    if (formula.kind === "any") yield Logic.or(no, ...names);
    else for (const name of names) yield Logic.or(no, name);
  }

  /** All that makes a name imply that the formulas hold. */
  *askFor(parts: readonly Formula[], question: Term): Generator<object> {
    for (const part of parts) {
      yield* this.clausesOf(part);
      yield Logic.or(-question, this.nameOf(part));
    }
  }

  /**
   * Counts what the variables cost together, one after the other. Of `total`, the name at each place must be true where the cost is
   * more than that. (Sinz: Towards an optimal CNF encoding of Boolean cardinality constraints, sequential counter)
   */
  countCosts(upTo: number): { readonly clauses: readonly object[]; readonly total: readonly Term[] } {
    const clauses: object[] = [];
    for (const variable of this.#formulas.variables.keys()) clauses.push(...this.#declare(variable));
    let before: readonly Term[] = [];
    for (const [index, [name]] of [...this.costs()].entries()) {
      const now = Array.from({ length: upTo + 1 }, (_, count) => this.term(`n${index}.${count}`));
      for (const [count, more] of now.entries()) {
        const [same, fewer] = [before[count], before[count - 1]];
        if (same !== undefined) clauses.push(Logic.or(-same, more));
        if (count === 0) clauses.push(Logic.or(-name, more));
        else if (fewer !== undefined) clauses.push(Logic.or(-name, -fewer, more));
      }
      before = now;
    }
    return { clauses, total: before };
  }

  /** Every name of a value that costs something, with what it costs. */
  *costs(): Generator<readonly [name: Term, cost: number]> {
    for (const variable of this.#declared) {
      const { costs = [] } = this.#formulas.variables[variable] ?? {};
      for (const [value, cost] of costs.entries())
        if (cost > 0) yield [this.#valueName(variable, value), cost];
    }
  }

  /** The world that a solution describes. */
  worldOf(solution: Solution): Assignment {
    const world = new Map<number, number>();
    for (const variable of this.#declared) {
      const { costs = [] } = this.#formulas.variables[variable] ?? {};
      const value = costs.findIndex((_, each) => solution.evaluate(this.#valueName(variable, each)));
      if (value > 0) world.set(variable, value);
    }
    return world;
  }

  #valueName(variable: number, value: number): Term {
    return this.term(`v${variable}.${value}`);
  }

  /** A variable has some value, and from one value on none of the later ones. */
  *#declare(variable: number): Generator<object> {
    if (this.#declared.has(variable)) return;
    this.#declared.add(variable);
    const count = this.#formulas.variables[variable]?.costs.length ?? 0;
    const values = Array.from({ length: count }, (_, value) => this.#valueName(variable, value));
    yield Logic.or(...values);
    for (const [value, name] of values.entries()) {
      const passed = this.term(`p${variable}.${value}`);
      yield Logic.or(-name, passed);
      const next = values[value + 1];
      if (next === undefined) continue;
      yield Logic.or(-passed, this.term(`p${variable}.${value + 1}`));
      yield Logic.or(-passed, -next);
    }
  }
}
