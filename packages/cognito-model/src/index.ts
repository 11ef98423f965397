// Facts about Amazon Cognito tokens, as typed tables and three functions that follow from them.
export {
  type AppliedResponse,
  applyTriggerResponse,
  type IgnoredChange,
  type TokenClaims,
} from "./apply-trigger-response.ts";
export {
  type AttributeBlueprint,
  type ClientBlueprint,
  type FeaturePlan,
  type GroupBlueprint,
  LOWEST_PLAN,
  type PoolBlueprint,
  type ResourceServerBlueprint,
  type TokenLifetimes,
} from "./blueprint.ts";
export { CLAIM_MEANINGS, type ClaimMeaningRow, claimMeaning } from "./claim-meanings.ts";
export {
  CLAIM_TABLE,
  type ClaimMeans,
  type ClaimRow,
  claimRow,
  isReservedClaim,
  isSuppressibleClaim,
} from "./claim-table.ts";
export { type ClaimValueProblem, claimValueProblem } from "./claim-values.ts";
export {
  DEFAULT_CLAIMS,
  type DefaultClaimRow,
  defaultClaims,
} from "./default-claims.ts";
export { EVENT_VERSIONS, type EventVersion, type EventVersionNumber } from "./event-versions.ts";
export { GRANTS, type Grant, type TokenKind } from "./grants.ts";
export type { GroupConfiguration, GroupOverrideDetails, PreferredRole } from "./group-configuration.ts";
export { type GroupRole, type GroupRoles, groupRoles } from "./group-roles.ts";
export { type IssuerForm, issuerOf, jwksUriOf } from "./issuer.ts";
export { type Claims, isJsonObject, type JsonObject, type JsonValue, PROTOTYPE_KEYS } from "./json.ts";
export { DEFAULT_LIFETIMES, LIMITS, type LimitRow } from "./limits.ts";
export { NAME_PATTERNS, type NamePattern, ROLE_ARN, SCOPE, USER_POOL_ID } from "./name-patterns.ts";
export { releasedAttributes } from "./released-attributes.ts";
export { isSystemScope, SYSTEM_SCOPES, type SystemScope, splitScope, USER_ADMIN_SCOPE } from "./scopes.ts";
export { STANDARD_ATTRIBUTES, type StandardAttributeRow, standardAttribute } from "./standard-attributes.ts";
export type { EpochSeconds, TokenSession, TokenUser } from "./token-session.ts";
export {
  MACHINE_USER_NAME,
  type MachineRequest,
  type TriggerEvent,
  type TriggerEventV1,
  type TriggerEventV2,
  type TriggerEventV3,
  type TriggerEventV3Machine,
  type TriggerEventV3User,
  type UserRequest,
} from "./trigger-event.ts";
export {
  type AccessTokenChanges,
  type ClaimChanges,
  type ClaimsAndScopeOverrideDetails,
  type ClaimsOverrideDetails,
  RESPONSE_CONTAINER,
  type TriggerResponse,
  type TriggerResponseProblem,
  type TriggerResponseV1,
  type TriggerResponseV2,
  triggerResponseProblem,
} from "./trigger-response.ts";
export {
  TRIGGER_SOURCES,
  type TriggerSource,
  type TriggerSourceRow,
  triggerSourceOf,
  triggerSourceRow,
} from "./trigger-sources.ts";
