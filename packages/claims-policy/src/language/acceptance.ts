// How does a team say that it has seen a finding of a lint and means what it wrote?
import type { LintCode } from "../lint/lints.ts";

/** A finding that the team accepts. It stands for exactly one lint at one path. */
export interface Acceptance {
  /** The code of the lint, as `check` prints it. */
  readonly lint: LintCode;
  /** The path of the finding, as `check` prints it: `clients.web`. */
  readonly at: string;
  /** Why it is right as it is, for whoever reads the policy. */
  readonly reason: string;
}
