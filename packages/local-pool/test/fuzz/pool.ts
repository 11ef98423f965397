// What does the fuzzer run against? A pool in a child process, whose end, warnings and log lines are seen here.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Answers } from "./pool-process.ts";

/** Values of the running world by the name that requests use: tokens, codes, sessions. */
export type Known = Readonly<Record<string, string>>;

/** A pool that is fuzzed. */
export interface FuzzedPool {
  readonly endpoint: string;
  readonly ask: <Name extends keyof Answers>(question: Name) => Promise<Answers[Name]>;
  /** What the process wrote to its standard error, and how it ended if it has: nothing of the kind should be. */
  readonly trouble: () => string;
  readonly close: () => Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("pool-process.ts", import.meta.url));

/** Starts one. */
export async function startFuzzedPool(dataDirectory = ""): Promise<FuzzedPool> {
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--conditions=@claimsmith/source", "--import", "tsx", PROGRAM, dataDirectory],
    {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    },
  );
  let trouble = "";
  child.stderr?.on("data", (data) => {
    trouble += data;
  });
  child.once("exit", (code, signal) => {
    trouble += `\nthe pool's process ended: ${code ?? signal}`;
  });
  const endpoint = String(await answerOf(child, "endpoint", () => trouble));
  return {
    endpoint,
    ask: async (question) => {
      const answer = answerOf(child, question, () => trouble);
      child.send(question);
      return (await answer) as never;
    },
    trouble: () => trouble,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}

/** @throws Error where the process ends first */
async function answerOf(child: ChildProcess, question: string, trouble: () => string): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error(trouble());
  return new Promise((resolve, reject) => {
    const listen = (message: { question: string; answer: unknown }) => {
      if (message.question !== question) return;
      child.off("exit", end);
      child.off("message", listen);
      resolve(message.answer);
    };
    const end = () => reject(new Error(trouble()));
    child.on("message", listen);
    child.once("exit", end);
  });
}
