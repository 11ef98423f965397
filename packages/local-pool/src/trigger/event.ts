// What event does the function receive? (AWS: Pre token generation Lambda trigger; The token endpoint)
import {
  EVENT_VERSIONS,
  type EventVersion,
  type GroupBlueprint,
  type GroupConfiguration,
  groupRoles,
  MACHINE_USER_NAME,
  type TriggerEvent,
  type TriggerSource,
  triggerSourceRow,
  type UserRequest,
} from "@claimsmith/cognito-model";
import type { User } from "../users/user.ts";

/** Everything that an event tells. */
export interface EventFacts {
  readonly eventVersion: EventVersion;
  readonly triggerSource: TriggerSource;
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** The scopes that were asked for and that the client may have. */
  readonly scopes: readonly string[];
  /** The groups of the user, for the roles. */
  readonly groups: readonly GroupBlueprint[];
  /** Absent for a machine. */
  readonly user?: User | undefined;
  /** Only where the operation passes it on. */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

/** The event of one issuance, or `undefined` where Cognito sends none: machines, unless the version is V3_0. */
export function triggerEvent(facts: EventFacts): TriggerEvent | undefined {
  const version = EVENT_VERSIONS[facts.eventVersion];
  const { triggerSource } = facts;
  if (!triggerSourceRow(triggerSource)?.versions.includes(version)) return undefined;
  const base = {
    region: facts.region,
    userPoolId: facts.userPoolId,
    userName: facts.user?.username ?? MACHINE_USER_NAME,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: facts.clientId },
  };
  const scopes = [...facts.scopes];
  const response = { claimsAndScopeOverrideDetails: null };
  if (facts.user === undefined || triggerSource === "TokenGeneration_ClientCredentials") {
    const clientMetadata = facts.clientMetadata ?? null;
    const request = { userAttributes: {}, groupConfiguration: null, scopes, clientMetadata };
    const source = "TokenGeneration_ClientCredentials";
    return { version: "3", triggerSource: source, ...base, request, response };
  }
  const request = userRequest(facts, facts.user);
  if (version === "1") {
    return { version, triggerSource, ...base, request, response: { claimsOverrideDetails: null } };
  }
  return { version, triggerSource, ...base, request: { ...request, scopes }, response };
}

function userRequest(facts: EventFacts, user: User): UserRequest {
  const { sub, status, attributes } = user;
  return {
    userAttributes: { sub, "cognito:user_status": status, ...attributes },
    groupConfiguration: groupConfiguration(facts.groups, user),
    ...(facts.clientMetadata === undefined ? {} : { clientMetadata: facts.clientMetadata }),
  };
}

function groupConfiguration(groups: readonly GroupBlueprint[], user: User): GroupConfiguration {
  const { roles, preferredRole } = groupRoles(groups);
  return {
    groupsToOverride: [...user.groups],
    iamRolesToOverride: roles,
    preferredRole: preferredRole ?? null,
  };
}
