// What does it cost to verify a token: one that was not seen before, and one that is remembered?
import { createVerifier as createFastJwt } from "fast-jwt";
import { sink } from "../evaluate/measure.ts";
import { type Contender, compare, microseconds, timesAsLong } from "../ratios.ts";
import { bare, CRYPTO, freshStrings, LIBRARY, library, OURS, ours } from "./contenders.ts";
import { type TokenSet, tokenSet } from "./tokens.ts";

const FAST_JWT = "fast-jwt with its cache";
const TOKENS = 1_000;
/** Room as for the figure of the memory; how a full one behaves is another matter. */
const MOST_TOKENS = 100_000;

/** The figures of the verification. */
export interface VerifyFigures {
  readonly "verify.shareOfCrypto": number;
  readonly "verify.timesAwsJwtVerify": number;
  readonly "verify.seenTimesCrypto": number;
  readonly "verify.timesFastJwtCache": number;
  /** Microseconds by contender, for the tables. */
  readonly microseconds: Readonly<Record<string, number>>;
  readonly seenMicroseconds: Readonly<Record<string, number>>;
}

/** Measures one verification of one access token of the orders pool. */
export async function measureVerification(rounds: number): Promise<VerifyFigures> {
  const set = await tokenSet(TOKENS);
  const unseen = [bare(set), library(set), ours(set)];
  const times = await compare({ contenders: unseen, rounds, batchMs: 20, maxCount: TOKENS });
  const seen = [bare(set), fastJwt(set), ours(set, MOST_TOKENS)];
  const seenTimes = await compare({ contenders: seen, rounds, batchMs: 20, maxCount: TOKENS });
  return {
    "verify.shareOfCrypto": 1 / timesAsLong(times, OURS, CRYPTO),
    "verify.timesAwsJwtVerify": 1 / timesAsLong(times, OURS, LIBRARY),
    "verify.seenTimesCrypto": 1 / timesAsLong(seenTimes, OURS, CRYPTO),
    "verify.timesFastJwtCache": 1 / timesAsLong(seenTimes, OURS, FAST_JWT),
    microseconds: microseconds(times),
    seenMicroseconds: microseconds(seenTimes),
  };
}

/** It checks expiry on a hit, and knows no requirement. */
function fastJwt({ tokens, key }: TokenSet): Contender {
  const verify = createFastJwt({
    key: key.export({ type: "spki", format: "pem" }) as string,
    algorithms: ["RS256"],
    cache: MOST_TOKENS,
  });
  const fresh = freshStrings(tokens);
  return {
    name: FAST_JWT,
    prepare: fresh.prepare,
    batch: () => {
      for (const token of fresh.take()) sink.last = verify(token);
    },
  };
}
