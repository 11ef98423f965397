// Can the processes of a configuration be started? The compiler says some of it; the rest is about what they say together.
import { isJsonObject } from "@claimsmith/cognito-model";

type Row = readonly [member: string, holds: (value: unknown) => boolean, expected: string];

const isText = (value: unknown) => typeof value === "string" && value !== "";

const ROWS: readonly Row[] = [
  [
    "command",
    (value) => Array.isArray(value) && isText(value[0]) && value.every((each) => typeof each === "string"),
    "a list of a program and its arguments",
  ],
  ["directory", isText, "the path of a folder"],
  [
    "port",
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535,
    "a whole number from 1 to 65535",
  ],
  [
    "readyPath",
    (value) => value === undefined || (typeof value === "string" && value.startsWith("/")),
    "a path with a slash in front",
  ],
  ["isMainPage", (value) => value === undefined || typeof value === "boolean", "true or false"],
];

/** Names stand in front of log lines, where the pool and its trigger have theirs. */
const NAME = /^(?!(?:pool|trigger)$)[A-Za-z][\w-]*$/;

/** What is wrong with the `dev` of a configuration, one line each. */
export function processProblems(dev: unknown): readonly string[] {
  if (dev === undefined) return [];
  const processes = isJsonObject(dev) ? dev.processes : undefined;
  if (!isJsonObject(processes)) return ["dev.processes: expected processes by name"];
  const entries = Object.entries(processes);
  return [...entries.flatMap(([name, process]) => problemsOf(name, process)), ...togetherProblems(entries)];
}

function problemsOf(name: string, process: unknown): readonly string[] {
  const path = `dev.processes.${name}`;
  const named = NAME.test(name)
    ? []
    : [`${path}: expected a name of letters, digits, - and _ that is neither pool nor trigger`];
  if (!isJsonObject(process)) return [...named, `${path}: expected a command, a directory and a port`];
  const wrong = ROWS.filter(([member, holds]) => !holds(process[member]));
  return [...named, ...wrong.map(([member, , expected]) => `${path}.${member}: expected ${expected}`)];
}

interface Claims {
  readonly name: string;
  readonly port?: unknown;
  readonly isMainPage?: unknown;
}

function togetherProblems(entries: readonly (readonly [string, unknown])[]): readonly string[] {
  const processes = entries.map(([name, each]): Claims => ({ ...(isJsonObject(each) && each), name }));
  const ports = processes.map(({ port }) => port);
  const repeated = processes.filter(({ port }, index) => port !== undefined && ports.indexOf(port) < index);
  const [, ...others] = processes.filter(({ isMainPage }) => isMainPage === true);
  return [
    ...repeated.map(({ name }) => `dev.processes.${name}.port: expected a port that no other process has`),
    ...others.map(({ name }) => `dev.processes.${name}.isMainPage: expected at most one main page`),
  ];
}
