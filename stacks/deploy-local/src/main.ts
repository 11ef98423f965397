// Deploys the stacks on this machine, tries them and destroys them again: `pnpm deploy:local`.
import { readArguments, USAGE } from "./arguments.ts";
import { DeployLocalError } from "./errors.ts";
import { journey, type Summary } from "./journey.ts";
import { isAsPromised } from "./promised.ts";
import { PROVIDER_FOLDER } from "./provider-folder.ts";
import { openRunLog } from "./run-log.ts";
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
  // Standard output is for the one JSON object, where that is asked for.
  const print = json ? console.error : console.log;
  const log = await openRunLog();
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => stop.abort(new DeployLocalError("INTERRUPTED", "interrupted")));
  }
  const running = { log: log.write, signal: stop.signal };
  try {
    const found = await findTools({ folder: PROVIDER_FOLDER, variables: process.env, ...running });
    if ("missing" in found) {
      print(found.missing);
      await log.close({ keep: false });
      return 1;
    }
    const summary = await journey({ tools: found.tools, step: steps(print), ...running });
    report(summary, json);
    if (!isAsPromised(summary)) {
      throw new DeployLocalError("NOT_AS_EXPECTED", "what came of it is not what the stacks promise");
    }
    await log.close({ keep: false });
    return 0;
  } catch (error) {
    await log.close({ keep: true });
    print(error instanceof DeployLocalError ? error.message : error);
    print(`what every command printed is in ${log.path}`);
    return 1;
  }
}

function report(summary: Summary, json: boolean): void {
  if (json) console.log(JSON.stringify(summary));
  else for (const [name, value] of Object.entries(summary)) console.log(`${name}: ${value}`);
}
