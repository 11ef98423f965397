// How do the users of a pool become a CSV file that Cognito could import?
import type { Pool } from "../../cloud/cloud.ts";
import { LocalPoolError } from "../../errors.ts";
import { USERS } from "../../store/tables.ts";
import type { User } from "../user.ts";
import { CSV_FORMATS, csvColumns, MFA_COLUMN, USERNAME_COLUMN } from "./csv-columns.ts";
import { isExpressible, lineOf } from "./csv-rows.ts";

/**
 * Every user with the columns of GetCSVHeader. Groups, states, passwords and creation dates have no column.
 * @throws LocalPoolError USERS_NOT_EXPORTABLE
 */
export function exportUsers(pool: Pool): string {
  const columns = csvColumns(pool.record);
  const users = [...pool.cloud.database.list(USERS, pool.userPoolId)];
  const rows = users.map((user, index) =>
    columns.map((column) => expressed(textOf(pool, user, column), { line: index + 2, column })),
  );
  return [columns, ...rows].map((values) => `${lineOf(values)}\n`).join("");
}

function textOf({ record }: Pool, user: User, column: string): string | undefined {
  if (column === MFA_COLUMN) return "FALSE";
  if (column === USERNAME_COLUMN) return signInName(record.settings.UsernameAttributes ?? [], user);
  const value = user.attributes[column];
  if (value === undefined) return column.endsWith("_verified") ? "FALSE" : "";
  const format = CSV_FORMATS[column];
  if (format === undefined) return value;
  const text = format.write(value);
  return text !== undefined && format.read(text) === value ? text : undefined;
}

/** Where people sign in with an address, the user name proper is made anew at every import. */
function signInName(kinds: readonly string[], { username, attributes }: User): string {
  const [kind] = kinds.filter((name) => attributes[name] !== undefined);
  return kind === undefined ? username : (attributes[kind] ?? username);
}

function expressed(text: string | undefined, at: { readonly line: number; readonly column: string }): string {
  if (text !== undefined && isExpressible(text)) return text;
  const why = "it would hold a value that cognito's format cannot express: change it and export again";
  throw new LocalPoolError("USERS_NOT_EXPORTABLE", `line ${at.line}, column ${at.column}: ${why}`, {
    category: "unsupported",
  });
}
