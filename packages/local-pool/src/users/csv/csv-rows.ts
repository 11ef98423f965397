// How is Cognito's CSV written? Not as RFC 4180 has it: no quotation marks, and a backslash before each comma of a value.
// (AWS: Importing users into user pools from a CSV file, Formatting the CSV file)

/** What is wrong with a file, and what was expected. No value stands in it. */
export interface CsvProblem {
  /** From 1, which is the header. */
  readonly line: number;
  /** The name of the column, where it is about one. */
  readonly column?: string;
  readonly expected: string;
}

/** One line of a file. Values are trimmed, as Cognito does it. */
export interface CsvRow {
  readonly line: number;
  readonly values: readonly string[];
}

/** The rows of a file, the header first. An end of line at the end of the file begins no row. */
export function rowsOf(csv: string): readonly CsvRow[] {
  const lines = csv.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((text, index) => ({ line: index + 1, values: valuesOf(text) }));
}

/** Splits at commas that no backslash stands before. */
function valuesOf(line: string): readonly string[] {
  return line.split(/(?<!\\),/).map((value) => value.replaceAll("\\,", ",").trim());
}

/** One line, without its end. Every value must be {@link isExpressible}. */
export function lineOf(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(",", "\\,")).join(",");
}

/**
 * False for what cannot be written so that the same is read again: ends of line, white space around a value, quotation marks around
 * it, a backslash that would escape the comma after it.
 */
export function isExpressible(value: string): boolean {
  return value === value.trim() && !/[\r\n]|\\(?:,|$)/.test(value) && !isQuoted(value);
}

/** True for a value in quotation marks, which Cognito does not take off. */
export function isQuoted(value: string): boolean {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"');
}
