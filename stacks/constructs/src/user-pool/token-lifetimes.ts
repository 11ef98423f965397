// How long do a client's tokens live, in Cognito's words? A number for each token, and its unit.
import { LIMITS, type TokenLifetimes } from "@claimsmith/cognito-model";

/** A number and its unit, as CreateUserPoolClient takes them. */
export interface Lifetime {
  readonly value: number;
  readonly unit: "days" | "hours" | "minutes" | "seconds";
}

const UNITS = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** A time in the largest unit that says it exactly: 900 seconds are 15 minutes. (AWS API Reference: TokenValidityUnitsType) */
export function lifetimeOf(seconds: number): Lifetime {
  const [unit, length] = UNITS.find(([, length]) => seconds % length === 0) ?? ["seconds", 1];
  return { value: seconds / length, unit };
}

const BOUNDS = {
  accessTokenSeconds: [LIMITS.accessTokenMinSeconds.value, LIMITS.accessTokenMaxSeconds.value],
  idTokenSeconds: [LIMITS.idTokenMinSeconds.value, LIMITS.idTokenMaxSeconds.value],
  refreshTokenSeconds: [LIMITS.refreshTokenMinSeconds.value, LIMITS.refreshTokenMaxSeconds.value],
} as const satisfies Record<keyof TokenLifetimes, readonly [min: number, max: number]>;

/** What Cognito refuses: the lifetime's name and what was expected. (AWS API Reference: UserPoolClientType) */
export function lifetimeProblems(
  lifetimes: TokenLifetimes,
): readonly { readonly at: keyof TokenLifetimes; readonly expected: string }[] {
  const names = Object.keys(BOUNDS) as (keyof TokenLifetimes)[];
  return names.flatMap((at) => {
    const [min, max] = BOUNDS[at];
    const seconds = lifetimes[at];
    if (!Number.isInteger(seconds) || seconds < min || seconds > max) {
      return [{ at, expected: `a whole number of seconds from ${min} to ${max}` }];
    }
    const isTooLong = at !== "refreshTokenSeconds" && seconds > lifetimes.refreshTokenSeconds;
    return isTooLong ? [{ at, expected: "at most the lifetime of the refresh token" }] : [];
  });
}
