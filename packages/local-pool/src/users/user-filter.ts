// What does the filter of ListUsers mean? One attribute, equal or beginning with a text. (AWS API Reference: ListUsers)
import { CognitoError } from "../errors.ts";
import type { User } from "./user.ts";

/** A filter that was understood. */
export interface UserFilter {
  /** What the attribute of a user is, if there is one; users are listed in its order. */
  readonly read: (user: User) => string | undefined;
  readonly accepts: (user: User) => boolean;
}

interface Searchable {
  readonly read: (user: User) => string | undefined;
  readonly isCaseSensitive: boolean;
}

function attribute(name: string): readonly [string, Searchable] {
  return [name, { read: ({ attributes }) => attributes[name], isCaseSensitive: false }];
}

/** What can be searched for: no custom attribute. (AWS: Searching for users; which tell upper from lower case, too) */
const SEARCHABLE: ReadonlyMap<string, Searchable> = new Map([
  ["username", { read: ({ username }: User) => username, isCaseSensitive: true }],
  attribute("email"),
  attribute("phone_number"),
  attribute("name"),
  attribute("given_name"),
  attribute("family_name"),
  attribute("preferred_username"),
  ["cognito:user_status", { read: ({ status }: User) => status, isCaseSensitive: false }],
  ["status", { read: ({ enabled }: User) => (enabled ? "Enabled" : "Disabled"), isCaseSensitive: true }],
  ["sub", { read: ({ sub }: User) => sub, isCaseSensitive: false }],
]);

const FORM = /^\s*(?<name>[\w:]+)\s*(?<operator>\^?=)\s*"(?<value>(?:[^"\\]|\\.)*)"\s*$/s;

/**
 * Reads `email = "x"` or `email ^= "x"`; quotation marks in the value have a backslash before them.
 * @throws CognitoError InvalidParameterException
 */
export function userFilter(text: string): UserFilter {
  const { name = "", operator, value = "" } = FORM.exec(text)?.groups ?? {};
  if (operator === undefined) throw invalid('expected a Filter like: email = "…" or email ^= "…"');
  const searchable = SEARCHABLE.get(name);
  if (searchable === undefined) throw invalid("Invalid search attribute");
  const { read, isCaseSensitive } = searchable;
  const folded = (raw: string) => (isCaseSensitive ? raw : raw.toLowerCase());
  const wanted = folded(value.replaceAll(/\\(.)/gs, "$1"));
  const holds = operator === "=" ? (raw: string) => raw === wanted : (raw: string) => raw.startsWith(wanted);
  return {
    read,
    accepts: (user) => {
      const raw = read(user);
      return raw !== undefined && holds(folded(raw));
    },
  };
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
