// The part of the policy package that runs inside a trigger: evaluation, without the language and the validator.
export type {
  AccessTokenDecision,
  ClaimDecision,
  Decision,
  GroupDecision,
  IssueDecision,
  LeftOut,
  RefusalCode,
  RefuseDecision,
} from "./evaluation/decision.ts";
export { evaluate } from "./evaluation/evaluate.ts";
export {
  type AtomExplanation,
  type AtomValue,
  type Explanation,
  explain,
  type RuleExplanation,
  type RuleOutcome,
} from "./evaluation/explain.ts";
export type { Facts, LookupResult, MachineFacts, UserFacts } from "./evaluation/facts.ts";
export { plannedLookups } from "./evaluation/planned-lookups.ts";
export { INVALID } from "./evaluation/read-source.ts";
export { type SettingProblem, settingProblems } from "./evaluation/setting-problems.ts";
export { triggerResponse } from "./evaluation/trigger-response.ts";
export type { PolicyDocument } from "./language/policy.ts";
export { evaluablePart } from "./snapshot/evaluable-part.ts";
export { isPolicySnapshot } from "./snapshot/read-snapshot.ts";
export type { PolicySnapshot } from "./snapshot/snapshot.ts";
