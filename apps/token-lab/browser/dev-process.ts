// How do browser tests get pool, API and page? By `dev`, as everybody does, on free ports.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What `dev --json` prints, as far as tests read it. */
export interface DevReady {
  readonly endpoint: string;
  readonly issuer: string;
  readonly userPoolId: string;
  readonly clients: Readonly<Record<string, { readonly clientId: string }>>;
  readonly users: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
  readonly processes: Readonly<Record<"api" | "lab", { readonly url: string }>>;
}

/** A running `dev`. */
export interface DevProcess {
  readonly ready: DevReady;
  /** What it has logged so far. */
  log(): string;
  /** Ends it, and everything that it started. */
  close(): Promise<void>;
}

const CLI = fileURLToPath(new URL("../../../packages/cli/from-source.mjs", import.meta.url));
const CONFIG = fileURLToPath(
  new URL("../../../packages/orders-policy/claimsmith.config.ts", import.meta.url),
);

/** Starts `dev`, with the page built. */
export async function startDev(): Promise<DevProcess> {
  const options = ["dev", "--json", "--port", "0", "--config", CONFIG];
  const child = spawn(process.execPath, ["--conditions=@claimsmith/source", CLI, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(child, "exit");
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const close = async () => {
    child.kill("SIGTERM");
    await exit;
  };
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value, done } = await lines.next();
  if (done) throw new Error(`dev ended before it was ready:\n${log}`);
  return { ready: JSON.parse(value) as DevReady, log: () => log, close };
}
