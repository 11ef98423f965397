// Who verifies a token that was not seen before? The signature alone, aws-jwt-verify with checks by hand, and the verifier.
import { type KeyObject, verify as verifySignature } from "node:crypto";
import { contract } from "@claimsmith/orders-policy/contract";
import { createVerifier } from "@claimsmith/verifier";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { CLIENT_IDS } from "../evaluate/alice.ts";
import { sink } from "../evaluate/measure.ts";
import type { Contender } from "../ratios.ts";
import { assertOrdersClaims } from "./hand-written.ts";
import { type TokenSet, USER_POOL_ID } from "./tokens.ts";

/** The names of the contenders. */
export const CRYPTO = "bare crypto.verify";
export const LIBRARY = "aws-jwt-verify";
export const OURS = "the verifier";

const SCOPE = "orders/read";
const REQUIREMENT = { scopes: { any: [SCOPE] } } as const;

/** The limit: the signature alone, with its bytes and its key ready. */
export function bare({ tokens, key }: TokenSet): Contender {
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
export function library({ tokens, jwks }: TokenSet): Contender {
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

/** The verifier; with `maxTokens` it remembers, and tokens are asked for in vain in a list of revoked ones. */
export function ours({ tokens, jwks }: TokenSet, maxTokens?: number): Contender {
  const revoked = new Set<unknown>();
  const revocation = {
    isRevoked: ({ originId }: { readonly originId?: string }) => revoked.has(originId),
    deadlineMs: 1_000,
    onFailure: "refuse",
  } as const;
  const verifier = createVerifier(contract, {
    userPoolId: USER_POOL_ID,
    clients: CLIENT_IDS,
    jwks: jwks as { keys: Record<string, unknown>[] },
    ...(maxTokens !== undefined && { cache: { maxTokens }, revocation }),
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
export function freshStrings(tokens: readonly string[]) {
  const bytes = tokens.map((token) => Buffer.from(token, "latin1"));
  let ready: readonly string[] = [];
  return {
    prepare: (count: number) => {
      ready = bytes.slice(0, count).map((each) => each.toString("latin1"));
    },
    take: () => ready,
  };
}
