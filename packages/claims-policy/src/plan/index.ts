// What does a change of a policy do to the tokens? Plans and proofs; the one entrance that brings a solver along.
export {
  type AssertionCounterexample,
  type AssertionResult,
  checkAssertions,
} from "./assertions/check-assertions.ts";
export { type CompareOptions, comparePolicies } from "./compare-policies.ts";
export type {
  Approval,
  ComparedPolicy,
  Counterexample,
  CounterexampleOutcome,
  Direction,
  EffectAbout,
  KnownFacts,
  PersonaOutcome,
  PersonaPlan,
  PlanEnvironment,
  PolicyPlan,
  ProvenEffect,
  StructuralChange,
  TokenChange,
  TokenSizes,
  Undeployable,
} from "./plan.ts";
export { PlanError } from "./proof/prover.ts";
