// How does the real deployment package run as the trigger, the way Lambda would run it?
import { LIMITS } from "@claimsmith/cognito-model";
import { openChildPool } from "./child-pool.ts";
import type { InvocationLog } from "./invocation-log.ts";
import type { TriggerInvoker } from "./invoker.ts";
import { readZip } from "./unpack-zip.ts";

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
  /** `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, and the bound of the heap in MiB: 128 to 10,240, default 128. */
  readonly memorySizeMb?: number;
  /** How many invocations may run at once, each in a process of its own; more wait. 1 to 64, default 4. */
  readonly maxConcurrency?: number;
  /** `AWS_LAMBDA_FUNCTION_NAME`. Default `pre-token-generation`. */
  readonly functionName?: string;
  /** `AWS_REGION`. Default `eu-west-1`. */
  readonly region?: string;
  /** Receives each line that the function prints. Lines may arrive shortly after the answer. */
  readonly onLog?: (line: string) => void;
  /** Receives each invocation with its own lines, shortly after the answer: `invocationLogLines` makes text of it. */
  readonly onInvocation?: (log: InvocationLog) => void;
}

/**
 * Unpacks a Lambda zip into a private temporary directory and runs its function in warm child processes of this Node,
 * one invocation at a time in each. A function that exceeds a limit is killed; one that crashes fails its own invocation only.
 * @throws LocalPoolError ZIP_UNREADABLE or HANDLER_NAME_INVALID
 */
export function childProcessTrigger(options: ChildProcessTriggerOptions): TriggerInvoker {
  const functionName = options.functionName ?? "pre-token-generation";
  const region = options.region ?? "eu-west-1";
  const timeoutMs = options.timeoutMs ?? LIMITS.triggerDeadline.value;
  const pool = openChildPool({
    zip: readZip(options.zipPath),
    handler: options.handler ?? "index.handler",
    environment: options.environment ?? {},
    functionName,
    functionVersion: "$LATEST",
    functionArn: `arn:aws:lambda:${region}:000000000000:function:${functionName}`,
    memorySizeMb: options.memorySizeMb ?? 128,
    region,
    maxConcurrency: options.maxConcurrency ?? 4,
    onLog: options.onLog ?? (() => {}),
    onInvocation: options.onInvocation ?? (() => {}),
  });
  return { invoke: (event) => pool.invoke(event, { timeoutMs }), close: () => pool.close() };
}
