// What may not be deployed, and why? One form for everything that is refused at synth.
import type { Construct } from "constructs";

/** One reason not to deploy. */
export interface Refusal {
  /** Stable, upper case. */
  readonly code: string;
  /** What it is about: an argument, a route, a resource's address. */
  readonly at: string;
  /** What was expected, and what to do. Lower case, one line. */
  readonly text: string;
}

/** Thrown before anything is built where the settings themselves are wrong. */
export class StackRefusal extends Error {
  override readonly name = "StackRefusal";
  readonly code = "STACK_REFUSED";
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(`${refusals.length} reason${refusals.length === 1 ? "" : "s"} not to deploy: see refusals`);
    this.refusals = refusals;
  }
}

/** What `validate` and its relatives say of a policy's files. */
export interface Issue {
  readonly code: string;
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  readonly hint: string;
}

/**
 * Stops before anything is built where there are issues.
 * @throws StackRefusal with all of them; `root` is what their paths begin with, like `environments`
 */
export function refuseIssues(root: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new StackRefusal(issueRefusals(root, issues));
}

/** Issues as refusals. */
export function issueRefusals(root: string, issues: readonly Issue[]): readonly Refusal[] {
  return issues.map(({ code, path, expected, received, hint }) => ({
    code,
    at: path === "" ? root : `${root}.${path}`,
    text: `expected ${expected}, received ${received}: ${hint}`,
  }));
}

/** A refusal as people read it. */
export function refusalLine({ code, at, text }: Refusal): string {
  return `${code} at ${at}: ${text}`;
}

/** Has a construct checked when its stack is synthesised, together with all the others: every refusal is listed at once. */
export function refuseAtSynth(construct: Construct, check: () => readonly Refusal[]): void {
  construct.node.addValidation({ validate: () => check().map(refusalLine) });
}
