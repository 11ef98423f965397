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

/** The most text that is read: attributes, groups, scopes and metadata together, in UTF-16 code units. */
export const MAX_EVENT_LENGTH = 512 * 1024;

const VERSIONS: readonly unknown[] = Object.values(EVENT_VERSIONS);
const NOTHING: Readonly<Record<string, string>> = Object.freeze({});

/** Reads an event, or says with a code why it cannot be answered. */
export function readEvent(event: unknown): ReadEvent | TriggerRefusalCode {
  const { version, triggerSource, callerContext, request } = members(event);
  if (typeof version === "string" && !VERSIONS.includes(version)) return "EVENT_VERSION_UNSUPPORTED";
  const { clientId } = members(callerContext);
  const { userAttributes, groupConfiguration, scopes, clientMetadata } = members(request);
  const isMachine = triggerSource === "TokenGeneration_ClientCredentials";
  const attributes = textMap(userAttributes, isMachine);
  const metadata = textMap(clientMetadata, true);
  const groups = textList(
    isMissing(groupConfiguration) ? undefined : members(groupConfiguration).groupsToOverride,
  );
  const asked = textList(scopes);
  const isComplete =
    isName(version) && isName(triggerSource) && isName(clientId) && (!isMachine || version === "3");
  if (!isComplete || !attributes || !metadata || !groups || !asked) return "EVENT_INVALID";
  const length = mapLength(attributes) + mapLength(metadata) + listLength(groups) + listLength(asked);
  if (length > MAX_EVENT_LENGTH) return "EVENT_TOO_LARGE";
  const read = { version: version as EventVersionNumber, triggerSource, isMachine, clientId };
  return { ...read, attributes, groups, scopes: asked, metadata };
}

/** The members of what should be an object. */
function members(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : NOTHING;
}

function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** A text that is not empty and that no object has as an inherited member. */
function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !PROTOTYPE_KEYS.has(value);
}

function textMap(value: unknown, mayBeMissing: boolean): Readonly<Record<string, string>> | undefined {
  if (isMissing(value)) return mayBeMissing ? NOTHING : undefined;
  if (!isJsonObject(value)) return undefined;
  for (const name of Object.keys(value)) {
    if (!isName(name) || typeof value[name] !== "string") return undefined;
  }
  return value as Readonly<Record<string, string>>;
}

function textList(value: unknown): readonly string[] | undefined {
  if (isMissing(value)) return [];
  return Array.isArray(value) && value.every(isName) ? value : undefined;
}

function mapLength(map: Readonly<Record<string, string>>): number {
  let length = 0;
  for (const name in map) length += name.length + (map[name] as string).length;
  return length;
}

function listLength(list: readonly string[]): number {
  return list.reduce((length, item) => length + item.length, 0);
}
