// Is it an event that this trigger can answer? Unknown members are fine, AWS adds some; what is used must be right.
import {
  EVENT_VERSIONS,
  type EventVersionNumber,
  isJsonObject,
  PROTOTYPE_KEYS,
} from "@claimsmith/cognito-model";
import type { TriggerRefusalCode } from "./refusal.ts";

/** What the trigger uses of an event. Missing lists are empty, missing maps too. */
export interface ReadEvent {
  readonly version: EventVersionNumber;
  readonly triggerSource: string;
  readonly isMachine: boolean;
  readonly clientId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** The most text that an event may hold, names of members included, in UTF-16 code units. */
export const MAX_EVENT_LENGTH = 512 * 1024;

const VERSIONS: readonly unknown[] = Object.values(EVENT_VERSIONS);
const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({});

/** Reads an event, or says with a code why it cannot be answered. */
export function readEvent(event: unknown): ReadEvent | TriggerRefusalCode {
  const { version, triggerSource, callerContext, request } = members(event);
  if (typeof version === "string" && !VERSIONS.includes(version)) return "EVENT_VERSION_UNSUPPORTED";
  const { clientId } = members(callerContext);
  const { userAttributes, groupConfiguration, scopes, clientMetadata } = members(request);
  const isMachine = triggerSource === "TokenGeneration_ClientCredentials";
  const attributes = isMachine ? (userAttributes ?? NOTHING) : userAttributes;
  const metadata = clientMetadata ?? NOTHING;
  const configuration = groupConfiguration ?? NOTHING;
  const groups = members(configuration).groupsToOverride ?? [];
  const asked = scopes ?? [];
  const isComplete =
    [version, triggerSource, clientId].every(isName) &&
    (!isMachine || version === "3") &&
    isJsonObject(request) &&
    [attributes, metadata].every(isTextMap) &&
    hasNames(configuration) &&
    [groups, asked].every(isNameList);
  if (!isComplete) return "EVENT_INVALID";
  if (textLength(event) > MAX_EVENT_LENGTH) return "EVENT_TOO_LARGE";
  // All of it was just looked at.
  return {
    version,
    triggerSource,
    isMachine,
    clientId,
    attributes,
    groups,
    scopes: asked,
    metadata,
  } as ReadEvent;
}

/** The members of what should be an object. */
function members(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : NOTHING;
}

/** A text that is not empty and that reaches no object's prototype. */
function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !PROTOTYPE_KEYS.has(value);
}

function isNameList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isName);
}

/** An object whose members have names that can be used. */
function hasNames(value: unknown): value is object {
  return isJsonObject(value) && Object.keys(value).every(isName);
}

function isTextMap(value: unknown): boolean {
  return hasNames(value) && Object.values(value).every((text) => typeof text === "string");
}

/** Everywhere in the event, also where nothing is read: it is all sent back. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  let length = 0;
  for (const [name, member] of Object.entries(value ?? NOTHING)) length += name.length + textLength(member);
  return length;
}
