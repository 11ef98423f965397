// Which columns has the CSV of a pool, and how does each write its values? (AWS: Formatting the CSV file)
import type { UserPoolRecord } from "../../pools/user-pool.ts";

/** The user name, or in a pool where people sign in with an address, the address. */
export const USERNAME_COLUMN = "cognito:username";
export const MFA_COLUMN = "cognito:mfa_enabled";

/** In the order of GetCSVHeader. */
const STANDARD_COLUMNS: readonly string[] = [
  "name",
  "given_name",
  "family_name",
  "middle_name",
  "nickname",
  "preferred_username",
  "profile",
  "picture",
  "website",
  "email",
  "email_verified",
  "gender",
  "birthdate",
  "zoneinfo",
  "locale",
  "phone_number",
  "phone_number_verified",
  "address",
  "updated_at",
];

/** Every column that a file for this pool must have: in a header they may stand in any order. */
export function csvColumns({ schema }: UserPoolRecord): readonly string[] {
  const custom = schema.map(({ Name }) => Name).filter((name) => name.startsWith("custom:"));
  return [...STANDARD_COLUMNS, ...custom, MFA_COLUMN, USERNAME_COLUMN];
}

/** How a column's text and an attribute's value differ. */
export interface CsvFormat {
  readonly expected: string;
  /** The attribute's value, or `undefined` for a text that is none. */
  readonly read: (text: string) => string | undefined;
  /** The text, or `undefined` for a value that the column has no text for. */
  readonly write: (value: string) => string | undefined;
}

const FLAG: CsvFormat = {
  expected: "TRUE or FALSE",
  read: (text) => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() : undefined),
  write: (value) => value.toUpperCase(),
};

/** Columns that do not hold the attribute's own text. That a birthday is stored as YYYY-MM-DD again is unverified. */
export const CSV_FORMATS: Readonly<Record<string, CsvFormat>> = {
  birthdate: {
    expected: "a date as mm/dd/yyyy",
    read: (text) => isoDate(/^(?<m>\d\d)\/(?<d>\d\d)\/(?<y>\d{4})$/.exec(text)?.groups),
    write: (value) => value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$2/$3/$1"),
  },
  email_verified: FLAG,
  phone_number_verified: FLAG,
  updated_at: {
    expected: "seconds since 1970",
    read: (text) => (/^\d{1,15}$/.test(text) ? text : undefined),
    write: (value) => value,
  },
};

function isoDate(parts: Readonly<Record<string, string>> | undefined): string | undefined {
  if (parts === undefined) return undefined;
  const iso = `${parts.y}-${parts.m}-${parts.d}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
