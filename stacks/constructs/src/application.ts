// How is a stack application run? Everything that is wrong is listed, nothing half-made is written.
import { App } from "cdktf";
import { type Issue, issueRefusals, refusalLine, StackRefusal } from "./refusal.ts";

/**
 * Builds the stacks of an application and writes them for Terraform, to `cdktf.out` or where cdktf says. What is refused is
 * printed as a list, one line each, and the process ends with status 1: `cdktf` then stops before it calls Terraform.
 */
export async function synthesise(build: (app: App) => unknown): Promise<void> {
  try {
    const app = new App();
    await build(app);
    app.synth();
  } catch (error) {
    const lines = refusedLines(error);
    if (lines === undefined) throw error;
    process.stderr.write(`refused, and nothing was written:\n${lines.map((line) => `  ${line}\n`).join("")}`);
    process.exitCode = 1;
  }
}

/** What was refused, one line each, or `undefined` for an error that is none of ours. */
export function refusedLines(error: unknown): readonly string[] | undefined {
  if (error instanceof StackRefusal) return error.refusals.map(refusalLine);
  if (!(error instanceof Error)) return undefined;
  const { code, issues } = error as Error & { readonly code?: unknown; readonly issues?: readonly Issue[] };
  if (code === "POLICY_INVALID") return issueRefusals("policy", issues ?? []).map(refusalLine);
  // cdktf throws all that its validations say as one text, a line each, after a heading and before a hint to skip them.
  if (!error.message.startsWith("Validation failed")) return undefined;
  return error.message.split("\n").flatMap((line) => (/^\s+\[/.test(line) ? [line.trim()] : []));
}
