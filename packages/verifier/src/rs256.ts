// How is an RS256 signature checked on Node.js? With `createVerify` on a plain prepared key: measured on Node.js 20, 22 and
// 24 it takes half a microsecond less than `crypto.verify` in one call, and nothing documented is faster.
// aws-jwt-verify hands the key over inside an object and parses JSON with a reviver, which costs it half its speed. Where
// there is no node:crypto, it does this work (library/); both must accept the same, and the differential test sees to it.
import type { KeyObject } from "node:crypto";
import { isJsonObject } from "@claimsmith/cognito-model";
import type { UncheckedHeader } from "./checks/token/index.ts";
import { VerificationError } from "./errors.ts";
import { mayNestTooDeep, nestsTooDeep } from "./nesting.ts";
import type { Signatures } from "./signatures.ts";

/** More bytes than the longest token has. */
const ROOM_BYTES = 65_536;

/**
 * A key that came as DER checks a signature 0.3 µs faster than one that came as a JWK, and costs a cold start a millisecond:
 * so a key becomes such a one after some uses.
 */
const USES_BEFORE_DER = 64;

interface ReadyKey {
  key: KeyObject;
  uses: number;
}

/** RS256 by node:crypto, or `undefined` where there is none. Asked for at run time, so that bundles for browsers hold no trace of it. */
export function nodeSignatures(): Signatures | undefined {
  const crypto = globalThis.process?.getBuiltinModule?.("node:crypto");
  return crypto === undefined ? undefined : rs256(crypto);
}

function rs256({ createPublicKey, createVerify, hash, createHash }: typeof import("node:crypto")) {
  // Written and read within one call, so one room does for all tokens.
  const room = Buffer.allocUnsafe(ROOM_BYTES);

  /** Decodes into the room from `start`; the size in bytes. */
  function decode(part: string, start: number): number {
    const size = room.write(part, start, "base64url");
    // The decoder skips foreign characters: a part that has some gives fewer bytes.
    if (part.length % 4 === 1 || size !== Math.floor((part.length * 3) / 4)) {
      throw new VerificationError("TOKEN_MALFORMED");
    }
    return size;
  }

  function parse(part: string): UncheckedHeader {
    const size = decode(part, 0);
    const text = room.toString("utf8", 0, size);
    // A token is UTF-8 (RFC 7519, section 7.2). For bytes that are not, the decoder puts this character.
    const isSuspect = text.includes("\ufffd");
    if (isSuspect && !Buffer.from(text).equals(room.subarray(0, size))) {
      throw new VerificationError("TOKEN_MALFORMED");
    }
    return jsonObject(text);
  }

  let last = { part: "", header: {} as UncheckedHeader };
  /** Nearly every token has the header of the one before: an issuer signs with one key at a time. */
  function headerOf(part: string): UncheckedHeader {
    if (part !== last.part) last = { part, header: parse(part) };
    return last.header;
  }

  function keyOf(ready: ReadyKey): KeyObject {
    if (++ready.uses === USES_BEFORE_DER) {
      const der = ready.key.export({ type: "spki", format: "der" });
      ready.key = createPublicKey({ key: der, type: "spki", format: "der" });
    }
    return ready.key;
  }

  const signatures: Signatures = {
    prepare: ({ kty, n, e }): ReadyKey => ({
      key: createPublicKey({ key: { kty, n, e }, format: "jwk" }),
      uses: 0,
    }),
    takeApart: (_, { header, payload }) => ({ header: headerOf(header), payload: parse(payload) }),
    isSigned: (token, { signature }, ready) => {
      // As UTF-8: a character beyond ASCII becomes more bytes. The decoder would take some of them for letters.
      const end = room.write(token, "utf8");
      if (end !== token.length) throw new VerificationError("TOKEN_MALFORMED");
      const size = decode(signature, end);
      const input = room.subarray(0, end - signature.length - 1);
      return createVerify("sha256")
        .update(input)
        .verify(keyOf(ready as ReadyKey), room.subarray(end, end + size));
    },
    // `hash` came with Node.js 20.12.
    digest: (token) =>
      hash === undefined
        ? createHash("sha256").update(token).digest("binary")
        : hash("sha256", token, "binary"),
  };
  return signatures;
}

function jsonObject(text: string): UncheckedHeader {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Its message would quote the token.
  }
  const isTooDeep = mayNestTooDeep(text) && nestsTooDeep(value);
  if (isTooDeep || !isJsonObject(value)) throw new VerificationError("TOKEN_MALFORMED");
  return value;
}
