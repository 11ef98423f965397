// In what do two outputs differ? Member by member, so that each difference can have its reason.
import type { Output } from "./synthesise.ts";

/** One member that is not the same. */
export interface Difference {
  /** The path of the file in `cdktf.out`. */
  readonly file: string;
  /** The members that lead to it, like `["resource", "aws_iam_role", …]`; none where a file is in one output alone. */
  readonly path: readonly string[];
  /** What cdktf writes; `undefined` where it writes nothing. */
  readonly cdktf: unknown;
  /** What the fork writes; `undefined` where it writes nothing. */
  readonly cdktn: unknown;
}

/** A difference that is known, and why it does no harm. */
export interface ExpectedDifference {
  /** The file's name in the folder of its stack. */
  readonly file: string;
  /** As in a difference. */
  readonly path: readonly string[];
  readonly why: string;
}

/** Each member in which the output of the fork is not that of cdktf; none where they deploy the same. */
export function differences(cdktf: Output, cdktn: Output): readonly Difference[] {
  return namesOf(cdktf, cdktn).flatMap((file) =>
    differing(cdktf[file], cdktn[file]).map((each) => ({ file, ...each })),
  );
}

/** What is not in the table. */
export function unexpected(
  found: readonly Difference[],
  table: readonly ExpectedDifference[],
): readonly Difference[] {
  return found.filter((difference) => !table.some((row) => isMeant(row, difference)));
}

/** Rows of the table that nothing differs in any more: they would hide it if something did. */
export function stale(
  found: readonly Difference[],
  table: readonly ExpectedDifference[],
): readonly ExpectedDifference[] {
  return table.filter((row) => !found.some((difference) => isMeant(row, difference)));
}

function isMeant(row: ExpectedDifference, { file, path }: Difference): boolean {
  return file.split("/").at(-1) === row.file && JSON.stringify(path) === JSON.stringify(row.path);
}

type Values = Pick<Difference, "path" | "cdktf" | "cdktn">;

function differing(cdktf: unknown, cdktn: unknown): readonly Values[] {
  if (isContainer(cdktf) && isContainer(cdktn) && Array.isArray(cdktf) === Array.isArray(cdktn)) {
    return namesOf(cdktf, cdktn).flatMap((name) =>
      differing(cdktf[name], cdktn[name]).map((each) => ({ ...each, path: [name, ...each.path] })),
    );
  }
  return Object.is(cdktf, cdktn) ? [] : [{ path: [], cdktf, cdktn }];
}

/** Objects by name, lists by index: both count member by member. */
function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function namesOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
}
