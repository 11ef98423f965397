// How do users of a CSV file get into a pool? All at once, or none; each must set a password then.
import type { Pool } from "../../cloud/cloud.ts";
import { putNewUser } from "../aliases.ts";
import { USERNAME_COLUMN } from "./csv-columns.ts";
import type { CsvProblem } from "./csv-rows.ts";
import { readUsers } from "./read-users.ts";

/** What came of an import. Where there are problems, nobody was imported. */
export interface ImportOutcome {
  readonly imported: number;
  readonly problems: readonly CsvProblem[];
}

/**
 * Imports users in the state RESET_REQUIRED, without a password. Cognito skips users that it cannot take and imports the others.
 * (AWS: Importing users into user pools from a CSV file)
 */
export async function importUsers(pool: Pool, csv: string): Promise<ImportOutcome> {
  const read = readUsers(pool, csv);
  if (read.problems.length > 0) return { imported: 0, problems: read.problems };
  try {
    await pool.cloud.database.write((tx) => {
      const problems = read.users.flatMap(({ line, user }) => problemOf(line, putNewUser(tx, pool, user)));
      if (problems.length > 0) throw new NotImported(problems);
    });
    return { imported: read.users.length, problems: [] };
  } catch (thrown) {
    if (thrown instanceof NotImported) return { imported: 0, problems: thrown.problems };
    throw thrown;
  }
}

type Stored = ReturnType<typeof putNewUser>;

function problemOf(line: number, stored: Stored): readonly CsvProblem[] {
  if (stored === "username_taken" || stored === "alias_taken") {
    return [{ line, column: USERNAME_COLUMN, expected: "a user name and addresses that nobody has yet" }];
  }
  return [];
}

/** Never leaves this file: it undoes the write. */
class NotImported extends Error {
  readonly problems: readonly CsvProblem[];

  constructor(problems: readonly CsvProblem[]) {
    super("users were not imported");
    this.problems = problems;
  }
}
