// How long are keys good, and how often are they asked for?
import { isJsonObject } from "@claimsmith/cognito-model";
import type { ConfigurationIssue } from "../errors.ts";

/** How keys are kept. */
export interface KeyPolicy {
  /**
   * Keys older than this are fetched anew in the background, while tokens are verified with those at hand. Whole seconds, 60
   * to 86,400. Default: 3,600.
   */
  readonly refreshAfterSeconds: number;
  /**
   * Keys whose last successful fetch is longer ago are not used: an outage of the issuer may last so long. Whole seconds, from
   * `refreshAfterSeconds` to 2,592,000. Default: 86,400.
   */
  readonly maxStaleSeconds: number;
  /**
   * The shortest time between two fetches that tokens with unknown key ids, or failed refreshes, cause. Whole seconds, 1 to
   * 3,600. Default: 10.
   */
  readonly refetchWaitSeconds: number;
}

const DEFAULTS: KeyPolicy = { refreshAfterSeconds: 3_600, maxStaleSeconds: 86_400, refetchWaitSeconds: 10 };

/** Smallest and largest value. */
const RANGES: Readonly<Record<keyof KeyPolicy, readonly [number, number]>> = {
  refreshAfterSeconds: [60, 86_400],
  maxStaleSeconds: [60, 2_592_000],
  refetchWaitSeconds: [1, 3_600],
};

/** The policy with its defaults. */
export function keyPolicy(given: Partial<KeyPolicy> = {}): KeyPolicy {
  return { ...DEFAULTS, ...given };
}

/** What is wrong with the `keys` option. */
export function keyPolicyIssues(given: unknown): readonly ConfigurationIssue[] {
  if (given === undefined) return [];
  const names = Object.keys(RANGES).join(", ");
  if (!isJsonObject(given)) return [{ path: "keys", expected: `an object with ${names}` }];
  const issues = Object.entries(given).flatMap(([name, value]) => {
    const path = `keys.${name}`;
    if (!Object.hasOwn(RANGES, name)) return [{ path, expected: `one of ${names}` }];
    const [least, most] = RANGES[name as keyof KeyPolicy];
    const holds = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
    return holds ? [] : [{ path, expected: `whole seconds from ${least} to ${most}` }];
  });
  if (issues.length > 0) return issues;
  const { refreshAfterSeconds, maxStaleSeconds } = keyPolicy(given);
  if (maxStaleSeconds >= refreshAfterSeconds) return [];
  return [{ path: "keys.maxStaleSeconds", expected: "at least refreshAfterSeconds" }];
}
