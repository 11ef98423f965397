// Which verified tokens are remembered when there is no room for all? Those that come back: two segments, with a second chance.
import type { VerifiedToken } from "../verified-token.ts";

/** A bounded memory by key. */
export interface TokenCache {
  get(key: string): VerifiedToken | undefined;
  /** Remembers a token, and gives it back. */
  put(key: string, token: VerifiedToken): VerifiedToken;
  delete(key: string): void;
  readonly size: number;
}

interface Entry {
  readonly token: VerifiedToken;
  /** Seen since the last look for room. */
  isHot: boolean;
}

/** The share of tokens that came back; the rest is for those seen once. */
const PROTECTED_SHARE = 0.8;
/** So many hot tokens are passed over to make room for one; the next goes, hot or not, so that no request waits long. */
const MOST_CHANCES = 64;

/**
 * A token that is new goes to the first segment, one that comes back moves to the second. Where there is no room the oldest
 * of the first goes; so whoever floods an API with new tokens pushes out only what came once. In the second, which may take
 * four fifths, a token stays as long as it keeps coming back. A hit there costs one look in a map, and moves nothing.
 */
export function tokenCache(maxTokens: number): TokenCache {
  const mostKept = Math.floor(maxTokens * PROTECTED_SHARE);
  const fresh = new Map<string, Entry>();
  const kept = new Map<string, Entry>();

  function keep(key: string, entry: Entry): void {
    if (mostKept === 0) return;
    fresh.delete(key);
    if (kept.size >= mostKept) makeRoom();
    kept.set(key, entry);
  }

  function evict(): void {
    const [oldest] = fresh.keys();
    if (oldest === undefined) makeRoom();
    else fresh.delete(oldest);
  }

  /** The oldest that did not come back goes; each that did gets another round. */
  function makeRoom(): void {
    let chances = MOST_CHANCES;
    for (const [key, entry] of kept) {
      kept.delete(key);
      if (!entry.isHot || chances-- === 0) return;
      entry.isHot = false;
      kept.set(key, entry);
    }
  }

  return {
    get: (key) => {
      const own = kept.get(key);
      if (own !== undefined) {
        own.isHot = true;
        return own.token;
      }
      const entry = fresh.get(key);
      if (entry !== undefined) keep(key, entry);
      return entry?.token;
    },
    put: (key, token) => {
      if (fresh.size + kept.size >= maxTokens) evict();
      fresh.set(key, { token, isHot: false });
      return token;
    },
    delete: (key) => {
      fresh.delete(key);
      kept.delete(key);
    },
    get size() {
      return fresh.size + kept.size;
    },
  };
}
