// What is wrong with the settings? All of it at once, and never a value: some are passwords.
import type { LabSettings } from "./settings.ts";

/** One thing that is wrong. */
export interface SettingsProblem {
  /** Like `/api/url`, a JSON Pointer (RFC 6901); empty for the whole. */
  readonly path: string;
  /** What was expected there: `expected …`. */
  readonly message: string;
}

/** Settings that can be used, or why not. */
export type CheckedSettings =
  | { readonly ok: true; readonly settings: LabSettings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

interface Field {
  readonly path: string;
  readonly expected: string;
  readonly isValid: (value: unknown) => boolean;
  readonly isOptional?: true;
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0;
const matches = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);

/** Names of this machine: what is sent there leaves it by no wire. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Says whether a URL names this machine. A text that is no URL does not. */
export function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.has(new URL(url).hostname);
}

/** Tokens go there: encrypted, or not off this machine. */
function isSafeUrl(value: unknown): value is string {
  if (!isText(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isOnThisMachine(value));
}

const isBaseUrl = (value: unknown) => isSafeUrl(value) && !value.endsWith("/");

const SAFE_URL = "an https URL, or http on localhost, without query and credentials";
const BASE_URL = `${SAFE_URL}, and no slash at its end`;

/** One row for each field. */
const FIELDS: readonly Field[] = [
  { path: "/region", expected: "an AWS region", isValid: matches(/^[a-z]{2}(-[a-z]+)+-\d$/) },
  // AWS API Reference: UserPoolIdType, ClientIdType.
  {
    path: "/userPoolId",
    expected: "a user pool id",
    isValid: matches(/^[\w-]+_[0-9a-zA-Z]+$/),
  },
  { path: "/clientId", expected: "the id of an app client", isValid: matches(/^[\w+]{1,128}$/) },
  { path: "/client", expected: "the client's name in the policy", isValid: isText },
  { path: "/environment", expected: "the name of an environment", isValid: isText },
  { path: "/issuer", expected: BASE_URL, isValid: isBaseUrl },
  { path: "/hostedLoginUrl", expected: SAFE_URL, isValid: isSafeUrl, isOptional: true },
  { path: "/userPoolEndpoint", expected: SAFE_URL, isValid: isSafeUrl, isOptional: true },
  { path: "/api/url", expected: BASE_URL, isValid: isBaseUrl },
  { path: "/api/graphqlUrl", expected: SAFE_URL, isValid: isSafeUrl },
];

const PERSON_FIELDS = ["name", "username", "password"] as const;

/** Says what is wrong with the content of a settings file, or gives it back typed. Never throws. */
export function checkSettings(content: unknown): CheckedSettings {
  if (!isRecord(content)) {
    return { ok: false, problems: [{ path: "", message: "expected a JSON object" }] };
  }
  const problems = [
    ...FIELDS.flatMap((field) => fieldProblems(field, at(content, field.path))),
    ...peopleProblems(content),
    ...unknownFields(content),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: content as unknown as LabSettings };
}

function fieldProblems({ path, expected, isValid, isOptional }: Field, value: unknown): SettingsProblem[] {
  if (value === undefined && isOptional) return [];
  return isValid(value) ? [] : [{ path, message: `expected ${expected}` }];
}

/** Passwords of real people belong into no file, and into no page. */
function peopleProblems(content: Readonly<Record<string, unknown>>): SettingsProblem[] {
  const { people, issuer } = content;
  if (people === undefined) return [];
  if (!Array.isArray(people)) return [{ path: "/people", message: "expected a list" }];
  const problems = people.flatMap((person: unknown, index) =>
    PERSON_FIELDS.filter((name) => !isRecord(person) || !isText(person[name])).map((name) => ({
      path: `/people/${index}/${name}`,
      message: "expected a text",
    })),
  );
  if (isText(issuer) && isOnThisMachine(issuer)) return problems;
  return [
    ...problems,
    { path: "/people", message: "expected people with a pool on this machine only: leave them out" },
  ];
}

const KNOWN = new Set([...FIELDS.map(({ path }) => path.split("/")[1]), "people"]);
const KNOWN_OF_API = new Set(["url", "graphqlUrl"]);

function unknownFields(content: Readonly<Record<string, unknown>>): SettingsProblem[] {
  const api = isRecord(content.api) ? Object.keys(content.api) : [];
  const unknown = [
    ...Object.keys(content)
      .filter((name) => !KNOWN.has(name))
      .map((name) => `/${pointerPart(name)}`),
    ...api.filter((name) => !KNOWN_OF_API.has(name)).map((name) => `/api/${pointerPart(name)}`),
  ];
  return unknown.map((path) => ({ path, message: "expected no such field" }));
}

/** RFC 6901, section 3; and what would break the line is escaped as in JSON. */
function pointerPart(name: string): string {
  return JSON.stringify(name).slice(1, -1).replaceAll("~", "~0").replaceAll("/", "~1");
}

function at(content: unknown, path: string): unknown {
  return path
    .split("/")
    .slice(1)
    .reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), content);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
