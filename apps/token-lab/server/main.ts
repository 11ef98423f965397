// How is the Token Lab started? By `claimsmith dev`, or with `--settings FILE` against a deployed pool.
import { parseArgs } from "node:util";
import { builtPage } from "./built-page.ts";
import { LabError } from "./errors.ts";
import { listen } from "./listen.ts";
import { pageApp } from "./page-app.ts";
import { settingsFromEnvironment, settingsFromFile } from "./settings-source.ts";

/** The callback URL of the environments' page. */
const DEFAULT_PORT = 5173;

const USAGE = "expected --settings FILE and --port NUMBER at most";

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { settings: { type: "string" }, port: { type: "string" } },
      strict: true,
    });
    return values;
  } catch {
    throw new LabError("USAGE", USAGE);
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new LabError("USAGE", "expected a port from 0 to 65535");
}

async function main(): Promise<void> {
  const options = readOptions();
  const port = readPort(options.port ?? process.env.PORT);
  const settings =
    options.settings === undefined
      ? settingsFromEnvironment(process.env)
      : await settingsFromFile(options.settings);
  const directory = await builtPage((line) => console.log(line));
  const server = await listen(pageApp({ directory, settings }), port);
  console.log(`Token Lab: ${server.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close());
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof LabError ? error.message : error);
  process.exitCode = 1;
});
