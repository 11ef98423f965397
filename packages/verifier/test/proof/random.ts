// Which number comes next? The same in every run, so that a failure can be looked at again.

/** Draws from a fixed sequence. */
export interface Random {
  /** A whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number;
  /** One of a list that is not empty. */
  readonly of: <T>(list: readonly T[]) => T;
}

/** The sequence of a seed: neighbouring seeds have nothing in common. (Marsaglia, Xorshift RNGs) */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) || 1;
  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  }
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  const below = (end: number) => Math.floor(next() * end);
  return { below, of: <T>(list: readonly T[]) => list[below(list.length)] as T };
}
