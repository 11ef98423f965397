// How is a token's digest found without digesting it again? SHA-256 is the most of what a remembered token costs.

/** Gives the digest of a token. */
export interface DigestMemo {
  /** The digest, if the same text came lately. */
  find(token: string): string | undefined;
  /** Keeps the text of a token that came back. */
  keep(token: string, digest: string): void;
}

interface Known {
  readonly token: string;
  readonly digest: string;
}

/** Tokens that end alike are compared in full; genuine ones differ in the signature, of which this is the last part. */
const TAIL_CHARACTERS = 43;

/**
 * Remembers texts of at most `maxTexts` tokens in two generations: where the younger is full the older is forgotten at once, so
 * that no look for room is needed. Whole texts are compared: what is found is the token itself, not one like it.
 */
export function digestMemo(maxTexts: number): DigestMemo {
  const mostYoung = Math.floor(maxTexts / 2);
  let young = new Map<string, Known>();
  let old = new Map<string, Known>();

  function keep(tail: string, known: Known): void {
    if (mostYoung === 0) return;
    if (young.size >= mostYoung) [young, old] = [new Map(), young];
    young.set(tail, known);
  }

  return {
    find: (token) => {
      const tail = token.slice(-TAIL_CHARACTERS);
      const recent = young.get(tail);
      if (recent?.token === token) return recent.digest;
      const earlier = old.get(tail);
      if (earlier?.token !== token) return undefined;
      keep(tail, earlier);
      return earlier.digest;
    },
    keep: (token, digest) => keep(token.slice(-TAIL_CHARACTERS), { token, digest }),
  };
}
