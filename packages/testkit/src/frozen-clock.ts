// What time is it in a test? The same, until the test says otherwise.
import { MisuseError } from "./errors.ts";

/** A clock that stands still. Called, it gives milliseconds since the epoch, as `Date.now` does. */
export interface FrozenClock {
  (): number;
  /** Lets seconds pass: 0 or more, fractions too. */
  pass(seconds: number): void;
}

/**
 * A clock that stands at `startMs`, milliseconds since the epoch. Issuer and verifier take it as `clock`.
 *
 * @throws MisuseError `OPTIONS_INVALID` where time would go back or be no number.
 */
export function frozenClock(startMs: number): FrozenClock {
  if (!Number.isFinite(startMs)) {
    throw new MisuseError("OPTIONS_INVALID", "expected the milliseconds at which the clock stands");
  }
  let nowMs = startMs;
  const pass = (seconds: number) => {
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new MisuseError(
        "OPTIONS_INVALID",
        "expected seconds to pass, 0 or more; make another clock to go back",
      );
    }
    nowMs += seconds * 1_000;
  };
  return Object.assign(() => nowMs, { pass });
}
