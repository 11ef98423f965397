// The Lambda handler of a policy: answers the event or refuses the token, and writes one line to the log.
import { isJsonObject } from "@claimsmith/cognito-model";
import { type Answer, answerEvent } from "./answer-event.ts";
import { type Configuration, readConfiguration, type TriggerOptions } from "./configuration.ts";
import { elapsedMs } from "./elapsed-ms.ts";
import { logLine, misconfiguredLine } from "./log-line.ts";
import { printLine } from "./print-line.ts";
import { TriggerError } from "./refusal.ts";
import { traceLine } from "./trace-line.ts";

/** What of Lambda's context is used: the milliseconds that are left. Without them, look-ups have what the options say. */
export interface InvocationContext {
  getRemainingTimeInMillis?(): number;
}

/** A Pre Token Generation handler: takes Cognito's event and resolves to the whole event with its response filled in. */
export type TriggerHandler = (event: unknown, context?: InvocationContext) => Promise<unknown>;

/**
 * Makes the handler of a policy.
 *
 * `snapshot` is the content of policy.json. The handler serves events of the version that the policy needs and newer ones. It
 * fails closed: whatever goes wrong, no token is issued, the caller sees one generic sentence, and the log has the code.
 *
 * @throws TriggerError with code `MISCONFIGURED`, at start, where snapshot, client map or settings do not fit. The handler
 * rejects with code `TOKEN_REFUSED`.
 */
export function createHandler(snapshot: unknown, options: TriggerOptions): TriggerHandler {
  const { log = printLine, now = elapsedMs } = options;
  const configuration = readConfiguration(snapshot, options);
  if (!("policy" in configuration)) {
    log(misconfiguredLine(configuration));
    throw new TriggerError("MISCONFIGURED");
  }
  const { policyHash } = configuration;
  return async (event, context) => {
    const startedAt = now();
    const answer = await answerEvent(configuration, event, context).catch(
      (): Answer => ({ refusal: { code: "INTERNAL_ERROR" } }),
    );
    log(
      logLine(answer, {
        policyHash,
        durationMs: now() - startedAt,
        ...(globalThis.CLAIMSMITH_WITHOUT_LOOKUPS ? null : answer.lookupLog),
      }),
    );
    if (!globalThis.CLAIMSMITH_WITHOUT_TRACE) trace(configuration, options, answer);
    if (answer.response === undefined || !isJsonObject(event)) throw new TriggerError("TOKEN_REFUSED");
    return { ...event, response: answer.response };
  };
}

/** Tells what an event's evaluation looked at, and why each rule did what it did. Never stops a token. */
function trace({ policy, policyHash }: Configuration, options: TriggerOptions, { facts }: Answer): void {
  if (facts === undefined) return;
  options.onFacts?.(facts);
  if (options.logLevel !== "debug") return;
  const { log = printLine } = options;
  log(traceLine(policy, policyHash, facts));
}
