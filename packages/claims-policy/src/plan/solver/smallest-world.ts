// What is the smallest world in which some formulas hold? One with the fewest facts beyond "nothing known".
import { type Assignment, type Formula, type Formulas, holds } from "./formulas.ts";

/** What a search comes to. */
export type SearchResult =
  | { readonly outcome: "found"; readonly world: Assignment }
  /** The whole space was searched in vain. */
  | { readonly outcome: "none" }
  /** The steps ran out: a world costs at least so much, if there is one. */
  | { readonly outcome: "unknown"; readonly atLeast: number };

/** Parts of which each must hold, with what a search needs to know of them. */
interface Conjuncts {
  /** The parts that are looked at in every world: those that do not hold by default. */
  readonly first: readonly Formula[];
  /** The parts that are about one variable. */
  readonly plain: readonly Formula[];
  /** The parts that are looked at where a variable was decided. */
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
      if (found !== undefined) return found;
    }
  }

  /** True where the formula holds in a world. Of a long one, only what the world may have changed is looked at. */
  stillHolds(formula: Formula, world: Assignment): boolean {
    const { first, byVariable } = this.#conjunctsOf(formula);
    if (!first.every((part) => holds(part, world))) return false;
    for (const variable of world.keys())
      for (const part of byVariable.get(variable) ?? []) if (!holds(part, world)) return false;
    return true;
  }

  #conjunctsOf(formula: Formula): Conjuncts {
    let known = this.#conjuncts.get(formula);
    if (known === undefined) {
      known = conjunctsIn(flattened(formula), this.#formulas);
      this.#conjuncts.set(formula, known);
    }
    return known;
  }
}

/** Few parts are looked at each time: to find those that a variable touches would take longer. */
const FEW = 4;
const NO_PARTS: Conjuncts["byVariable"] = new Map();

function conjunctsIn(parts: readonly Formula[], formulas: Formulas): Conjuncts {
  const plain = parts.filter(({ kind }) => kind === "is");
  if (parts.length <= FEW) return { first: parts, plain, byVariable: NO_PARTS };
  const byVariable = new Map<number, Formula[]>();
  for (const part of parts) {
    for (const variable of formulas.support(part)) {
      const others = byVariable.get(variable);
      if (others === undefined) byVariable.set(variable, [part]);
      else others.push(part);
    }
  }
  return { first: parts.filter(({ byDefault }) => !byDefault), plain, byVariable };
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

/** What does not hold. */
interface Failing {
  narrowest: Formula | undefined;
  fewest: number;
  /** Of the variables that must have another value. */
  readonly costs: Map<number, number>;
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

  /** `undefined` where every world is dearer. */
  within(budget: number): SearchResult | undefined {
    this.#isCut = false;
    if (this.#extend(budget)) return { outcome: "found", world: new Map(this.#world) };
    if (this.#steps <= 0) return { outcome: "unknown", atLeast: budget };
    return this.#isCut ? undefined : { outcome: "none" };
  }

  /** True where the world, with more facts of at most this cost, satisfies all parts; it then has them. */
  #extend(budget: number): boolean {
    if (this.#steps-- <= 0) return false;
    const { part, atLeast } = this.#narrowestFailing();
    if (part === undefined) return true;
    // Dearer is for another time; what stands against all that was decided is for none.
    if (atLeast > budget || (budget === 0 && !this.#canChangeFreely(part))) {
      this.#isCut ||= atLeast < Number.POSITIVE_INFINITY;
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
    const found: Failing = { narrowest: undefined, fewest: Number.POSITIVE_INFINITY, costs: new Map() };
    for (const { first, byVariable } of this.#parts) {
      this.#look(first, found);
      for (const variable of this.#world.keys()) {
        const undone = byVariable.get(variable);
        if (undone !== undefined) this.#look(undone, found);
      }
    }
    let atLeast = 0;
    for (const cost of found.costs.values()) atLeast += cost;
    return { part: found.narrowest, atLeast };
  }

  #look(parts: readonly Formula[], found: Failing): void {
    for (const part of parts) {
      const choices = part.kind === "is" ? 1 : part.parts.length;
      if (choices > 1 && (choices >= found.fewest || this.#settled.has(part))) continue;
      if (holds(part, this.#world)) continue;
      if (part.kind === "is") found.costs.set(part.variable, this.#costOf(part));
      if (choices >= found.fewest) continue;
      found.narrowest = part;
      found.fewest = choices;
    }
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
    const plain = new Map<number, number>();
    for (const part of parts) {
      if (part.kind !== "is") continue;
      plain.set(part.variable, Math.max(plain.get(part.variable) ?? 0, this.#costOf(part)));
    }
    let dearest = 0;
    let together = 0;
    for (const part of parts) {
      if (part.kind === "is") continue;
      const cost = this.#costOf(part);
      dearest = Math.max(dearest, cost);
      const isApart =
        cost > together && !this.#formulas.support(part).some((variable) => plain.has(variable));
      if (isApart) together = cost;
    }
    let sum = together;
    for (const cost of plain.values()) sum += cost;
    return Math.max(sum, dearest);
  }
}
