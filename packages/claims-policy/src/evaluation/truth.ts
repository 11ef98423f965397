// How do conditions combine when a fact is missing? Strong Kleene logic with three kinds of unknown.

/** The condition is false. */
export const FALSE = 0;
/** The condition is true. */
export const TRUE = 1;
/** Not known: a fact is absent. */
export const UNKNOWN = 2;
/** Not known: a fact is invalid. */
export const INVALID_FACT = 3;
/** Not known: a look-up failed. */
export const FAILED_LOOKUP = 4;

/** The value of a condition. Everything from `UNKNOWN` up is unknown; a higher number is the graver reason. */
export type Truth = typeof FALSE | typeof TRUE | typeof UNKNOWN | typeof INVALID_FACT | typeof FAILED_LOOKUP;

/** A condition, ready to be tested against facts of type F. */
export type Test<F> = (facts: F) => Truth;

/** False decides; else the gravest unknown; else true. Of none: true. */
export function allOf<F>(tests: readonly Test<F>[]): Test<F> {
  return combine(tests, FALSE, TRUE);
}

/** True decides; else the gravest unknown; else false. Of none: false. */
export function anyOf<F>(tests: readonly Test<F>[]): Test<F> {
  return combine(tests, TRUE, FALSE);
}

/** Swaps true and false; unknown stays what it is. */
export function negation<F>(test: Test<F>): Test<F> {
  return (facts) => {
    const truth = test(facts);
    if (truth === TRUE) return FALSE;
    return truth === FALSE ? TRUE : truth;
  };
}

function combine<F>(tests: readonly Test<F>[], decisive: Truth, otherwise: Truth): Test<F> {
  return (facts) => {
    let result: Truth = otherwise;
    for (const test of tests) {
      const truth = test(facts);
      if (truth === decisive) return decisive;
      if (truth > TRUE && (result <= TRUE || truth > result)) result = truth;
    }
    return result;
  };
}
