// What does a lint say, and what does it look at?
import type { CaseOutcome } from "../coverage/case-outcome.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { type FindingCode, LINTS } from "./lints.ts";
import type { RouteDemand } from "./route-demand.ts";

/** What one lint found at one place. */
export interface Finding {
  readonly code: FindingCode;
  /** Where it stands in the policy; of `ROUTE_NEVER_MET` the route, like `GET /orders`. */
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  readonly hint: string;
  /** The reason with which the policy accepts it. */
  readonly accepted?: string;
}

/** What lints look at. A lint that needs more than there is does not run. */
export interface LintSubject {
  readonly policy: PolicyDocument;
  /** What became of the personas and vectors. */
  readonly cases?: readonly CaseOutcome[];
  /** The routes of an API. */
  readonly routes?: readonly RouteDemand[];
}

/** The findings of one lint; `undefined` where it cannot run. */
export type Lint = (subject: LintSubject) => readonly Finding[] | undefined;

/** Makes a finding, with the hint of its code. */
export function finding(
  code: FindingCode,
  path: string,
  details: { readonly expected: string; readonly received: string; readonly accepted?: string },
): Finding {
  const { expected, received, accepted } = details;
  return {
    code,
    path,
    expected,
    received,
    hint: LINTS[code].hint,
    ...(accepted !== undefined && { accepted }),
  };
}
