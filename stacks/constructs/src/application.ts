// How is a stack application run? Everything that is wrong is listed, nothing half-made is written.
import { App } from "cdktf";
import { StackRefusal } from "./refusal.ts";

/**
 * Builds the stacks of an application and writes them for Terraform, to `cdktf.out` or where cdktf says. What is refused is
 * printed as a list, one line each, and the process ends with status 1: `cdktf` then stops before it calls Terraform.
 */
export function synthesise(build: (app: App) => void): void {
  try {
    const app = new App();
    build(app);
    app.synth();
  } catch (error) {
    const lines = error instanceof StackRefusal ? error.lines : validationLines(error);
    if (lines === undefined) throw error;
    process.stderr.write(
      `${["refused, and nothing was written:", ...lines.map((line) => `  ${line}`)].join("\n")}\n`,
    );
    process.exitCode = 1;
  }
}

/** cdktf throws all that its validations say as one text, a line each, after a heading and before a hint to skip them. */
function validationLines(error: unknown): readonly string[] | undefined {
  if (!(error instanceof Error) || !error.message.startsWith("Validation failed")) return undefined;
  return error.message.split("\n").flatMap((line) => (/^\s+\[/.test(line) ? [line.trim()] : []));
}
