// What does it cost to verify a token that was not seen before?
import { type KeyObject, verify as verifySignature } from "node:crypto";
import { contract } from "@claimsmith/orders-policy/contract";
import { createVerifier } from "@claimsmith/verifier";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { CLIENT_IDS } from "../evaluate/alice.ts";
import { sink } from "../evaluate/measure.ts";
import { type Contender, compare, microseconds, timesAsLong } from "../ratios.ts";
import { assertOrdersClaims } from "./hand-written.ts";
import { type TokenSet, tokenSet, USER_POOL_ID } from "./tokens.ts";

const CRYPTO = "bare crypto.verify";
const LIBRARY = "aws-jwt-verify";
const OURS = "the verifier";
const TOKENS = 1_000;
const SCOPE = "orders/read";
const REQUIREMENT = { scopes: { any: [SCOPE] } } as const;

/** The figures of the verification. */
export interface VerifyFigures {
  readonly "verify.shareOfCrypto": number;
  readonly "verify.timesAwsJwtVerify": number;
  /** Microseconds by contender, for the table. */
  readonly microseconds: Readonly<Record<string, number>>;
}

/** Measures one verification of one access token of the orders pool. */
export async function measureVerification(rounds: number): Promise<VerifyFigures> {
  const set = await tokenSet(TOKENS);
  const contenders = [bare(set), library(set), ours(set)];
  const times = await compare({ contenders, rounds, batchMs: 20, maxCount: TOKENS });
  return {
    "verify.shareOfCrypto": 1 / timesAsLong(times, OURS, CRYPTO),
    "verify.timesAwsJwtVerify": 1 / timesAsLong(times, OURS, LIBRARY),
    microseconds: microseconds(times),
  };
}

/** The limit: the signature alone, with its bytes and its key ready. */
function bare({ tokens, key }: TokenSet): Contender {
  const parts = tokens.map((token) => {
    const dot = token.lastIndexOf(".");
    return {
      input: Buffer.from(token.slice(0, dot)),
      signature: Buffer.from(token.slice(dot + 1), "base64url"),
    };
  });
  return {
    name: CRYPTO,
    batch: (count) => {
      for (const { input, signature } of parts.slice(0, count)) verifyOrThrow(input, signature, key);
    },
  };
}

function verifyOrThrow(input: Buffer, signature: Buffer, key: KeyObject): void {
  if (!verifySignature("RSA-SHA256", input, key, signature)) throw new TypeError("a token is not genuine");
}

/** The library with a check of its own kind for everything that the verifier checks besides. */
function library({ tokens, jwks }: TokenSet): Contender {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: USER_POOL_ID,
    clientId: Object.values(CLIENT_IDS),
    tokenUse: "access",
    scope: SCOPE,
    customJwtCheck: ({ payload }) => assertOrdersClaims(payload),
  });
  verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
  const fresh = freshStrings(tokens);
  return {
    name: LIBRARY,
    prepare: fresh.prepare,
    batch: async () => {
      for (const token of fresh.take()) sink.last = await verifier.verify(token);
    },
  };
}

function ours({ tokens, jwks }: TokenSet): Contender {
  const verifier = createVerifier(contract, {
    userPoolId: USER_POOL_ID,
    clients: CLIENT_IDS,
    jwks: jwks as { keys: Record<string, unknown>[] },
  });
  const fresh = freshStrings(tokens);
  return {
    name: OURS,
    prepare: fresh.prepare,
    batch: async () => {
      for (const token of fresh.take()) sink.last = await verifier.verify(token, REQUIREMENT);
    },
  };
}

/** Tokens as they arrive: each a string that nothing has hashed or compared yet. */
function freshStrings(tokens: readonly string[]) {
  const bytes = tokens.map((token) => Buffer.from(token, "latin1"));
  let ready: readonly string[] = [];
  return {
    prepare: (count: number) => {
      ready = bytes.slice(0, count).map((each) => each.toString("latin1"));
    },
    take: () => ready,
  };
}
