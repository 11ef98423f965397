// How is a token that was verified before opened again? By its digest, and with every check that can have another answer now.
import type { OpenToken } from "../open-token.ts";
import type { Signatures } from "../signatures.ts";
import { refuse, type TokenAcceptance } from "../verified-token.ts";
import { digestMemo } from "./digest-memo.ts";
import { tokenCache } from "./token-cache.ts";

/** What remembering takes. */
export interface Remembering {
  readonly maxTokens: number;
  readonly open: OpenToken;
  readonly signatures: Signatures;
  readonly acceptance: TokenAcceptance;
}

/** Longer texts are no tokens; they are not even digested. */
const MOST_CHARACTERS = 16_384;

/** The share of tokens of which the text is kept, too: few tokens make most of the traffic, and a text takes more than the rest. */
const TEXTS_SHARE = 1 / 8;

/**
 * Opens tokens, and remembers those that are verified: nothing that was refused gets in. A hit is checked for its times, its
 * key, which the issuer must still publish, and its client; requirement and revocation are asked by the verifier, hit or not.
 */
export function rememberTokens({ maxTokens, open, signatures, acceptance }: Remembering): OpenToken {
  const cache = tokenCache(maxTokens);
  const memo = digestMemo(maxTokens * TEXTS_SHARE);
  return (token, nowMs) => {
    if (typeof token !== "string" || token.length > MOST_CHARACTERS) return open(token, nowMs);
    const memoized = memo.find(token);
    const digest = memoized ?? signatures.digest(token);
    const known = cache.get(digest);
    if (known !== undefined) {
      const isKeyGood = known.pool.ring.held(known.kid, nowMs) === known.key;
      const refusal = acceptance.refusalNow(known, nowMs);
      if (isKeyGood && refusal === undefined) {
        if (memoized === undefined) memo.keep(token, digest);
        return known;
      }
      cache.delete(digest);
      refuse(refusal);
    }
    const opened = open(token, nowMs);
    if (opened instanceof Promise) return opened.then((verified) => cache.put(digest, verified));
    return cache.put(digest, opened);
  };
}
