// What can be said about a world? Formulas over variables that each have one of a few values; equal formulas are one object.

/** One unknown of a world. Value 0 is what it is when nothing is known. */
export interface Variable {
  /** The cost of each value: how many facts it adds to "nothing known". That of value 0 is 0. */
  readonly costs: readonly number[];
}

/** Says of each variable, by its number, which value it has; a variable that is not there has value 0. */
export type Assignment = ReadonlyMap<number, number>;

/** Something that is true or false in each world. Negation is pushed down to the variables, so there is none. */
export interface Formula {
  readonly id: number;
  /** `is`: the variable has one of the values. `all` of nothing is true, `any` of nothing false. */
  readonly kind: "is" | "all" | "any";
  readonly variable: number;
  readonly values: readonly number[];
  readonly parts: readonly Formula[];
  /** Whether it holds where every variable has value 0. */
  readonly byDefault: boolean;
}

/** Makes formulas. Those made by one maker can be compared by identity. */
export class Formulas {
  readonly variables: Variable[] = [];
  readonly #known = new Map<string, Formula>();
  readonly #negations = new Map<Formula, Formula>();
  readonly #supports = new Map<Formula, readonly number[]>();
  readonly TRUE: Formula = this.#make("all", {}, true);
  readonly FALSE: Formula = this.#make("any", {}, false);

  /** Adds a variable and gives its number. */
  addVariable(variable: Variable): number {
    return this.variables.push(variable) - 1;
  }

  /** The variable has one of these values. */
  is(variable: number, values: readonly number[]): Formula {
    const count = this.variables[variable]?.costs.length ?? 0;
    if (values.length === 0) return this.FALSE;
    if (values.length === count) return this.TRUE;
    const sorted = [...values].sort((a, b) => a - b);
    return this.#make("is", { variable, values: sorted }, sorted[0] === 0);
  }

  /** Every part holds. */
  all(parts: Iterable<Formula>): Formula {
    return this.#combine("all", parts);
  }

  /** Some part holds. */
  any(parts: Iterable<Formula>): Formula {
    return this.#combine("any", parts);
  }

  /** The formula does not hold. */
  not(formula: Formula): Formula {
    const known = this.#negations.get(formula);
    if (known !== undefined) return known;
    const negation = this.#negate(formula);
    this.#negations.set(formula, negation).set(negation, formula);
    return negation;
  }

  /** A formula that is settled from outside. */
  constant(holds: boolean): Formula {
    return holds ? this.TRUE : this.FALSE;
  }

  /** True where one of the formulas, or a part that it needs, says the reverse of another: no world is needed to see it. */
  contradict(formulas: readonly Formula[]): boolean {
    const needed = new Set<Formula>();
    const add = (formula: Formula): void => {
      needed.add(formula);
      if (formula.kind === "all") formula.parts.forEach(add);
    };
    formulas.forEach(add);
    for (const formula of needed) {
      const negation = this.#negations.get(formula);
      if (negation !== undefined && needed.has(negation)) return true;
    }
    return false;
  }

  /** The variables that the formula speaks of, in ascending order. */
  support(formula: Formula): readonly number[] {
    let known = this.#supports.get(formula);
    if (known === undefined) {
      const all = new Set<number>(formula.kind === "is" ? [formula.variable] : []);
      for (const part of formula.parts) for (const variable of this.support(part)) all.add(variable);
      known = [...all].sort((a, b) => a - b);
      this.#supports.set(formula, known);
    }
    return known;
  }

  #negate({ kind, variable, values, parts }: Formula): Formula {
    if (kind === "is") {
      const count = this.variables[variable]?.costs.length ?? 0;
      const others = Array.from({ length: count }, (_, value) => value).filter(
        (value) => !values.includes(value),
      );
      return this.is(variable, others);
    }
    const negated = parts.map((part) => this.not(part));
    return kind === "all" ? this.any(negated) : this.all(negated);
  }

  #combine(kind: "all" | "any", parts: Iterable<Formula>): Formula {
    const [neutral, decisive] = kind === "all" ? [this.TRUE, this.FALSE] : [this.FALSE, this.TRUE];
    const kept = new Set<Formula>();
    for (const part of parts) {
      const negation = this.#negations.get(part);
      if (part === decisive || (negation !== undefined && kept.has(negation))) return decisive;
      if (part !== neutral) kept.add(part);
    }
    const [first, ...others] = [...kept].sort((a, b) => a.id - b.id);
    if (first === undefined) return neutral;
    if (others.length === 0) return first;
    const all = [first, ...others];
    const byDefault =
      kind === "all" ? all.every((part) => part.byDefault) : all.some((part) => part.byDefault);
    return this.#make(kind, { parts: all }, byDefault);
  }

  #make(
    kind: Formula["kind"],
    { variable = -1, values = [], parts = [] }: Partial<Pick<Formula, "variable" | "values" | "parts">>,
    byDefault: boolean,
  ): Formula {
    const key = `${kind} ${variable} ${values.join()} ${parts.map(({ id }) => id).join()}`;
    let made = this.#known.get(key);
    if (made === undefined) {
      made = { id: this.#known.size, kind, variable, values, parts, byDefault };
      this.#known.set(key, made);
    }
    return made;
  }
}

/** True where the formula holds in the world. Loops: it is asked many thousand times. */
export function holds({ kind, variable, values, parts }: Formula, world: Assignment): boolean {
  if (kind === "is") return values.includes(world.get(variable) ?? 0);
  const decisive = kind === "any";
  for (const part of parts) if (holds(part, world) === decisive) return decisive;
  return !decisive;
}
