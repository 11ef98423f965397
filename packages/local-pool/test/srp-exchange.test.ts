// Do client and pool find the same key exactly when the password is right? (RFC 5054, sections 2.5 and 2.6) The client is cognito-srp-helper.
import { createSrpSession, signSrpSession } from "cognito-srp-helper";
import { assert, bigInt, property, string, uint8Array, uuid } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  beginExchange,
  clientPublicOf,
  isClaimSignature,
  type PasswordClaim,
  type SrpExchange,
} from "../src/users/srp-exchange.ts";
import { G, N, numberOf, power } from "../src/users/srp-group.ts";
import { passwordVerifier } from "../src/users/srp-verifier.ts";

const POOL_ID = "eu-west-1_Syn7hPool";
const SECRET_BLOCK = Buffer.from("a block of the pool's own").toString("base64");

interface Proof {
  readonly exchange: SrpExchange;
  readonly claim: PasswordClaim;
  readonly signature: string;
}

/** An exchange for a user with the password `stored`, which the client answers with the password `typed`. */
function proofOf(userId: string, stored: string, typed: string): Proof {
  const session = createSrpSession(userId, typed, POOL_ID, false);
  const { saltHex, verifierHex } = passwordVerifier({ poolName: "Syn7hPool", username: userId }, stored);
  const exchange = beginExchange(clientPublicOf(session.largeA) ?? 0n, verifierHex);
  const signed = signSrpSession(session, {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      SALT: saltHex,
      SECRET_BLOCK,
      SRP_B: exchange.serverPublic.toString(16),
      USER_ID_FOR_SRP: userId,
    },
  });
  const claim = { poolName: "Syn7hPool", userId, secretBlock: SECRET_BLOCK, timestamp: session.timestamp };
  return { exchange, claim, signature: signed.passwordSignature };
}

const passwords = string({ unit: "grapheme", minLength: 1, maxLength: 60 });

describe("an exchange", () => {
  it("is proven by the right password, whatever its characters and its salt", () => {
    const proven = property(uuid(), passwords, (userId, password) => {
      const { exchange, claim, signature } = proofOf(userId, password, password);
      expect(isClaimSignature(exchange, claim, signature)).toBe(true);
    });
    assert(proven, { numRuns: 12 });
  });

  it("is not proven by any other password", () => {
    const refused = property(uuid(), passwords, passwords, (userId, stored, typed) => {
      const { exchange, claim, signature } = proofOf(userId, stored, typed);
      expect(isClaimSignature(exchange, claim, signature)).toBe(stored === typed);
    });
    assert(refused, { numRuns: 8 });
  });

  const userId = "0f0f0f0f-1111-4222-8333-444455556666";
  const { exchange, claim, signature } = proofOf(userId, "Right-horse-1", "Right-horse-1");
  const otherClaims: readonly (Partial<PasswordClaim> & { what: string })[] = [
    { what: "another pool", poolName: "Other" },
    { what: "another user", userId: "0f0f0f0f-1111-4222-8333-444455556667" },
    { what: "another block", secretBlock: Buffer.from("another block").toString("base64") },
    { what: "another time", timestamp: "Tue Sep 1 04:05:06 UTC 2026" },
  ];

  it.each(otherClaims)("is not proven by a signature for $what", ({ what: _what, ...change }) => {
    expect(isClaimSignature(exchange, claim, signature)).toBe(true);
    expect(isClaimSignature(exchange, { ...claim, ...change }, signature)).toBe(false);
  });

  it("is not proven by a part of the signature, or by more than it", () => {
    const bytes = Buffer.from(signature, "base64");
    for (const other of [bytes.subarray(0, 31), Buffer.concat([bytes, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      expect(isClaimSignature(exchange, claim, other.toString("base64"))).toBe(false);
    }
  });

  it("is not proven by the answer to another exchange with the same user", () => {
    const again = beginExchange(exchange.clientPublic, exchange.verifierHex);
    expect(again.serverPublic).not.toBe(exchange.serverPublic);
    expect(isClaimSignature(again, claim, signature)).toBe(false);
  });
});

describe("the client's number A", () => {
  it("is taken from 1 to N - 1, and refused where it is a multiple of N or more than N", () => {
    const held = property(bigInt({ min: 0n, max: N * 4n }), (number) => {
      const taken = clientPublicOf(number.toString(16));
      expect(taken).toBe(number > 0n && number < N ? number : undefined);
    });
    const examples: [bigint][] = [[0n], [1n], [N - 1n], [N], [N + 1n], [2n * N], [3n * N]];
    assert(held, { examples });
  });

  it("may have the leading zeros that clients write", () => {
    expect(clientPublicOf(`00${(N - 1n).toString(16)}`)).toBe(N - 1n);
    expect(clientPublicOf("0".repeat(2_000))).toBeUndefined();
  });
});

describe("a power in the group", () => {
  it("turns the sum of exponents into a product", () => {
    const exponents = uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) =>
      bytes.some((byte) => byte > 0),
    );
    const holds = property(exponents, exponents, (one, other) => {
      const sum = numberOf(one) + numberOf(other);
      const both = Buffer.from(sum.toString(16).padStart(66, "0"), "hex");
      expect(numberOf(power(G, both))).toBe((numberOf(power(G, one)) * numberOf(power(G, other))) % N);
    });
    assert(holds, { numRuns: 30 });
  });
});
