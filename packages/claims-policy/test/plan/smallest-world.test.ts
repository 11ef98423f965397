// Is the world that is found the smallest, by search and by solver alike? Against trying every assignment of small formulas.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Assignment, type Formula, Formulas, holds } from "../../src/plan/solver/formulas.ts";
import { Satisfiability } from "../../src/plan/solver/satisfiability.ts";
import { SmallestWorlds } from "../../src/plan/solver/smallest-world.ts";

/** A formula as data: a variable and values, or parts. */
type Shape =
  | { readonly variable: number; readonly values: readonly number[] }
  | { readonly kind: "all" | "any" | "not"; readonly parts: readonly Shape[] };

/** The last variable has a value that costs nothing, as a look-up that found something does. */
const COSTS = [
  [0, 1],
  [0, 1],
  [0, 1, 1],
  [0, 1, 1, 1],
  [0, 0, 1],
];

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4 },
    fc
      .nat(COSTS.length - 1)
      .chain((variable) =>
        fc
          .subarray([...(COSTS[variable] ?? []).keys()], { minLength: 1 })
          .map((values) => ({ variable, values })),
      ),
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const, "not" as const),
      parts: fc.array(tie("shape"), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

function formulaOf(formulas: Formulas, of: Shape): Formula {
  if ("variable" in of) return formulas.is(of.variable, of.values);
  const parts = of.parts.map((part) => formulaOf(formulas, part));
  if (of.kind === "not") return formulas.not(formulas.all(parts));
  return of.kind === "all" ? formulas.all(parts) : formulas.any(parts);
}

/** What a shape says of a world, without any formula. */
function says(of: Shape, world: readonly number[]): boolean {
  if ("variable" in of) return of.values.includes(world[of.variable] ?? 0);
  const parts = of.parts.map((part) => says(part, world));
  if (of.kind === "not") return !parts.every(Boolean);
  return of.kind === "all" ? parts.every(Boolean) : parts.some(Boolean);
}

const WORLDS = COSTS.reduce<number[][]>(
  (worlds, values) => worlds.flatMap((world) => values.map((_, value) => world.concat(value))),
  [[]],
);
const costIn = (world: readonly number[]) =>
  world.reduce((sum, value, variable) => sum + (COSTS[variable]?.[value] ?? 0), 0);
const assigned = (world: Assignment) => COSTS.map((_, variable) => world.get(variable) ?? 0);

function made(shapes: readonly Shape[]): { readonly formulas: Formulas; readonly parts: Formula[] } {
  const formulas = new Formulas();
  for (const costs of COSTS) formulas.addVariable({ costs });
  return { formulas, parts: shapes.map((each) => formulaOf(formulas, each)) };
}

/** The cost of a cheapest world, if there is any. */
function cheapest(shapes: readonly Shape[]): number | undefined {
  const costs = WORLDS.filter((world) => shapes.every((each) => says(each, world))).map(costIn);
  return costs.length === 0 ? undefined : Math.min(...costs);
}

const shapes = fc.array(shape, { minLength: 1, maxLength: 3 });
const RUNS = { numRuns: 1_000 };

describe("a formula", () => {
  it("holds where what it was made of says so, and its negation everywhere else", () => {
    fc.assert(
      fc.property(shape, (of) => {
        const { formulas, parts } = made([of]);
        const [formula] = parts as [Formula];
        for (const world of WORLDS) {
          const given = new Map(world.entries());
          expect(holds(formula, given)).toBe(says(of, world));
          expect(holds(formulas.not(formula), given)).toBe(!says(of, world));
        }
        expect(formula.byDefault).toBe(
          says(
            of,
            COSTS.map(() => 0),
          ),
        );
      }),
      RUNS,
    );
  });

  it("contradicts others only where no world has them all", () => {
    fc.assert(
      fc.property(shapes, (of) => {
        const { formulas, parts } = made(of);
        if (formulas.contradict(parts)) expect(cheapest(of)).toBe(undefined);
      }),
      RUNS,
    );
  });
});

describe("the smallest world", () => {
  it("is found by the search, wherever there is one", () => {
    fc.assert(
      fc.property(shapes, (of) => {
        const { formulas, parts } = made(of);
        const result = new SmallestWorlds(formulas).find(parts, 1_000_000);
        const least = cheapest(of);
        expect(result.outcome).toBe(least === undefined ? "none" : "found");
        if (result.outcome !== "found") return;
        expect(parts.every((part) => holds(part, result.world))).toBe(true);
        expect(costIn(assigned(result.world))).toBe(least);
      }),
      RUNS,
    );
  });

  it("costs at least what a search says that ran out of steps", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 12 }), (of, steps) => {
        const { formulas, parts } = made(of);
        const result = new SmallestWorlds(formulas).find(parts, steps);
        if (result.outcome === "unknown") expect(cheapest(of) ?? 99).toBeGreaterThanOrEqual(result.atLeast);
        if (result.outcome === "none") expect(cheapest(of)).toBe(undefined);
      }),
      RUNS,
    );
  });

  it("is found by the solver, which says as well whether there is one", () => {
    fc.assert(
      fc.property(fc.array(shapes, { minLength: 1, maxLength: 4 }), (questions) => {
        // One solver for several questions: what it was told before must not change its answers.
        const { formulas, parts } = made(questions.flat());
        const solver = new Satisfiability(formulas);
        let from = 0;
        for (const of of questions) {
          const asked = parts.slice(from, from + of.length);
          from += of.length;
          const least = cheapest(of);
          expect(solver.isPossible(asked)).toBe(least !== undefined);
          if (least === undefined) continue;
          const world = solver.cheapest(asked, 0);
          expect(world && asked.every((part) => holds(part, world))).toBe(true);
          expect(world && costIn(assigned(world))).toBe(least);
        }
      }),
      { numRuns: 40 },
    );
  });
});
