// Deploys the stacks on this machine, tries them and destroys them again: `pnpm deploy:local`.
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { readArguments, USAGE } from "./arguments.ts";
import { DeployLocalError } from "./errors.ts";
import { journey, type Summary } from "./journey.ts";
import { isAsPromised } from "./promised.ts";
import { PROVIDER_FOLDER } from "./provider-folder.ts";
import { steps } from "./steps.ts";
import { findTools } from "./tools.ts";

const request = readArguments(process.argv.slice(2));
if (request.ask === "help") console.log(USAGE);
else if (request.ask === "wrong") {
  console.error(`unknown argument ${request.argument}\n\n${USAGE}`);
  process.exitCode = 2;
} else process.exitCode = await deploy(request.json);

/** The status to end with. */
async function deploy(json: boolean): Promise<number> {
  const print = json ? console.error : console.log;
  const logFolder = await mkdtemp(join(tmpdir(), "claimsmith-deploy-local-"));
  const logPath = join(logFolder, "deploy.log");
  const file = createWriteStream(logPath, { mode: 0o600 });
  const log = (text: string) => void file.write(text);
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error("interrupted"));
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, interrupt);
  try {
    const found = await findTools({
      folder: PROVIDER_FOLDER,
      variables: process.env,
      log,
      signal: stop.signal,
    });
    if ("missing" in found) throw new DeployLocalError("TOOLS_MISSING", found.missing);
    const summary = await journey({ tools: found.tools, log, step: steps(print), signal: stop.signal });
    report(summary, { json, print });
    if (!isAsPromised(summary))
      throw new DeployLocalError("NOT_AS_EXPECTED", "the stacks are not as promised");
    file.end();
    await finished(file);
    await rm(logFolder, { recursive: true });
    return 0;
  } catch (error) {
    const known = error instanceof Error && (error instanceof DeployLocalError || stop.signal.aborted);
    print(known ? error.message : error);
    print(`what every command printed is in ${logPath}`);
    file.end();
    return 1;
  }
}

function report(summary: Summary, { json, print }: { json: boolean; print: (line: string) => void }): void {
  if (json) console.log(JSON.stringify(summary));
  else for (const [name, value] of Object.entries(summary)) print(`${name}: ${value}`);
}
