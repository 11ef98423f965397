// Which answers may be used again, and for how long?
import type { LookupResult, PolicyDocument } from "@claimsmith/claims-policy/evaluator";

/** How many answers are kept, of all look-ups together. The one that was put first goes first. */
export const MAX_CACHED_ANSWERS = 1_000;

/** Longer answers are not kept: UTF-16 code units of their JSON. */
export const MAX_CACHED_LENGTH = 4_096;

/** Answers by look-up and key. What failed is no answer. */
export interface AnswerCache {
  /** The answer, where it is there and not too old at `nowMs`. */
  get(name: string, key: string, nowMs: number): LookupResult | undefined;
  /** Keeps an answer that was asked for at `askedAtMs`, if the look-up allows any age. */
  put(name: string, key: string, kept: { readonly result: LookupResult; readonly askedAtMs: number }): void;
}

/**
 * An empty cache for the look-ups of a policy. Ages are of wall clocks, milliseconds since 1970: others may stand still while
 * Lambda freezes a function. That there is no item is kept like an item: either may have changed since, and the policy says for how long.
 */
export function answerCache({ lookups = {} }: Pick<PolicyDocument, "lookups">): AnswerCache {
  const answers = new Map<string, { readonly result: LookupResult; readonly askedAtMs: number }>();
  const maxAgeMs = (name: string) => (lookups[name]?.maxAgeSeconds ?? 0) * 1_000;
  return {
    get(name, key, nowMs) {
      const kept = answers.get(placeOf(name, key));
      if (kept === undefined) return undefined;
      const ageMs = nowMs - kept.askedAtMs;
      // A clock that went back says nothing about the age.
      return ageMs >= 0 && ageMs < maxAgeMs(name) ? kept.result : undefined;
    },
    put(name, key, kept) {
      if (maxAgeMs(name) === 0 || JSON.stringify(kept.result).length > MAX_CACHED_LENGTH) return;
      const place = placeOf(name, key);
      answers.delete(place);
      const [oldest] = answers.keys();
      if (answers.size === MAX_CACHED_ANSWERS && oldest !== undefined) answers.delete(oldest);
      answers.set(place, kept);
    },
  };
}

/** Names of look-ups have no space. */
function placeOf(name: string, key: string): string {
  return `${name} ${key}`;
}
