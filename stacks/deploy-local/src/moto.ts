// How does moto start and stop? It is AWS for everything but Cognito and Lambda.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { DeployLocalError } from "./errors.ts";
import type { Log } from "./run-command.ts";

/** A moto that answers. */
export interface Moto {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** How moto is started. */
export interface MotoOptions {
  /** Twelve digits: the account of every caller. */
  readonly account: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: Log;
}

/** Ends moto when our end of the pipe is gone: also where this process is killed and can clean up nothing. */
const SUPERVISED =
  'moto_server -H 127.0.0.1 -p 0 </dev/null & moto=$!; cat >/dev/null; kill "$moto"; wait "$moto"';

/** Python takes its time where a disk is cold. */
const START_TIMEOUT_MS = 60_000;

/**
 * Starts moto on a free port.
 * @throws DeployLocalError SERVER_NOT_STARTED
 */
export async function startMoto({ account, env, log }: MotoOptions): Promise<Moto> {
  const child = spawn("sh", ["-c", SUPERVISED], {
    // A terminal's interrupt is for us alone: moto goes when everything that needs it has gone.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...env, MOTO_ACCOUNT_ID: account, PYTHONUNBUFFERED: "1" },
  });
  const ended = once(child, "close");
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
  const endpoint = await new Promise<string | undefined>((resolve) => {
    timeout.addEventListener("abort", () => resolve(undefined));
    void ended.then(() => resolve(undefined));
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log(text);
        printed += text;
        // It listens before it prints this.
        const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
  });
  if (endpoint !== undefined) return { endpoint, close };
  await close();
  throw new DeployLocalError(
    "SERVER_NOT_STARTED",
    "expected moto_server to listen: see what it printed in the log",
  );
}
