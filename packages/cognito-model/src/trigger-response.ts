// What may a Pre Token Generation function answer, and in which container? (AWS: Pre token generation Lambda trigger)

import type { EventVersionNumber } from "./event-versions.ts";
import type { GroupOverrideDetails } from "./group-configuration.ts";
import { isJsonObject, type JsonValue } from "./json.ts";

/** What a V1 function answers: string claims, on the ID token only; groups reach both tokens. */
export interface ClaimsOverrideDetails {
  readonly claimsToAddOrOverride?: Readonly<Record<string, string>>;
  readonly claimsToSuppress?: readonly string[];
  readonly groupOverrideDetails?: GroupOverrideDetails | null;
}

/** The response member of a V1 event. */
export interface TriggerResponseV1 {
  readonly claimsOverrideDetails: ClaimsOverrideDetails | null;
}

/** Claims to add to and remove from one token. A claim in both lists is removed. */
export interface ClaimChanges {
  readonly claimsToAddOrOverride?: Readonly<Record<string, JsonValue>>;
  readonly claimsToSuppress?: readonly string[];
}

/** Changes of the access token: claims and scopes. */
export interface AccessTokenChanges extends ClaimChanges {
  readonly scopesToAdd?: readonly string[];
  readonly scopesToSuppress?: readonly string[];
}

/** What a V2 or V3 function answers. */
export interface ClaimsAndScopeOverrideDetails {
  readonly idTokenGeneration?: ClaimChanges | null;
  readonly accessTokenGeneration?: AccessTokenChanges | null;
  readonly groupOverrideDetails?: GroupOverrideDetails | null;
}

/** The response member of a V2 or V3 event. It arrives as null, and as `[]` in AWS samples: replace it, never write into it. */
export interface TriggerResponseV2 {
  readonly claimsAndScopeOverrideDetails: ClaimsAndScopeOverrideDetails | null;
}

/** The response of any event version. */
export type TriggerResponse = TriggerResponseV1 | TriggerResponseV2;

/** The name of the response container that belongs to an event version. */
export const RESPONSE_CONTAINER: Readonly<
  Record<EventVersionNumber, keyof TriggerResponseV1 | keyof TriggerResponseV2>
> = {
  "1": "claimsOverrideDetails",
  "2": "claimsAndScopeOverrideDetails",
  "3": "claimsAndScopeOverrideDetails",
};

/** Why an answer of a function is not a trigger response. `path` is relative to what the function returned. */
export interface TriggerResponseProblem {
  readonly path: string;
  readonly expected: string;
}

type Shape = (value: unknown) => boolean;

const isStringArray: Shape = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
const isPreferredRole: Shape = (value) =>
  typeof value === "string" || (isStringArray(value) && (value as readonly string[]).length <= 1);
const isStringMap: Shape = (value) =>
  isJsonObject(value) && Object.values(value).every((item) => typeof item === "string");

const CLAIM_LISTS: Record<string, readonly [Shape, string]> = {
  claimsToAddOrOverride: [isJsonObject, "an object of claims"],
  claimsToSuppress: [isStringArray, "an array of claim names"],
};

/** Member name → what it must be. A member may always be left out or null. */
const SHAPES = {
  claimsOverrideDetails: {
    claimsToAddOrOverride: [isStringMap, "an object of string claims"],
    claimsToSuppress: CLAIM_LISTS.claimsToSuppress,
  },
  idTokenGeneration: CLAIM_LISTS,
  accessTokenGeneration: {
    ...CLAIM_LISTS,
    scopesToAdd: [isStringArray, "an array of scopes"],
    scopesToSuppress: [isStringArray, "an array of scopes"],
  },
  groupOverrideDetails: {
    groupsToOverride: [isStringArray, "an array of group names"],
    iamRolesToOverride: [isStringArray, "an array of role arns"],
    preferredRole: [isPreferredRole, "one role arn"],
  },
} as Record<string, Record<string, readonly [Shape, string]>>;

/**
 * Says why what a function returned cannot be used as the answer to an event of this version, or `undefined` if it can.
 * AWS documents only that an unusable answer fails the sign-in (InvalidLambdaResponseException); which shapes it
 * forgives is not documented, so every wrong shape is a problem here.
 */
export function triggerResponseProblem(
  returned: unknown,
  version: EventVersionNumber,
): TriggerResponseProblem | undefined {
  if (!isJsonObject(returned)) return { path: "", expected: "the whole event, an object" };
  const response = returned.response;
  if (response === null) return undefined;
  if (!isJsonObject(response)) return { path: "response", expected: "an object" };
  const name = RESPONSE_CONTAINER[version];
  const wrongName =
    name === "claimsOverrideDetails" ? "claimsAndScopeOverrideDetails" : "claimsOverrideDetails";
  if (isJsonObject(response[wrongName])) {
    return { path: `response.${wrongName}`, expected: `the container of version ${version}, ${name}` };
  }
  const container = response[name];
  if (container === undefined || container === null || isEmptyArray(container)) return undefined;
  if (!isJsonObject(container)) return { path: `response.${name}`, expected: "an object" };
  return containerProblem(container, `response.${name}`, version);
}

function containerProblem(
  container: Readonly<Record<string, unknown>>,
  path: string,
  version: EventVersionNumber,
): TriggerResponseProblem | undefined {
  if (version === "1") {
    return (
      memberProblem(container, path, "claimsOverrideDetails") ??
      sectionProblem(container, path, "groupOverrideDetails")
    );
  }
  for (const section of ["idTokenGeneration", "accessTokenGeneration", "groupOverrideDetails"]) {
    const problem = sectionProblem(container, path, section);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function sectionProblem(
  container: Readonly<Record<string, unknown>>,
  path: string,
  section: string,
): TriggerResponseProblem | undefined {
  const value = container[section];
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) return { path: `${path}.${section}`, expected: "an object" };
  return memberProblem(value, `${path}.${section}`, section);
}

function memberProblem(
  value: Readonly<Record<string, unknown>>,
  path: string,
  shapeName: string,
): TriggerResponseProblem | undefined {
  for (const [member, [fits, expected]] of Object.entries(SHAPES[shapeName] ?? {})) {
    const given = value[member];
    if (given !== undefined && given !== null && !fits(given)) return { path: `${path}.${member}`, expected };
  }
  return undefined;
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
