// A decision in the words of Cognito: the response container of an event's version.
import type {
  AccessTokenChanges,
  ClaimChanges,
  ClaimsAndScopeOverrideDetails,
  ClaimsOverrideDetails,
  EventVersionNumber,
  GroupOverrideDetails,
  TriggerResponse,
} from "@claimsmith/cognito-model";
import type { ClaimDecision, GroupDecision, IssueDecision } from "./decision.ts";

/**
 * The `response` that carries a decision to Cognito, in the container that the event's version asks for. Parts that change
 * nothing are left out; `groupOverrideDetails` above all, since an empty one would remove every group. Under version 1 only
 * the ID token and the groups are carried: a policy that needs more refuses such events. (AWS: Pre token generation Lambda trigger)
 */
export function triggerResponse(decision: IssueDecision, version: EventVersionNumber): TriggerResponse {
  const { idToken, accessToken, groups } = decision;
  const details: Writable<ClaimsAndScopeOverrideDetails> & Writable<ClaimsOverrideDetails> = {};
  if (groups !== undefined) details.groupOverrideDetails = groupOverride(groups);
  if (version === "1") {
    addClaims(details as Writable<ClaimChanges>, idToken);
    return { claimsOverrideDetails: details };
  }
  const id: Writable<ClaimChanges> = {};
  if (addClaims(id, idToken)) details.idTokenGeneration = id;
  const access: Writable<AccessTokenChanges> = {};
  const { scopesToAdd, scopesToSuppress } = accessToken;
  if (scopesToAdd.length > 0) access.scopesToAdd = scopesToAdd;
  if (scopesToSuppress.length > 0) access.scopesToSuppress = scopesToSuppress;
  const hasScopes = scopesToAdd.length > 0 || scopesToSuppress.length > 0;
  if (addClaims(access, accessToken) || hasScopes) details.accessTokenGeneration = access;
  return { claimsAndScopeOverrideDetails: details };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Writes what there is of claims and suppressions; true if there is any. */
function addClaims(changes: Writable<ClaimChanges>, { claims, suppress }: ClaimDecision): boolean {
  if (suppress.length > 0) changes.claimsToSuppress = suppress;
  for (const _ in claims) {
    changes.claimsToAddOrOverride = claims;
    return true;
  }
  return suppress.length > 0;
}

function groupOverride({ groups, roles, preferredRole }: GroupDecision): GroupOverrideDetails {
  return {
    groupsToOverride: groups,
    iamRolesToOverride: roles,
    ...(preferredRole !== undefined && { preferredRole }),
  };
}
