// The policy language: define a policy, find its issues, evaluate and explain it, and derive all that follows from it.
export { budgetIssues, budgetOf } from "./analysis/budget-issues.ts";
export { eventVersionOf } from "./analysis/event-version.ts";
export {
  type ClaimShare,
  DEFAULT_CAPS,
  type LargestToken,
  largestToken,
  type TokenCaps,
} from "./analysis/largest-token.ts";
export { type BlueprintEnvironment, poolBlueprint } from "./analysis/pool-blueprint.ts";
export { tokenContract } from "./analysis/token-contract.ts";
export {
  type CatalogueClaim,
  type CatalogueScope,
  type CatalogueToken,
  type CognitoClaim,
  type ScopeGrant,
  type SuppressedClaim,
  type TokenCatalogue,
  tokenCatalogue,
} from "./catalogue/catalogue.ts";
export { conditionInWords } from "./catalogue/condition-in-words.ts";
export { tokenSchema } from "./catalogue/json-schema.ts";
export { catalogueMarkdown } from "./catalogue/markdown.ts";
export { type SchemeEnvironment, securitySchemes } from "./catalogue/security-schemes.ts";
export { tokenTypes } from "./catalogue/type-declarations.ts";
export { typesInWords } from "./catalogue/type-in-words.ts";
export type { ClaimContract, ClaimContracts, TokenContract } from "./contract.ts";
export { type AtomOutcome, type CaseOutcome, caseOutcomes } from "./coverage/case-outcome.ts";
export { type Coverage, type CoverageGoal, coverageOf } from "./coverage/coverage.ts";
export { type PolicyCase, personaCases } from "./coverage/policy-case.ts";
export {
  type FactVector,
  type FactVectors,
  readVectors,
  type VectorCases,
  vectorCases,
} from "./coverage/vector-cases.ts";
export {
  defineEnvironments,
  type EnvironmentOf,
  type SettingsOf,
} from "./environments/define-environments.ts";
export type { ClientUrls, Environment } from "./environments/environment.ts";
export { USER_POOL_REGIONS } from "./environments/regions.ts";
export { validateEnvironments } from "./environments/validate-environments.ts";
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
  sourceInWords,
} from "./evaluation/explain.ts";
export type { Facts, LookupResult, MachineFacts, UserFacts } from "./evaluation/facts.ts";
export { triggerResponse } from "./evaluation/trigger-response.ts";
export type { Acceptance } from "./language/acceptance.ts";
export {
  type All,
  type Any,
  all,
  any,
  type Comparison,
  type Condition,
  type Has,
  has,
  type InGroup,
  type IsClient,
  type IsOneOf,
  inGroup,
  is,
  isAtLeast,
  isAtMost,
  isClient,
  isGreaterThan,
  isLessThan,
  isNot,
  isOneOf,
  type Not,
  not,
  type ScopeRequested,
  scopeRequested,
} from "./language/conditions.ts";
export { definePolicy } from "./language/define-policy.ts";
export type { AccessTokenClaims, ClientOf, GroupOf, ScopeOf } from "./language/inference.ts";
export { definePersonas, type MachinePersona, type Persona, type UserPersona } from "./language/persona.ts";
export {
  type AccessTokenPicture,
  type ClaimRule,
  type ClientDeclaration,
  type DefinitionOf,
  type DenyRule,
  type GroupDeclaration,
  type GroupOverride,
  type IdentityProviderDeclaration,
  type LifetimeDeclaration,
  type LookupDeclaration,
  lookup,
  type MachineTokenPicture,
  type Policy,
  type PolicyDocument,
  type ResourceServerDeclaration,
  type ScopeRule,
  type SignInWay,
  type TokenBudgets,
  type TokenPicture,
  type WithholdRule,
} from "./language/policy.ts";
export {
  type AttributeSource,
  attribute,
  type ConstantSource,
  constant,
  type GroupsSource,
  groups,
  type LookupSource,
  lookedUp,
  type MapStep,
  type MetadataSource,
  metadata,
  type OrStep,
  ownPolicyHash,
  type PolicyHashSource,
  type Scalar,
  type SettingSource,
  type Source,
  type SourceExpression,
  type Step,
  setting,
} from "./language/sources.ts";
export {
  type ExactType,
  type FlagType,
  flag,
  type IntegerType,
  integer,
  type ListType,
  list,
  type OneOfType,
  oneOf,
  type RoleArnType,
  roleArn,
  type ScalarType,
  type TextType,
  text,
  type ValueOfType,
  type ValueType,
} from "./language/value-types.ts";
export type { Finding, LintSubject } from "./lint/finding.ts";
export { lintPolicy } from "./lint/lint-policy.ts";
export { type FindingCode, LINTS, type LintCode, type LintRow } from "./lint/lints.ts";
export type { RouteDemand, TokenDemand } from "./lint/route-demand.ts";
export {
  type AssertedOutcome,
  type Assertion,
  type AssertionOf,
  claim,
  client,
  group,
  type HasClaim,
  type HasGroup,
  type HasRole,
  type HasScope,
  type IsFor,
  type NeverAssertion,
  never,
  role,
  scope,
} from "./plan/assertions/assertion.ts";
export { defineAssertions, validateAssertions } from "./plan/assertions/validate-assertions.ts";
export {
  type ClaimChange,
  claimChanges,
  type ScopeChange,
  scopeChanges,
} from "./preview/claim-changes.ts";
export {
  type ExplainSubject,
  explainNames,
  type NameExplanation,
  type WhyPresent,
} from "./preview/explain-names.ts";
export {
  type PersonaRequest,
  type PersonaSession,
  personaFacts,
  personaUser,
} from "./preview/persona-facts.ts";
export {
  grantsOf,
  type PreviewEnvironment,
  type PreviewPool,
  previewClientId,
  previewPool,
} from "./preview/preview-pool.ts";
export {
  MADE_UP_CLAIMS,
  PREVIEW_SUB,
  type PreviewSignIn,
  previewSession,
} from "./preview/preview-session.ts";
export {
  type FactsRequest,
  type PreviewedToken,
  type PreviewedTokens,
  type PreviewRequest,
  previewedTokens,
  previewFacts,
  previewTokens,
  type TokenPreview,
} from "./preview/preview-tokens.ts";
export { type TokenSize, tokenSize } from "./preview/token-size.ts";
export type { Reason, WhyAbsent } from "./preview/why-absent.ts";
export { canonicalJson } from "./snapshot/canonical-json.ts";
export { parseSnapshot } from "./snapshot/parse-snapshot.ts";
export { policyHash } from "./snapshot/policy-hash.ts";
export { type PolicySnapshot, policySnapshot, snapshotText } from "./snapshot/snapshot.ts";
export { type IssueCode, PolicyError, type PolicyIssue } from "./validation/issues.ts";
export { parsePolicy, validate } from "./validation/validate.ts";
export { validatePersonas } from "./validation/validate-personas.ts";
export { validateSettings } from "./validation/validate-settings.ts";
