// How does the real deployment package run as the trigger, the way Lambda would run it?
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS } from "@claimsmith/cognito-model";
import { LocalPoolError, TriggerError } from "../errors.ts";
import { type ChildOptions, type FunctionChild, startChild } from "./child.ts";
import { childEnvironment } from "./child-environment.ts";
import { CHILD_FILE, CHILD_SOURCE } from "./child-source.ts";
import type { TriggerInvoker } from "./invoker.ts";
import { unpackZip } from "./unpack-zip.ts";

/** What `childProcessTrigger` runs, and with what. */
export interface ChildProcessTriggerOptions {
  /** The deployment package, as it would be uploaded to Lambda. */
  readonly zipPath: string;
  /** Module and export, divided by the last dot. Default `index.handler`. */
  readonly handler?: string;
  /** The function's environment variables. Nothing of this process's own environment reaches the function. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Wall-clock limit of one invocation in milliseconds, cold start included. Default 5,000, Cognito's own. */
  readonly timeoutMs?: number;
  /** How many invocations may run at once, each in a process of its own; more wait. 1 to 64, default 4. */
  readonly maxConcurrency?: number;
  /** `AWS_LAMBDA_FUNCTION_NAME`. Default `pre-token-generation`. */
  readonly functionName?: string;
  /** `AWS_REGION`. Default `eu-west-1`. */
  readonly region?: string;
  /** Receives each line that the function prints. Lines may arrive shortly after the answer. */
  readonly onLog?: (line: string) => void;
}

/**
 * Unpacks a Lambda zip into a private temporary directory and runs its function in warm child processes of this Node,
 * one invocation at a time in each. A function that exceeds the limit is killed; one that crashes fails its own invocation only.
 * @throws LocalPoolError ZIP_UNREADABLE or HANDLER_NAME_INVALID
 */
export function childProcessTrigger(options: ChildProcessTriggerOptions): TriggerInvoker {
  const handler = options.handler ?? "index.handler";
  if (!/^[\w./-]+\.\w+$/.test(handler) || handler.includes("..")) {
    throw new LocalPoolError("HANDLER_NAME_INVALID", "expected a handler like index.handler", {
      category: "misconfigured",
    });
  }
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-trigger-"));
  try {
    return new ChildPool(directory, prepare(directory, handler, options), options.maxConcurrency ?? 4);
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

function prepare(directory: string, handler: string, options: ChildProcessTriggerOptions): ChildOptions {
  const functionName = options.functionName ?? "pre-token-generation";
  const region = options.region ?? "eu-west-1";
  const taskRoot = join(directory, "task");
  const programPath = join(directory, CHILD_FILE);
  mkdirSync(taskRoot, { mode: 0o700 });
  unpackZip(options.zipPath, taskRoot);
  writeFileSync(programPath, CHILD_SOURCE, { mode: 0o600 });
  const environment = options.environment ?? {};
  return {
    programPath,
    directory: taskRoot,
    environment: childEnvironment({ functionName, handler, taskRoot, region, environment }),
    functionName,
    functionArn: `arn:aws:lambda:${region}:000000000000:function:${functionName}`,
    timeoutMs: options.timeoutMs ?? LIMITS.triggerDeadline.value,
    onLog: options.onLog ?? (() => {}),
  };
}

/** Keeps warm children and hands each invocation to one that is idle. */
class ChildPool implements TriggerInvoker {
  readonly #directory: string;
  readonly #options: ChildOptions;
  readonly #maxChildren: number;
  readonly #idle: FunctionChild[] = [];
  readonly #busy = new Set<FunctionChild>();
  readonly #waiting: (() => void)[] = [];
  readonly #onExit = () => this.#removeAll();
  #closed = false;

  constructor(directory: string, options: ChildOptions, maxConcurrency: number) {
    this.#directory = directory;
    this.#options = options;
    this.#maxChildren = Math.min(64, Math.max(1, maxConcurrency));
    process.once("exit", this.#onExit);
  }

  async invoke(event: unknown): Promise<unknown> {
    const eventJson = JSON.stringify(event);
    const child = await this.#take();
    try {
      return await child.invoke(eventJson);
    } finally {
      this.#giveBack(child);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    const children = [...this.#idle.splice(0), ...this.#busy];
    await Promise.all(children.map((child) => child.kill()));
    process.off("exit", this.#onExit);
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #take(): Promise<FunctionChild> {
    while (!this.#closed && this.#busy.size >= this.#maxChildren) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#closed) throw new TriggerError("TRIGGER_CLOSED", "the trigger was closed");
    let child = this.#idle.pop();
    while (child !== undefined && !child.alive) child = this.#idle.pop();
    const taken = child ?? startChild(this.#options);
    this.#busy.add(taken);
    return taken;
  }

  #giveBack(child: FunctionChild): void {
    this.#busy.delete(child);
    if (child.alive && !this.#closed) this.#idle.push(child);
    this.#waiting.shift()?.();
  }

  /** The last resort when this process exits without `close()`: no child and no directory stay behind. */
  #removeAll(): void {
    for (const child of [...this.#idle, ...this.#busy]) void child.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
