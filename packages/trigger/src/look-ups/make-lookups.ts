// What do the tables say about whom an event is about? All look-ups at once, within one deadline.
import {
  type Facts,
  type LookupResult,
  type PolicyDocument,
  plannedLookups,
} from "@claimsmith/claims-policy/evaluator";
import type { TriggerOptions } from "../configuration.ts";
import { elapsedMs } from "../elapsed-ms.ts";
import { answerCache } from "./answer-cache.ts";
import type { LookupFailureCode } from "./failure.ts";
import { type Item, itemReader } from "./get-item.ts";
import { DEFAULT_LOOKUP_TIMEOUT_MS } from "./options.ts";
import { inTwoTries } from "./two-tries.ts";
import { plainFields } from "./typed-values.ts";

/** What is kept of the time that Lambda has left, in milliseconds, to evaluate and to answer. */
export const LOOKUP_MARGIN_MS = 500;

/** What was looked up for one event. */
export interface LookedUp {
  readonly results: Readonly<Record<string, LookupResult>>;
  /** For the log; absent where nothing was looked up. */
  readonly log?: LookupLog;
}

/** What the log says of look-ups: no key, no value. */
export interface LookupLog {
  /** What failed, by look-up; absent where nothing did. */
  readonly lookups?: Readonly<Record<string, LookupFailureCode>>;
  readonly lookupMs: number;
}

/** Looks up what the rules read for these facts. Never rejects. `remainingMs` is what Lambda has left. */
export type LookUp = (facts: Facts, clientId: string, remainingMs: number) => Promise<LookedUp>;

/** Prepares the look-ups of a policy; `undefined` where it has none. */
export function lookUpOf(
  policy: PolicyDocument,
  { lookups, lookupTimeoutMs = DEFAULT_LOOKUP_TIMEOUT_MS, now = elapsedMs, clock = Date.now }: TriggerOptions,
): LookUp | undefined {
  if (lookups === undefined || Object.keys(policy.lookups ?? {}).length === 0) return undefined;
  const cache = answerCache(policy);
  const read = inTwoTries(itemReader(lookups));
  const answerTo = async (name: string, key: string, signal: AbortSignal): Promise<Answer> => {
    const askedAtMs = clock();
    const kept = cache.get(name, key, askedAtMs);
    if (kept !== undefined) return kept;
    const fields = Object.keys(policy.lookups?.[name]?.fields ?? {});
    const answer = await read({ table: lookups.tables[name] ?? "", key, fields }, signal);
    if (typeof answer === "string") return answer;
    const result = resultOf(answer.item, fields);
    cache.put(name, key, { result, askedAtMs });
    return result;
  };
  return async (facts, clientId, remainingMs) => {
    const plan = [...plannedLookups(policy, facts, clientId)];
    if (plan.length === 0) return { results: {} };
    const startedAt = now();
    const withinMs = Math.min(lookupTimeoutMs, remainingMs - LOOKUP_MARGIN_MS);
    const answers = await within(withinMs, (signal) =>
      Promise.all(
        plan.map(async ([name, key]) => {
          return [name, typeof key === "string" ? await answerTo(name, key, signal) : key] as const;
        }),
      ),
    );
    return lookedUp(answers, now() - startedAt);
  };
}

/** A text is why there is none. */
type Answer = LookupResult | LookupFailureCode;

function resultOf(item: Item, fields: readonly string[]): LookupResult {
  return item === undefined ? { status: "missing" } : { status: "found", fields: plainFields(item, fields) };
}

function lookedUp(answers: readonly (readonly [string, Answer])[], lookupMs: number): LookedUp {
  const results: Record<string, LookupResult> = {};
  const lookups: Record<string, LookupFailureCode> = {};
  for (const [name, answer] of answers) {
    if (typeof answer === "string") lookups[name] = answer;
    results[name] = typeof answer === "string" ? { status: "failed" } : answer;
  }
  return { results, log: { ...(Object.keys(lookups).length > 0 && { lookups }), lookupMs } };
}

/** Does something with a signal that says when its time is over. Without any time left it says so from the start. */
async function within<T>(timeMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  if (timeMs <= 0) controller.abort();
  const timer = setTimeout(() => controller.abort(), timeMs);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
