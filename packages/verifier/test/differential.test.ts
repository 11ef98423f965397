// Does the verifier accept nothing that aws-jwt-verify refuses, and read what it reads? Many tokens, each a little wrong.
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createVerifier, type VerificationCode, VerificationError } from "../src/index.ts";
import { ISSUER, JWKS, NOW_MS, OPTIONS, type TokenChange, tokenWith } from "./issuer.ts";
import { readVectors } from "./read-vectors.ts";
import { contract } from "./sample-policy.ts";

const ours = createVerifier(contract, OPTIONS);
const library = JwtVerifier.create({ issuer: ISSUER, audience: null, jwksUri: `${ISSUER}/jwks.json` });
library.cacheJwks(JWKS as Parameters<typeof library.cacheJwks>[0]);

/** What we refuse and the library, which knows neither Cognito nor the contract, does not. */
const REFUSED_BEYOND: Readonly<Partial<Record<VerificationCode, string>>> = {
  TOKEN_MALFORMED: "padding, unused bits, and types that the library does not look at",
  TOKEN_TOO_LARGE: "the library has no bound",
  ALGORITHM_NOT_ALLOWED: "it ignores crit",
  TOKEN_EXPIRED: "it lets a token live for the very second of its expiry",
  TOKEN_NOT_YET_VALID: "it does not look at iat",
  TOKEN_USE_INVALID: "it is asked about any JWT",
  ID_TOKEN: "the same",
  CLAIM_MISSING: "it demands no claim but iss, here",
  CLAIM_INVALID: "it has no contract",
  CLIENT_NOT_ALLOWED: "it is not told of clients, here",
  AUDIENCE_MISMATCH: "nor of audiences",
  SUBJECT_UNCLEAR: "nor of machines",
  SUBJECT_MISMATCH: "the same",
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

async function compare(token: string): Promise<"both" | "neither" | "theirs alone"> {
  let theirs: object | undefined;
  try {
    theirs = library.verifySync(token);
  } catch {
    // Refused.
  }
  const own: unknown = await ours.verify(token).catch((error: unknown) => error);
  if (!(own instanceof VerificationError)) {
    expect(theirs).toMatchObject({ sub: (own as { sub: string }).sub });
    return "both";
  }
  expect(own.category).toBe("rejected");
  if (theirs === undefined) return "neither";
  expect(Object.keys(REFUSED_BEYOND)).toContain(own.code);
  return "theirs alone";
}

/** A fixed sequence of numbers from 0 up to 1, so that a failure can be looked at again. (Marsaglia, Xorshift RNGs) */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const SPICE = [..."ABCxyz019-_.=+/ \n\té\u0141\u0000{}\"'"];

type Mutate = (token: string, at: number, letter: string) => string;
const MUTATIONS: readonly (readonly [string, Mutate])[] = [
  ["a letter changed", (token, at, letter) => token.slice(0, at) + letter + token.slice(at + 1)],
  ["a letter added", (token, at, letter) => token.slice(0, at) + letter + token.slice(at)],
  ["a letter left out", (token, at) => token.slice(0, at) + token.slice(at + 1)],
  [
    "two letters swapped",
    (token, at) => token.slice(0, at) + (token[at + 1] ?? "") + (token[at] ?? "") + token.slice(at + 2),
  ],
  ["a piece said twice", (token, at) => token.slice(0, at) + token.slice(Math.max(0, at - 7))],
  ["the end cut off", (token, at) => token.slice(0, at)],
];

describe("of tokens mutated after they were signed nobody accepts one that the library refuses:", () => {
  test.each(MUTATIONS)("%s", async (_, mutate) => {
    const random = numbers(20_261);
    const token = tokenWith();
    let changed = 0;
    for (let round = 0; round < 120; round++) {
      const letter = SPICE[Math.floor(random() * SPICE.length)] ?? "A";
      const mutant = mutate(token, Math.floor(random() * token.length), letter);
      if (mutant === token) continue;
      changed += 1;
      expect(await compare(mutant)).not.toBe("both");
    }
    expect(changed).toBeGreaterThan(80);
  });
});

/** Signed as they stand: what the issuer itself would never write. */
const VALUES: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  1e300,
  "",
  " ",
  "x",
  true,
  [],
  ["x"],
  {},
  { a: null },
  "access",
];
const CLAIMS = [
  ..."iss sub aud exp nbf iat scope jti token_use client_id username auth_time origin_jti cognito:groups".split(
    " ",
  ),
  "company_id",
  "__proto__",
];

describe("of signed tokens with one odd claim we accept none that the library refuses:", () => {
  test.each(CLAIMS)("%s", async (claim) => {
    for (const value of VALUES) await compare(tokenWith({ set: { [claim]: value } }));
    await compare(tokenWith({ remove: claim }));
  });

  test("alg, kid and others in the header", async () => {
    for (const name of ["alg", "kid", "typ", "crit", "jwk", "b64"])
      for (const value of VALUES) await compare(tokenWith({ header: { [name]: value } }));
    expect(await compare(tokenWith({ header: { typ: "JWT" } }))).toBe("both");
  });
});

interface Vector {
  readonly description: string;
  readonly token: TokenChange;
}

describe("with the library agree the vectors:", () => {
  test.each(readVectors<Vector>("accepted-tokens"))("accepted: $description", async ({ token }) => {
    expect(await compare(tokenWith(token))).toBe("both");
  });

  test.each(readVectors<Vector>("refused-tokens"))("refused: $description", async ({ token }) => {
    expect(await compare(tokenWith(token))).not.toBe("both");
  });
});
