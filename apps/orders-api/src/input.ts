// Does an input fit its shape? If not, everything that does not is said at once, and nothing of what came.
import type * as z from "zod/mini";
import { type InputIssue, OrdersError } from "./problems.ts";

type Issue = NonNullable<ReturnType<z.ZodMiniType["safeParse"]>["error"]>["issues"][number];

/**
 * The input in its shape, defaults filled in.
 *
 * @throws OrdersError `INPUT_INVALID` with every issue
 */
export function checked<S extends z.ZodMiniType>(shape: S, input: unknown, path = ""): z.output<S> {
  const { success, data, error } = shape.safeParse(input);
  if (success) return data;
  throw new OrdersError("INPUT_INVALID", { issues: error.issues.map((issue) => issueOf(issue, path)) });
}

function issueOf(issue: Issue, prefix: string): InputIssue {
  const path = [prefix, ...issue.path].filter((part) => part !== "").join(".");
  return { path, expected: EXPECTED[issue.code]?.(issue as FullIssue) ?? "a value of the documented form" };
}

/** What is read of issues of any code. */
interface FullIssue {
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

const unitOf = ({ origin }: FullIssue) => (origin === "string" ? " characters" : "");

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a whole number",
  int: "a whole number",
  object: "an object",
};

const FORMATS: Readonly<Record<string, string>> = {
  regex: "a text without control characters, and without white space at its ends",
  uuid: "the id of an order, a UUID of version 7",
};

/** By the codes of zod's issues. */
const EXPECTED: Readonly<Record<string, (issue: FullIssue) => string | undefined>> = {
  invalid_type: ({ expected = "" }) => TYPES[expected],
  too_small: (issue) => `${issue.minimum}${unitOf(issue)} or more`,
  too_big: (issue) => `${issue.maximum}${unitOf(issue)} or less`,
  invalid_format: ({ format = "" }) => FORMATS[format],
  unrecognized_keys: () => "no other members than the documented ones",
};
