// Do the types say what Cognito sends and takes? Checked by tsc: a type that grows too wide or too narrow fails here.
import type {
  ClaimChanges,
  ClaimsOverrideDetails,
  EventVersionNumber,
  GroupOverrideDetails,
  JsonValue,
  LIMITS,
  MachineRequest,
  PreferredRole,
  RESPONSE_CONTAINER,
  SYSTEM_SCOPES,
  TriggerEvent,
  TriggerEventV1,
  TriggerEventV2,
  TriggerEventV3,
  TriggerEventV3Machine,
  TriggerResponseV1,
  TriggerResponseV2,
  TriggerSource,
  UserRequest,
} from "../src/index.ts";

/** True where two types are one, `any` being equal to nothing but itself. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim?: Claim): Claim | undefined => claim;

// The helper itself can fail.
// @ts-expect-error two different types are not equal
holds<Equal<string, number>>();
// @ts-expect-error any is not equal to string
holds<Equal<string, ReturnType<typeof JSON.parse>>>();

// Version 1 takes strings, versions 2 and 3 take JSON.
holds<Equal<ClaimsOverrideDetails["claimsToAddOrOverride"], Readonly<Record<string, string>> | undefined>>();
holds<Equal<ClaimChanges["claimsToAddOrOverride"], Readonly<Record<string, JsonValue>> | undefined>>();
export const stringsOnly: TriggerResponseV1 = {
  claimsOverrideDetails: { claimsToAddOrOverride: { plan: "gold" }, claimsToSuppress: ["email"] },
};
export const numberInV1: TriggerResponseV1 = {
  // @ts-expect-error version 1 takes no number
  claimsOverrideDetails: { claimsToAddOrOverride: { plan: 1 } },
};
export const listInV1: TriggerResponseV1 = {
  // @ts-expect-error version 1 takes no list
  claimsOverrideDetails: { claimsToAddOrOverride: { plan: ["gold"] } },
};
export const scopesInV1: TriggerResponseV1 = {
  // @ts-expect-error version 1 has no scopes
  claimsOverrideDetails: { scopesToAdd: ["orders/read"] },
};
export const nestedInV2: TriggerResponseV2 = {
  claimsAndScopeOverrideDetails: {
    idTokenGeneration: { claimsToAddOrOverride: { a: { b: [1, "x", true], c: { d: false } } } },
    accessTokenGeneration: { claimsToAddOrOverride: { n: 1 }, scopesToAdd: ["orders/read"] },
  },
};
export const nullInV2: TriggerResponseV2 = {
  claimsAndScopeOverrideDetails: {
    // @ts-expect-error no claim is null
    accessTokenGeneration: { claimsToAddOrOverride: { plan: null } },
  },
};
export const dateInV2: TriggerResponseV2 = {
  claimsAndScopeOverrideDetails: {
    // @ts-expect-error a Date is not JSON
    accessTokenGeneration: { claimsToAddOrOverride: { since: new Date(0) } },
  },
};
export const scopesOnIdToken: TriggerResponseV2 = {
  claimsAndScopeOverrideDetails: {
    // @ts-expect-error an ID token has no scopes
    idTokenGeneration: { scopesToAdd: ["orders/read"] },
  },
};
// @ts-expect-error the container of version 1 is not that of version 2
export const wrongContainer: TriggerResponseV2 = { claimsOverrideDetails: null };

// Both containers arrive as null.
export const nullContainers: readonly [TriggerResponseV1, TriggerResponseV2] = [
  { claimsOverrideDetails: null },
  { claimsAndScopeOverrideDetails: null },
];

// Events.
type UserSource = Exclude<TriggerSource, "TokenGeneration_ClientCredentials">;
holds<Equal<TriggerEvent["version"], EventVersionNumber>>();
holds<Equal<TriggerEventV1["triggerSource"], UserSource>>();
holds<Equal<TriggerEventV2["triggerSource"], UserSource>>();
holds<Equal<TriggerEventV3["triggerSource"], TriggerSource>>();
holds<Equal<TriggerEventV3Machine["triggerSource"], "TokenGeneration_ClientCredentials">>();
holds<Equal<MachineRequest["groupConfiguration"], null>>();
holds<Equal<MachineRequest["userAttributes"], Readonly<Record<string, never>>>>();
holds<Equal<UserRequest["userAttributes"], Readonly<Record<string, string>>>>();
holds<Equal<MachineRequest["clientMetadata"], Readonly<Record<string, string>> | null | undefined>>();
holds<Equal<TriggerEventV2["request"]["scopes"], readonly string[]>>();
// @ts-expect-error version 1 has no scopes
export type ScopesOfV1 = TriggerEventV1["request"]["scopes"];

/** Under version 3 the source tells a machine, and then there are no groups to read. */
export function groupsOf(event: TriggerEventV3): readonly string[] {
  if (event.triggerSource === "TokenGeneration_ClientCredentials") {
    holds<Equal<typeof event.request.groupConfiguration, null>>();
    return [];
  }
  return event.request.groupConfiguration.groupsToOverride ?? [];
}

/** Without looking at the source, the groups of a version 3 event may be null. */
export function unguarded(event: TriggerEventV3): unknown {
  // @ts-expect-error a machine's group configuration is null
  return event.request.groupConfiguration.groupsToOverride;
}

// The preferred role: string, array, null, absent; and what came can be sent back.
holds<Equal<PreferredRole, string | readonly string[] | null>>();
holds<
  Equal<UserRequest["groupConfiguration"]["preferredRole"], string | readonly string[] | null | undefined>
>();
export const roleForms: readonly GroupOverrideDetails[] = [
  { preferredRole: "arn" },
  { preferredRole: ["arn"] },
  { preferredRole: null },
  {},
];
// @ts-expect-error a role is not a number
export const numberAsRole: GroupOverrideDetails = { preferredRole: 1 };
export const copiedBack = (request: UserRequest): TriggerResponseV2 => ({
  claimsAndScopeOverrideDetails: { groupOverrideDetails: request.groupConfiguration },
});

// Tables keep their literal types.
holds<
  Equal<
    (typeof RESPONSE_CONTAINER)[EventVersionNumber],
    "claimsOverrideDetails" | "claimsAndScopeOverrideDetails"
  >
>();
holds<Equal<(typeof LIMITS)["triggerDeadline"]["value"], 5_000>>();
holds<Equal<(typeof SYSTEM_SCOPES)["length"], 5>>();
