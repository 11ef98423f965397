// How does one child process serve one invocation at a time, and how does it fail?
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { TriggerError, type TriggerFailureCode } from "../errors.ts";
import type { InvocationLog } from "./invocation-log.ts";
import { LogGroups } from "./log-groups.ts";

/** What a child needs to start. */
export interface ChildOptions {
  readonly programPath: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly functionArn: string;
  /** Bounds the heap of the process, not the process: V8 has a limit of its own, Lambda's counts everything. */
  readonly memorySizeMb: number;
  readonly onLog: (line: string) => void;
  readonly onInvocation: (log: InvocationLog) => void;
}

/** One call of the function. */
export interface Invocation {
  readonly eventJson: string;
  /** How long the caller has waited already, and how long it waits in all. */
  readonly startedAtMs: number;
  readonly timeoutMs: number;
  /** Default: the function's own. */
  readonly invokedArn?: string | undefined;
}

/** One warm function: idle or busy with exactly one invocation, until it dies. */
export interface FunctionChild {
  readonly alive: boolean;
  /** Must not be called while another invocation is under way. */
  invoke(invocation: Invocation): Promise<unknown>;
  kill(): Promise<void>;
}

interface Reply {
  readonly id: string;
  readonly answerJson?: string;
  readonly failure?: {
    readonly kind: keyof typeof FAILURES;
    readonly message: string;
    readonly type: string;
  };
  readonly figures?: { readonly usedMemoryMb: number; readonly initMs?: number };
}

const FAILURES = {
  threw: "TRIGGER_THREW",
  missing: "TRIGGER_MISSING",
  crashed: "TRIGGER_CRASHED",
  "not-json": "TRIGGER_ANSWER_NOT_JSON",
  "too-large": "TRIGGER_ANSWER_TOO_LARGE",
} as const satisfies Record<string, TriggerFailureCode>;

/** Starts a child of plain Node with a bounded heap: no other flag, no inherited environment. */
export function startChild(options: ChildOptions): FunctionChild {
  return new NodeChild(options);
}

class NodeChild implements FunctionChild {
  readonly #options: ChildOptions;
  readonly #child: ChildProcess;
  readonly #logs = new LogGroups();
  readonly #gone: Promise<void>;
  #alive = true;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#child = fork(options.programPath, [], {
      cwd: options.directory,
      env: { ...options.environment },
      execPath: process.execPath,
      execArgv: [`--max-old-space-size=${options.memorySizeMb}`],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#gone = new Promise((resolve) => {
      const end = (): void => {
        this.#alive = false;
        resolve();
      };
      this.#child.once("exit", end).once("error", end);
    });
    this.#readLines();
  }

  get alive(): boolean {
    return this.#alive && this.#child.connected;
  }

  async invoke(invocation: Invocation): Promise<unknown> {
    const requestId = randomUUID();
    this.#logs.begin();
    const beganAtMs = performance.now();
    let outcome: InvocationLog["outcome"] = "ANSWERED";
    let figures: Reply["figures"];
    try {
      const reply = await this.#reply(requestId, invocation);
      figures = reply.figures;
      return answerOf(reply);
    } catch (error) {
      if (error instanceof TriggerError) outcome = error.code;
      throw error;
    } finally {
      const { functionName, functionVersion, memorySizeMb, onInvocation } = this.#options;
      const common = { requestId, functionName, functionVersion, memorySizeMb, outcome };
      const durationMs = performance.now() - beganAtMs;
      const measured = {
        ...(figures?.initMs === undefined ? {} : { initDurationMs: figures.initMs }),
        ...(figures === undefined ? {} : { usedMemoryMb: figures.usedMemoryMb }),
      };
      this.#logs.end((lines) => onInvocation({ ...common, durationMs, ...measured, lines }));
    }
  }

  kill(): Promise<void> {
    this.#retire();
    return this.#gone;
  }

  /** From here on nobody gets this child, though it may take a moment to die. */
  #retire(): void {
    this.#alive = false;
    this.#child.kill("SIGKILL");
  }

  #readLines(): void {
    for (const [stream, source] of [this.#child.stdout, this.#child.stderr].entries()) {
      if (source === null) continue;
      createInterface({ input: source }).on("line", (printed) => {
        const line = this.#logs.take(stream === 0 ? 0 : 1, printed);
        if (line !== undefined) this.#options.onLog(line);
      });
    }
    this.#child.once("close", () => this.#logs.flush()).once("error", () => this.#logs.flush());
  }

  /** The first of: the reply to this invocation, the end of the process, the deadline (which kills the process). */
  #reply(id: string, invocation: Invocation): Promise<Reply> {
    const child = this.#child;
    const { eventJson, startedAtMs, timeoutMs } = invocation;
    const restMs = Math.max(0, startedAtMs + timeoutMs - performance.now());
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        child.off("message", onMessage).off("exit", onExit);
      };
      const fail = (code: TriggerFailureCode, message: string, cause?: unknown): void => {
        this.#retire();
        settle();
        reject(new TriggerError(code, message, cause));
      };
      const onMessage = (message: unknown): void => {
        const reply = message as Reply | null;
        if (reply?.id !== id) return;
        settle();
        // A module that did not load never will: the next invocation gets another process, as in Lambda.
        if (reply.failure?.kind === "crashed" || reply.failure?.kind === "missing") this.#retire();
        resolve(reply);
      };
      const onExit = (): void => fail("TRIGGER_CRASHED", "the function's process ended before it answered");
      const timer = setTimeout(
        () => fail("TRIGGER_TIMED_OUT", `the function did not answer within ${timeoutMs} ms`),
        restMs,
      );
      child.on("message", onMessage).once("exit", onExit);
      const context = contextOf(id, this.#options, { restMs, invokedArn: invocation.invokedArn });
      child.send({ id, eventJson, context }, (cause) => {
        if (cause !== null) fail("TRIGGER_CRASHED", "the function's process takes no event", cause);
      });
    });
  }
}

function answerOf({ failure, answerJson }: Reply): unknown {
  if (failure !== undefined) {
    const cause = new Error(failure.message);
    cause.name = String(failure.type);
    throw new TriggerError(FAILURES[failure.kind] ?? "TRIGGER_CRASHED", failure.message, cause);
  }
  try {
    return JSON.parse(answerJson ?? "");
  } catch (cause) {
    throw new TriggerError("TRIGGER_ANSWER_NOT_JSON", "the function's answer is not JSON", cause);
  }
}

function contextOf(
  id: string,
  { functionName, functionVersion, functionArn, memorySizeMb }: ChildOptions,
  call: { readonly restMs: number; readonly invokedArn: string | undefined },
): Record<string, unknown> {
  return {
    awsRequestId: id,
    functionName,
    functionVersion,
    invokedFunctionArn: call.invokedArn ?? functionArn,
    memoryLimitInMB: String(memorySizeMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    deadlineMs: Date.now() + call.restMs,
  };
}
