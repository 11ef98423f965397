// How do tests run the plain server? As a process of its own, from source, like `dev` does.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ARGUMENTS = ["--conditions=@claimsmith/source", "--import", "tsx"];

/** A server that listens. */
export interface PlainServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  /** What it printed after the line that it listens. */
  readonly lines: readonly string[];
  /** Sends SIGTERM. */
  terminate(): void;
  /** The exit code, once it has ended. */
  readonly exited: Promise<number | null>;
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
}

/** Starts a program of this package on a free port. Its environment is what is given, and nothing of this process but the path. */
export async function spawnServer(
  program: "src/main.ts" | "local.ts",
  environment: Readonly<Record<string, string>>,
): Promise<PlainServer> {
  const child = spawn(process.execPath, [...ARGUMENTS, program], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { PATH: process.env.PATH, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const port = await firstPort(child, lines, exited);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    lines,
    exited,
    terminate: () => void child.kill("SIGTERM"),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function firstPort(
  child: ChildProcess,
  lines: string[],
  exited: Promise<number | null>,
): Promise<number> {
  if (child.stdout === null) throw new TypeError("expected a process with a standard output");
  const reader = createInterface(child.stdout);
  reader.on("line", (line) => lines.push(line));
  const first = await Promise.race([once(reader, "line"), exited]);
  if (!Array.isArray(first))
    throw new TypeError(`the server ended with ${first} and said: ${lines.join(" ")}`);
  return JSON.parse(lines.shift() ?? "{}").port;
}
