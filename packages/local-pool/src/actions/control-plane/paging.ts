// How does a long list come in pages? A token names the last row of the page before.
import { CognitoError } from "../../errors.ts";
import type { ActionInput } from "../action.ts";
import { optionalText } from "../input.ts";

/** One page. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly next: { readonly NextToken?: string };
}

/**
 * The page that a call asks for.
 * @throws CognitoError InvalidParameterException for a size out of bounds or a token that is none
 */
export function pageOf<Row>(
  input: ActionInput,
  options: {
    /** The rows after a name, in the order of their names. */
    readonly list: (after: string | undefined) => Iterable<Row>;
    readonly nameOf: (row: Row) => string;
    /** The member that says how many rows: at most 60. */
    readonly size: "Limit" | "MaxResults";
  },
): Page<Row> {
  const max = sizeOf(input, options.size);
  const rows: Row[] = [];
  for (const row of options.list(startOf(input))) {
    if (rows.length === max) {
      const last = options.nameOf(rows[max - 1] as Row);
      return { rows, next: { NextToken: Buffer.from(last, "utf8").toString("base64url") } };
    }
    rows.push(row);
  }
  return { rows, next: {} };
}

const MAX_SIZE = 60;

function sizeOf(input: ActionInput, member: string): number {
  const value = input[member] ?? MAX_SIZE;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_SIZE) return value;
  // Some lists take 0, and some say that it is too small; here it is the default.
  if (value === 0) return MAX_SIZE;
  throw new CognitoError("InvalidParameterException", `expected ${member} from 1 to ${MAX_SIZE}`);
}

function startOf(input: ActionInput): string | undefined {
  const token = optionalText(input, "NextToken");
  if (token === undefined) return undefined;
  const name = Buffer.from(token, "base64url");
  if (name.length > 0 && name.toString("base64url") === token) return name.toString("utf8");
  throw new CognitoError("InvalidParameterException", "Invalid pagination token.");
}
