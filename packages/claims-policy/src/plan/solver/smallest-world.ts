// What is the smallest world in which some formulas hold? One with the fewest facts beyond "nothing known".
import { type Assignment, type Formula, type Formulas, holds } from "./formulas.ts";

/** A smallest world, `none` where the whole space was searched in vain, `unknown` where the steps ran out. */
export type SearchResult = Assignment | "none" | "unknown";

/** Parts of which each must hold, with what a search needs to know of them. */
interface Conjuncts {
  readonly failing: readonly Formula[];
  /** The parts that are about one variable. */
  readonly plain: readonly Formula[];
  readonly byVariable: ReadonlyMap<number, readonly Formula[]>;
}

/** Searches for smallest worlds. What it works out about a formula it keeps. */
export class SmallestWorlds {
  readonly #formulas: Formulas;
  readonly #conjuncts = new Map<Formula, Conjuncts>();

  constructor(formulas: Formulas) {
    this.#formulas = formulas;
  }

  /**
   * Searches worlds in the order of their cost, so that the first one is a smallest. From "nothing known" on, some part that
   * does not hold is taken, and each way to make it hold is tried. Beginning elsewhere, `from`, it finds a world near by.
   */
  find(parts: readonly Formula[], maxSteps: number, from: Assignment = new Map()): SearchResult {
    const conjunctsOf = (part: Formula) => this.#conjunctsOf(part);
    const search = new Search(this.#formulas, { parts, from, steps: maxSteps, conjunctsOf });
    for (let budget = 0; ; budget++) {
      const found = search.within(budget);
      if (found !== "too dear") return found;
    }
  }

  /** True where the formula holds in a world. Of a long one, only what the world may have changed is looked at. */
  stillHolds(formula: Formula, world: Assignment): boolean {
    const { failing, byVariable } = this.#conjunctsOf(formula);
    if (!failing.every((part) => holds(part, world))) return false;
    for (const variable of world.keys())
      for (const part of byVariable.get(variable) ?? []) if (!holds(part, world)) return false;
    return true;
  }

  #conjunctsOf(formula: Formula): Conjuncts {
    let known = this.#conjuncts.get(formula);
    if (known === undefined) {
      const parts = flattened(formula);
      const byVariable = new Map<number, Formula[]>();
      for (const part of parts) {
        for (const variable of this.#formulas.support(part)) {
          const others = byVariable.get(variable);
          if (others === undefined) byVariable.set(variable, [part]);
          else others.push(part);
        }
      }
      const failing = parts.filter(({ byDefault }) => !byDefault);
      const plain = parts.filter(({ kind }) => kind === "is");
      known = { failing, plain, byVariable };
      this.#conjuncts.set(formula, known);
    }
    return known;
  }
}

function flattened(formula: Formula): readonly Formula[] {
  return formula.kind === "all" ? formula.parts.flatMap(flattened) : [formula];
}

interface SearchOf {
  readonly parts: readonly Formula[];
  readonly from: Assignment;
  readonly steps: number;
  readonly conjunctsOf: (part: Formula) => Conjuncts;
}

class Search {
  readonly #formulas: Formulas;
  readonly #conjunctsOf: SearchOf["conjunctsOf"];
  /** What must hold: what was asked for, and what a branch chose to make a part hold. */
  readonly #parts: Conjuncts[] = [];
  /** Of these parts, those about one variable. */
  readonly #plain = new Map<number, Formula[]>();
  /** The variables that were decided, also those of where the search began. */
  readonly #world: Map<number, number>;
  /** The parts for which a branch chose: they will hold. */
  readonly #settled = new Set<Formula>();
  #steps: number;
  #isCut = false;

  constructor(formulas: Formulas, { parts, from, steps, conjunctsOf }: SearchOf) {
    this.#formulas = formulas;
    this.#conjunctsOf = conjunctsOf;
    this.#world = new Map(from);
    this.#steps = steps;
    for (const part of parts) this.#require(part);
  }

