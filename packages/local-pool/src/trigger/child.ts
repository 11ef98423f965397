// How does one child process serve one invocation at a time, and how does it fail?
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { TriggerError, type TriggerFailureCode } from "../errors.ts";

/** What a child needs to start. */
export interface ChildOptions {
  readonly programPath: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly functionName: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly onLog: (line: string) => void;
}

/** One warm function: idle or busy with exactly one invocation, until it dies. */
export interface FunctionChild {
  readonly alive: boolean;
  /** Must not be called while another invocation is under way. */
  invoke(eventJson: string): Promise<unknown>;
  kill(): Promise<void>;
}

interface Reply {
  readonly id: string;
  readonly answerJson?: string;
  readonly failure?: { readonly kind: keyof typeof FAILURES; readonly message: string };
}

const FAILURES = {
  threw: "TRIGGER_THREW",
  missing: "TRIGGER_MISSING",
  crashed: "TRIGGER_CRASHED",
  "not-json": "TRIGGER_ANSWER_NOT_JSON",
} as const satisfies Record<string, TriggerFailureCode>;

/** Starts a child of plain Node: no flags, no inherited environment. */
export function startChild(options: ChildOptions): FunctionChild {
  const child = fork(options.programPath, [], {
    cwd: options.directory,
    env: { ...options.environment },
    execPath: process.execPath,
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", options.onLog);
  }
  let alive = true;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      alive = false;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  /** From here on nobody gets this child, though it may take a moment to die. */
  const retire = () => {
    alive = false;
    child.kill("SIGKILL");
  };
  return {
    get alive() {
      return alive && child.connected;
    },
    invoke: (eventJson) => invokeOnce({ child, retire, eventJson, options }),
    kill: () => {
      retire();
      return gone;
    },
  };
}

interface Invocation {
  readonly child: ChildProcess;
  readonly retire: () => void;
  readonly eventJson: string;
  readonly options: ChildOptions;
}

/** The first of: the reply to this invocation, the end of the process, the deadline (which kills the process). */
function invokeOnce({ child, retire, eventJson, options }: Invocation): Promise<unknown> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    const settle = (result: () => unknown): void => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit);
      try {
        resolve(result());
      } catch (error) {
        reject(error);
      }
    };
    const fail = (code: TriggerFailureCode, message: string, cause?: unknown): void => {
      retire();
      settle(() => {
        throw new TriggerError(code, message, cause);
      });
    };
    const onMessage = (message: unknown): void => {
      const reply = message as Reply | null;
      if (reply?.id === id) settle(() => answerOf(reply));
    };
    const onExit = (): void => fail("TRIGGER_CRASHED", "the function's process ended before it answered");
    const timer = setTimeout(
      () => fail("TRIGGER_TIMED_OUT", `the function did not answer within ${options.timeoutMs} ms`),
      options.timeoutMs,
    );
    child.on("message", onMessage).once("exit", onExit);
    child.send({ id, eventJson, context: contextOf(id, options) }, (cause) => {
      if (cause !== null) fail("TRIGGER_CRASHED", "the function's process takes no event", cause);
    });
  });
}

function answerOf(reply: Reply): unknown {
  if (reply.failure !== undefined) {
    throw new TriggerError(FAILURES[reply.failure.kind] ?? "TRIGGER_CRASHED", reply.failure.message);
  }
  try {
    return JSON.parse(reply.answerJson ?? "");
  } catch (cause) {
    throw new TriggerError("TRIGGER_ANSWER_NOT_JSON", "the function's answer is not JSON", cause);
  }
}

function contextOf(id: string, options: ChildOptions): Record<string, unknown> {
  return {
    awsRequestId: id,
    functionName: options.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: options.functionArn,
    memoryLimitInMB: "128",
    logGroupName: `/aws/lambda/${options.functionName}`,
    logStreamName: "local",
    deadlineMs: Date.now() + options.timeoutMs,
  };
}
