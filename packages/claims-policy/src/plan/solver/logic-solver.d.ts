// What is used of logic-solver, which brings no types.
declare module "logic-solver" {
  type Term = string;
  interface Solution {
    getTrueVars(): string[];
    getWeightedSum(terms: readonly Term[], weights: readonly number[]): number;
  }
  interface Solver {
    require(clauses: readonly object[]): void;
    solve(): Solution | null;
    solveAssuming(term: Term): Solution | null;
    minimizeWeightedSum(solution: Solution, terms: readonly Term[], weights: readonly number[]): Solution;
  }
  const Logic: {
    Solver: new () => Solver;
    or(...terms: readonly (Term | readonly Term[])[]): object;
    disablingAssertions<T>(work: () => T): T;
  };
  export = Logic;
}
