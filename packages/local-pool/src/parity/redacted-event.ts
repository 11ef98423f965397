// How is a captured event kept without keeping anybody's data? Every value that tells of a person, client or pool becomes synthetic.
import { isJsonRecord, type Json, type JsonRecord } from "./json.ts";

const SYNTHETIC: Readonly<Record<string, string>> = {
  userPoolId: "eu-west-1_Syn7hPool",
  userName: "0f0f0f0f-1111-4222-8333-444455556666",
  clientId: "7syntheticclient0webapp",
  region: "eu-west-1",
  sub: "0f0f0f0f-1111-4222-8333-444455556666",
  email: "pat@example.org",
  phone_number: "+15555550100",
};

/** Texts that are kept: they are Cognito's own words. */
const KEPT: ReadonlySet<string> = new Set([
  "version",
  "triggerSource",
  "awsSdkVersion",
  "cognito:user_status",
  "email_verified",
  "phone_number_verified",
]);

/** Lists whose items are names that a team chose. */
const NAMED_LISTS: Readonly<Record<string, string>> = {
  groupsToOverride: "group",
  iamRolesToOverride: "arn:aws:iam::111122223333:role/role",
};

/**
 * The event with the same members and types. Texts are synthetic but for Cognito's own words; names in metadata are numbered. A
 * machine's user name, which is the same for all, stays.
 */
export function redactedEvent(event: JsonRecord): JsonRecord {
  return redactedObject(event);
}

function redactedObject(object: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(object).map(([name, value], index) => [
      isCustom(name) ? `custom:attribute_${index}` : name,
      redactedValue(name, value),
    ]),
  );
}

function isCustom(name: string): boolean {
  return name.startsWith("custom:") || name.startsWith("dev:");
}

function redactedValue(name: string, value: Json | undefined): Json {
  if (typeof value === "string") return redactedText(name, value);
  if (Array.isArray(value)) return value.map((item, index) => redactedItem(name, item as Json, index));
  if (isJsonRecord(value)) {
    return name === "clientMetadata" ? numbered(value as JsonRecord) : redactedObject(value as JsonRecord);
  }
  return value ?? null;
}

function redactedText(name: string, value: string): string {
  if (KEPT.has(name) || value === "ClientCredentials") return value;
  if (name === "preferredRole") return "arn:aws:iam::111122223333:role/role-1";
  return SYNTHETIC[name] ?? "redacted";
}

function redactedItem(name: string, item: Json, index: number): Json {
  if (typeof item !== "string") return redactedValue(name, item);
  const prefix = NAMED_LISTS[name];
  if (prefix !== undefined) return `${prefix}-${index + 1}`;
  return item.includes("/") ? `server/scope-${index + 1}` : item;
}

function numbered(metadata: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.keys(metadata).map((_, index) => [`key-${index + 1}`, "redacted"]));
}
