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
  if (!isJsonObject(event)) return "EVENT_INVALID";
  const { version, triggerSource, callerContext, request } = event;
  if (typeof version !== "string" || typeof triggerSource !== "string") return "EVENT_INVALID";
  if (!VERSIONS.includes(version)) return "EVENT_VERSION_UNSUPPORTED";
  if (!isJsonObject(callerContext) || !isName(callerContext.clientId) || !isJsonObject(request))
    return "EVENT_INVALID";
  const isMachine = triggerSource === "TokenGeneration_ClientCredentials";
  if (isMachine && version !== "3") return "EVENT_INVALID";

  const { userAttributes, groupConfiguration, scopes, clientMetadata } = request;
  if (!isMissing(groupConfiguration) && !isJsonObject(groupConfiguration)) return "EVENT_INVALID";
  const attributes = textMap(userAttributes);
  const metadata = textMap(clientMetadata);
  const groups = textList(groupConfiguration?.groupsToOverride);
  const asked = textList(scopes);
  if (attributes === undefined || metadata === undefined || groups === undefined || asked === undefined) {
    return "EVENT_INVALID";
  }
  if (!isMachine && isMissing(userAttributes)) return "EVENT_INVALID";
  const length = mapLength(attributes) + mapLength(metadata) + listLength(groups) + listLength(asked);
  if (length > MAX_EVENT_LENGTH) return "EVENT_TOO_LARGE";
  return {
    version: version as EventVersionNumber,
    triggerSource,
    isMachine,
    clientId: callerContext.clientId,
    attributes,
    groups,
    scopes: asked,
    metadata,
  };
}

function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** A text that is not empty and that no object has as an inherited member. */
function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !PROTOTYPE_KEYS.has(value);
}

function textMap(value: unknown): Readonly<Record<string, string>> | undefined {
  if (isMissing(value)) return NOTHING;
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
