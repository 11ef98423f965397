// How do several invocations of one function run at once? Each in a warm child process of its own; what exceeds the bound waits.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalPoolError, TriggerError } from "../errors.ts";
import { type ChildOptions, type FunctionChild, type Invocation, startChild } from "./child.ts";
import { childEnvironment } from "./child-environment.ts";
import { CHILD_FILE, CHILD_SOURCE } from "./child-source.ts";
import { unpackZip } from "./unpack-zip.ts";

/** One version of one function: its code, and how it runs. */
export interface FunctionSetup
  extends Pick<
    ChildOptions,
    "functionName" | "functionVersion" | "functionArn" | "memorySizeMb" | "onLog" | "onInvocation"
  > {
  /** The deployment package. */
  readonly zip: Uint8Array;
  /** Module and export, divided by the last dot. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string;
  /** How many invocations may run at once: 1 to 64. */
  readonly maxConcurrency: number;
}

/**
 * Unpacks a function into a private temporary directory.
 * @throws LocalPoolError ZIP_UNREADABLE or HANDLER_NAME_INVALID
 */
export function openChildPool(setup: FunctionSetup): ChildPool {
  if (!isHandlerName(setup.handler)) {
    throw new LocalPoolError("HANDLER_NAME_INVALID", "expected a handler like index.handler", {
      category: "misconfigured",
    });
  }
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-trigger-"));
  try {
    return new ChildPool(directory, prepare(directory, setup), setup.maxConcurrency);
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** True for a module's path inside the package and an export of it, like `index.handler`. */
export function isHandlerName(handler: string): boolean {
  return /^[\w./-]+\.\w+$/.test(handler) && !handler.includes("..");
}

function prepare(directory: string, setup: FunctionSetup): ChildOptions {
  const { functionName, functionVersion, memorySizeMb, handler, region, environment } = setup;
  const taskRoot = join(directory, "task");
  const programPath = join(directory, CHILD_FILE);
  mkdirSync(taskRoot, { mode: 0o700 });
  unpackZip(setup.zip, taskRoot);
  writeFileSync(programPath, CHILD_SOURCE, { mode: 0o600 });
  const own = { functionName, functionVersion, memorySizeMb, handler, taskRoot, region, environment };
  return { ...setup, programPath, directory: taskRoot, environment: childEnvironment(own) };
}

/** Keeps warm children and hands each invocation to one that is idle. */
export class ChildPool {
  readonly #directory: string;
  readonly #options: ChildOptions;
  readonly #maxChildren: number;
  readonly #idle: FunctionChild[] = [];
  readonly #busy = new Set<FunctionChild>();
  readonly #waiting: (() => void)[] = [];
  readonly #onExit = () => this.#removeAll();
  #closed = false;
  #retired = false;
  #pending = 0;

  constructor(directory: string, options: ChildOptions, maxConcurrency: number) {
    this.#directory = directory;
    this.#options = options;
    this.#maxChildren = Math.min(64, Math.max(1, maxConcurrency));
    process.once("exit", this.#onExit);
  }

  /** Runs the function once. Waiting for a child, and its start, count as time of the invocation. */
  async invoke(
    event: unknown,
    options: { readonly timeoutMs: number; readonly invokedArn?: string },
  ): Promise<unknown> {
    const invocation = { eventJson: JSON.stringify(event), startedAtMs: performance.now(), ...options };
    this.#pending += 1;
    try {
      const child = await this.#take(invocation);
      try {
        return await child.invoke(invocation);
      } finally {
        this.#giveBack(child);
      }
    } finally {
      this.#pending -= 1;
      if (this.#retired && this.#pending === 0) await this.close();
    }
  }

  /** Ends the children as soon as the invocations that have begun are over. */
  async retire(): Promise<void> {
    this.#retired = true;
    if (this.#pending === 0) await this.close();
  }

  /** Ends the children now. More than once does no harm. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    const children = [...this.#idle.splice(0), ...this.#busy];
    await Promise.all(children.map((child) => child.kill()));
    process.off("exit", this.#onExit);
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #take({ startedAtMs, timeoutMs }: Invocation): Promise<FunctionChild> {
    while (!this.#closed && this.#busy.size >= this.#maxChildren) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#closed) throw new TriggerError("TRIGGER_CLOSED", "the trigger was closed");
    if (performance.now() - startedAtMs >= timeoutMs) {
      this.#waiting.shift()?.();
      throw new TriggerError("TRIGGER_TIMED_OUT", `no process was free within ${timeoutMs} ms`);
    }
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
