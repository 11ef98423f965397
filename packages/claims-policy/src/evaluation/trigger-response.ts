// A decision in the words of Cognito: the response container of an event's version.
import type {
  AccessTokenChanges,
  ClaimChanges,
  EventVersionNumber,
  GroupOverrideDetails,
  TriggerResponse,
} from "@claimsmith/cognito-model";
import type { AccessTokenDecision, ClaimDecision, GroupDecision, IssueDecision } from "./decision.ts";

/**
 * The `response` that carries a decision to Cognito, in the container that the event's version asks for. Parts that change
 * nothing are left out; `groupOverrideDetails` above all, since an empty one would remove every group. Under version 1 only
 * the ID token and the groups are carried: a policy that needs more refuses such events. (AWS: Pre token generation Lambda trigger)
 */
export function triggerResponse(decision: IssueDecision, version: EventVersionNumber): TriggerResponse {
  const groups = decision.groups && { groupOverrideDetails: groupOverride(decision.groups) };
  const idToken = claimChanges(decision.idToken);
  if (version === "1") {
    return {
      claimsOverrideDetails: {
        ...(idToken as { claimsToAddOrOverride?: Record<string, string> }),
        ...groups,
      },
    };
  }
  const accessToken = accessTokenChanges(decision.accessToken);
  return {
    claimsAndScopeOverrideDetails: {
      ...(idToken && { idTokenGeneration: idToken }),
      ...(accessToken && { accessTokenGeneration: accessToken }),
      ...groups,
    },
  };
}

function claimChanges({ claims, suppress }: ClaimDecision): ClaimChanges | undefined {
  const adds = hasMembers(claims);
  if (!adds && suppress.length === 0) return undefined;
  return {
    ...(adds && { claimsToAddOrOverride: claims }),
    ...(suppress.length > 0 && { claimsToSuppress: suppress }),
  };
}

function accessTokenChanges(decision: AccessTokenDecision): AccessTokenChanges | undefined {
  const { scopesToAdd, scopesToSuppress } = decision;
  const claims = claimChanges(decision);
  if (claims === undefined && scopesToAdd.length === 0 && scopesToSuppress.length === 0) return undefined;
  return {
    ...claims,
    ...(scopesToAdd.length > 0 && { scopesToAdd }),
    ...(scopesToSuppress.length > 0 && { scopesToSuppress }),
  };
}

function groupOverride({ groups, roles, preferredRole }: GroupDecision): GroupOverrideDetails {
  return {
    groupsToOverride: groups,
    iamRolesToOverride: roles,
    ...(preferredRole !== undefined && { preferredRole }),
  };
}

function hasMembers(claims: object): boolean {
  for (const _ in claims) return true;
  return false;
}
