// What is used of logic-solver, which brings no types. Terms are numbers: negative ones say the reverse.
declare module "logic-solver" {
  namespace Logic {
    interface Solution {
      evaluate(term: number): boolean;
    }
    interface Solver {
      getVarNum(name: string): number;
      require(clauses: readonly object[]): void;
      solve(): Solution | null;
      solveAssuming(term: number): Solution | null;
      minimizeWeightedSum(solution: Solution, terms: readonly number[], weights: readonly number[]): Solution;
    }
  }
  const Logic: {
    Solver: new () => Logic.Solver;
    or(...terms: readonly number[]): object;
    disablingAssertions<T>(work: () => T): T;
  };
  export = Logic;
}
