// How does a script tell later steps something? By lines in the file that GITHUB_OUTPUT names; on a terminal by printing them.
import { appendFileSync } from "node:fs";

/**
 * Writes outputs of a step. Values are of one line.
 * (GitHub Actions: Workflow commands, Setting an output parameter)
 *
 * @param {Record<string, string>} values
 * @param {NodeJS.ProcessEnv} env
 */
export function writeOutputs(values, { GITHUB_OUTPUT } = process.env) {
  for (const [name, value] of Object.entries(values)) {
    if (/[\r\n]/.test(value)) throw new TypeError(`the output ${name} must be one line`);
    console.log(`${name}=${value}`);
    if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `${name}=${value}\n`);
  }
}