  #require(part: Formula): void {
    const conjuncts = this.#conjunctsOf(part);
    this.#parts.push(conjuncts);
    for (const each of conjuncts.plain) {
      const others = this.#plain.get(each.variable);
      if (others === undefined) this.#plain.set(each.variable, [each]);
      else others.push(each);
    }
  }

  /** Takes back what was required last. */
  #release(): void {
    for (const { variable } of this.#parts.pop()?.plain ?? []) this.#plain.get(variable)?.pop();
  }

  /** True where nothing that is required stands against the value. */
  #isAllowed(variable: number, value: number): boolean {
    return (this.#plain.get(variable) ?? []).every(({ values }) => values.includes(value));
  }

  within(budget: number): SearchResult | "too dear" {
    this.#isCut = false;
    if (this.#extend(budget)) return new Map(this.#world);
    if (this.#steps <= 0) return "unknown";
    return this.#isCut ? "too dear" : "none";
  }

  /** True where the world, with more facts of at most this cost, satisfies all parts; it then has them. */
  #extend(budget: number): boolean {
    if (this.#steps-- <= 0) return false;
    const { part, atLeast } = this.#narrowestFailing();
    if (part === undefined) return true;
    if (atLeast > budget || (budget === 0 && !this.#canChangeFreely(part))) {
      this.#isCut = true;
      return false;
    }
    return part.kind === "is" ? this.#decide(part, budget) : this.#choose(part, budget);
  }

  /** A variable that is not what it must be: each value that it may have is tried. */
  #decide({ variable, values }: Formula, budget: number): boolean {
    if (this.#world.has(variable)) return false;
    const costs = this.#formulas.variables[variable]?.costs ?? [];
    for (const value of values) {
      if (!this.#isAllowed(variable, value)) continue;
      const cost = costs[value] ?? 0;
      if (cost > budget) this.#isCut = true;
      else {
        this.#world.set(variable, value);
        if (this.#extend(budget - cost)) return true;
        this.#world.delete(variable);
      }
    }
    return false;
  }

  /** One of several must hold: each is tried, with all that it takes. */
  #choose(part: Formula, budget: number): boolean {
    this.#settled.add(part);
    for (const choice of part.parts) {
      const atLeast = this.#costOf(choice);
      if (atLeast > budget) {
        if (atLeast < Number.POSITIVE_INFINITY) this.#isCut = true;
        continue;
      }
      this.#require(choice);
      if (this.#extend(budget)) return true;
      this.#release();
    }
    this.#settled.delete(part);
    return false;
  }

  /** True where something about the part can change without a cost: that a look-up found what is counted by field. */
  #canChangeFreely(part: Formula): boolean {
    return this.#formulas
      .support(part)
      .some((variable) => this.#formulas.variables[variable]?.costs.indexOf(0, 1) !== -1);
  }

  /**
   * The part that does not hold and leaves the fewest choices: of what did not hold from the start, and what was undone since. With
   * it, what all that does not hold costs at least.
   */
  #narrowestFailing(): { readonly part: Formula | undefined; readonly atLeast: number } {
    let narrowest: Formula | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    const costs = new Map<number, number>();
    const look = (part: Formula) => {
      const choices = part.kind === "is" ? 1 : part.parts.length;
      if ((choices >= fewest && choices > 1) || this.#settled.has(part) || holds(part, this.#world)) return;
      if (part.kind === "is") costs.set(part.variable, this.#costOf(part));
      if (choices >= fewest) return;
      narrowest = part;
      fewest = choices;
    };
    for (const { failing, byVariable } of this.#parts) {
      for (const part of failing) look(part);
      for (const variable of this.#world.keys())
        for (const part of byVariable.get(variable) ?? []) look(part);
    }
    let atLeast = 0;
    for (const cost of costs.values()) atLeast += cost;
    return { part: narrowest, atLeast };
  }

  /** What it costs at least to make a formula hold from here on; infinite where what is decided stands against it. */
  #costOf(formula: Formula): number {
    const { kind, variable, values, parts } = formula;
    if (kind === "is") {
      const decided = this.#world.get(variable);
      if (values.includes(decided ?? 0)) return 0;
      if (decided !== undefined) return Number.POSITIVE_INFINITY;
      const { costs = [] } = this.#formulas.variables[variable] ?? {};
      let least = Number.POSITIVE_INFINITY;
      for (const value of values)
        if (this.#isAllowed(variable, value)) least = Math.min(least, costs[value] ?? 0);
      return least;
    }
    if (kind === "any")
      return parts.reduce(
        (least, part) => (least === 0 ? 0 : Math.min(least, this.#costOf(part))),
        Number.POSITIVE_INFINITY,
      );
    return this.#costOfAll(parts);
  }

  /** Different variables cost together; of the other parts, which may share some, the dearest counts if it shares none with those. */
  #costOfAll(parts: readonly Formula[]): number {
    let plain = 0;
    let dearest = 0;
    let together = 0;
    const variables = new Set<number>();
    for (const part of parts) {
      if (part.kind === "is") {
        plain += this.#costOf(part);
        variables.add(part.variable);
      }
    }
    for (const part of parts) {
      if (part.kind === "is") continue;
      const cost = this.#costOf(part);
      dearest = Math.max(dearest, cost);
      const isApart =
        cost > together && !this.#formulas.support(part).some((variable) => variables.has(variable));
      if (isApart) together = cost;
    }
    return Math.max(plain + together, dearest);
  }
}
