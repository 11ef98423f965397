// The Lambda handler of a policy: answers the event or refuses the token, and writes one line to the log.
import { isJsonObject } from "@claimsmith/cognito-model";
import { type Answer, answerEvent } from "./answer-event.ts";
import { readConfiguration, type TriggerOptions } from "./configuration.ts";
import { logLine, misconfiguredLine } from "./log-line.ts";
import { TriggerError } from "./refusal.ts";

/** A Pre Token Generation handler: takes Cognito's event and resolves to the whole event with its response filled in. */
export type TriggerHandler = (event: unknown) => Promise<unknown>;

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
  const { log = console.log, now = elapsedMs } = options;
  const configuration = readConfiguration(snapshot, options);
  if (!("policy" in configuration)) {
    log(misconfiguredLine(configuration));
    throw new TriggerError("MISCONFIGURED");
  }
  const { policyHash } = configuration;
  return async (event) => {
    const startedAt = now();
    const answer = await answerEvent(configuration, event).catch(
      (): Answer => ({ refusal: { code: "INTERNAL_ERROR" } }),
    );
    log(logLine(answer, { policyHash, durationMs: now() - startedAt }));
    if (answer.response === undefined || !isJsonObject(event)) throw new TriggerError("TOKEN_REFUSED");
    return { ...event, response: answer.response };
  };
}

/** Not `performance.now`: its first use loads it, which costs a cold start more than the whole evaluation. */
function elapsedMs(): number {
  return process.uptime() * 1_000;
}
