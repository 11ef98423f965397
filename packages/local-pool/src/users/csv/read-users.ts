// Which users does a CSV file describe, and what is wrong with it? Every problem at once.
import type { Pool } from "../../cloud/cloud.ts";
import { CognitoError } from "../../errors.ts";
import { requiredAttributes } from "../../pools/user-pool.ts";
import { type Attributes, attributeProblems } from "../attributes.ts";
import { newUser } from "../new-user.ts";
import type { User } from "../user.ts";
import { CSV_FORMATS, csvColumns, MFA_COLUMN, USERNAME_COLUMN } from "./csv-columns.ts";
import { type CsvProblem, type CsvRow, isQuoted, rowsOf } from "./csv-rows.ts";

/** Users that are not stored yet, each with its line. */
export interface CsvUsers {
  readonly users: readonly { readonly line: number; readonly user: User }[];
  readonly problems: readonly CsvProblem[];
}

const MAX_FILE_BYTES = 100 * 1000 * 1000;
const MAX_USERS = 500_000;
const MAX_LINE_LENGTH = 16_000;

/** Reads a file for this pool. Who has a name already is not looked at. */
export function readUsers(pool: Pool, csv: string): CsvUsers {
  const fileProblems = problemsOfFile(pool, csv);
  if (fileProblems.length > 0) return { users: [], problems: fileProblems };
  const [header, ...rows] = rowsOf(csv);
  const headerProblems = problemsOfHeader(pool, header?.values ?? []);
  if (headerProblems.length > 0) return { users: [], problems: headerProblems };
  const read = rows.map((row) => readUser(pool, header?.values ?? [], row));
  return {
    users: read.flatMap(({ line, user }) => (user === undefined ? [] : [{ line, user }])),
    problems: read.flatMap(({ line, problems }) => problems.map((problem) => ({ line, ...problem }))),
  };
}

function problemsOfFile({ record }: Pool, csv: string): readonly CsvProblem[] {
  const lines = csv.split("\n");
  const checks: readonly (readonly [fails: boolean, expected: string])[] = [
    [Buffer.byteLength(csv) > MAX_FILE_BYTES, "a file of at most 100 MB"],
    [csv.startsWith("\uFEFF"), "UTF-8 without a byte order mark"],
    [lines.length > MAX_USERS + 2, "at most 500,000 users"],
    [
      (record.settings.AutoVerifiedAttributes ?? []).length === 0,
      "a user pool that verifies email or phone_number by itself",
    ],
  ];
  const tooLong = lines.flatMap((text, index) =>
    text.length > MAX_LINE_LENGTH
      ? [{ line: index + 1, expected: "at most 16,000 characters in a line" }]
      : [],
  );
  return [...checks.flatMap(([fails, expected]) => (fails ? [{ line: 1, expected }] : [])), ...tooLong];
}

function problemsOfHeader({ record }: Pool, header: readonly string[]): readonly CsvProblem[] {
  const columns = csvColumns(record);
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.some((name) => !columns.includes(name));
  const repeated = columns.filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  return [
    ...missing.map((column) => ({ line: 1, column, expected: "a column of this name" })),
    ...repeated.map((column) => ({ line: 1, column, expected: "one column of this name" })),
    ...(unknown ? [{ line: 1, expected: "no column but those of GetCSVHeader" }] : []),
  ];
}

interface ReadRow {
  readonly line: number;
  readonly problems: readonly Omit<CsvProblem, "line">[];
  readonly user?: User;
}

function readUser(pool: Pool, header: readonly string[], { line, values }: CsvRow): ReadRow {
  if (values.length !== header.length) {
    const expected = `${header.length} values, and a backslash before each comma in a value`;
    return { line, problems: [{ expected }] };
  }
  const texts = Object.fromEntries(header.map((column, index) => [column, values[index] ?? ""]));
  const { attributes, problems: formatProblems } = readAttributes(texts);
  const problems = [...formatProblems, ...problemsOfUser(pool, texts, attributes)];
  if (problems.length > 0) return { line, problems };
  try {
    const user = newUser(pool, { name: texts[USERNAME_COLUMN] ?? "", attributes, status: "RESET_REQUIRED" });
    return { line, problems, user };
  } catch (thrown) {
    if (!(thrown instanceof CognitoError)) throw thrown;
    return { line, problems: [{ column: USERNAME_COLUMN, expected: "a name that this pool takes" }] };
  }
}

function readAttributes(texts: Readonly<Record<string, string>>): {
  readonly attributes: Attributes;
  readonly problems: ReadRow["problems"];
} {
  const attributes: Record<string, string> = {};
  const problems: { column: string; expected: string }[] = [];
  for (const [column, text] of Object.entries(texts)) {
    if (column.startsWith("cognito:") || text === "") continue;
    const { read, expected } = CSV_FORMATS[column] ?? PLAIN;
    const value = read(text);
    if (value === undefined) problems.push({ column, expected });
    else attributes[column] = value;
  }
  return { attributes, problems };
}

const PLAIN = {
  expected: "a value without quotation marks around it",
  read: (text: string) => (isQuoted(text) ? undefined : text),
};

function problemsOfUser(
  { record }: Pool,
  texts: Readonly<Record<string, string>>,
  attributes: Attributes,
): ReadRow["problems"] {
  const auto = record.settings.AutoVerifiedAttributes ?? [];
  const isVerified = (name: string) => attributes[`${name}_verified`] === "true";
  const required = [
    ...requiredAttributes(record),
    ...["email", "phone_number"].filter((name) => isVerified(name)),
  ];
  const missing = [...new Set(required)].filter((name) => attributes[name] === undefined && !texts[name]);
  return [
    ...(texts[USERNAME_COLUMN] ? [] : [{ column: USERNAME_COLUMN, expected: "a user name" }]),
    ...(/^false$/i.test(texts[MFA_COLUMN] ?? "")
      ? []
      : [{ column: MFA_COLUMN, expected: "FALSE: the local pool has no MFA" }]),
    ...missing.map((column) => ({ column, expected: "a value" })),
    ...(auto.some(isVerified)
      ? []
      : [{ column: `${auto[0]}_verified`, expected: `TRUE for ${auto.join(" or ")}` }]),
    ...attributeProblems(record, attributes, {}).map(({ name, problem }) => ({
      column: name,
      expected: problem,
    })),
  ];
}
