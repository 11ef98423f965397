// An issuer of the tests' own: its keys, the tokens that it signs, and every way in which one can be wrong.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { VerifierOptions } from "../src/index.ts";
import type { SamplePolicy } from "./sample-policy.ts";

/** The moment at which the tests' tokens are verified: ten minutes after they were issued. */
export const NOW_MS = 1_790_000_600_000;

export const USER_POOL_ID = "eu-west-1_Syn7hPool";
export const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Syn7hPool";
export const CLIENTS = { web: "7syntheticclient0webapp", partner: "7syntheticclient0batch" };
export const KID = "access-key-1";

const trusted = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The key set of the issuer. */
export const JWKS = {
  keys: [{ ...trusted.publicKey.export({ format: "jwk" }), kid: KID, alg: "RS256", use: "sig" }],
};

/** A key set of somebody else, under the same key id. */
export const STRANGERS_JWKS = { keys: [{ ...stranger.publicKey.export({ format: "jwk" }), kid: KID }] };

/** The options that the tests' tokens are accepted with, without a network. */
export const OPTIONS: VerifierOptions<SamplePolicy> = {
  userPoolId: USER_POOL_ID,
  clients: CLIENTS,
  jwks: JWKS,
};

/** The tokens that all others differ from in one thing. */
export const PAYLOADS = {
  user: {
    sub: "0f0f0f0f-1111-4222-8333-444455556666",
    "cognito:groups": ["EVERYONE", "eu-west-1_Syn7hPool_Corporate"],
    iss: ISSUER,
    client_id: CLIENTS.web,
    origin_jti: "aaaa1111",
    event_id: "bbbb2222",
    jti: "dddd4444",
    token_use: "access",
    scope: "openid orders/read",
    username: "u-1001",
    auth_time: 1_789_990_000,
    iat: 1_790_000_000,
    exp: 1_790_003_600,
    company_id: "acme",
    country_id: "uk",
  },
  machine: {
    sub: CLIENTS.partner,
    iss: ISSUER,
    client_id: CLIENTS.partner,
    jti: "eeee5555",
    token_use: "access",
    scope: "orders/read",
    version: 2,
    iat: 1_790_000_000,
    exp: 1_790_003_600,
    partner_id: "P-77",
  },
} as const;

/** How the signature of a token is made. */
export type Signing = "trusted" | "stranger" | "none" | "hs256WithPublicKey";

/** In what a token differs from the one it is named after. */
export interface TokenChange {
  readonly of?: "user" | "machine";
  /** Set in the payload. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Removed from the payload. */
  readonly remove?: string;
  /** The whole payload as text, where JSON.stringify would not write it so. */
  readonly payloadText?: string;
  /** Set in the header. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly removeHeader?: string;
  /** The whole header as text, where JSON.stringify would not write it so. */
  readonly headerText?: string;
  readonly signing?: Signing;
  /** How the payload is written. Default: base64url. */
  readonly encoding?: keyof typeof ENCODINGS;
  /** Done to the finished token. */
  readonly then?: keyof typeof AFTERWARDS;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const encode = (text: string) => Buffer.from(text).toString("base64url");
const part = (token: string, index: number) => token.split(".")[index] ?? "";

/** Ways in which no issuer writes a payload, and some decoders read it. */
const ENCODINGS = {
  padded: (text: string) => `${encode(text + " ".repeat(3 - ((text.length + 2) % 3)))}==`,
  standard: (text: string) =>
    Buffer.from(text.replace("{", '{"pad":"~~~~~~??????",')).toString("base64").replaceAll("=", ""),
  broken: (text: string) => `${encode(text).slice(0, 40)}\n${encode(text).slice(40)}`,
  /** The same bytes, written with another last character. */
  unusedBits: (text: string) => setUnusedBits(encode(text + " ".repeat((4 - (text.length % 3)) % 3))),
  /** One character more than whole bytes take. */
  oneMore: (text: string) => `${encode(text + " ".repeat((3 - (text.length % 3)) % 3))}A`,
  byteOrderMark: (text: string) => encode(`\ufeff${text}`),
  /** A byte that begins no character. */
  invalidUtf8: (text: string) =>
    Buffer.from(text.replace("u-1001", "u-\xff1001"), "latin1").toString("base64url"),
  /** U+D800 as three bytes, which UTF-8 does not know. */
  surrogate: (text: string) => {
    const [before = "", after = ""] = text.split("u-1001");
    return Buffer.concat([
      Buffer.from(`${before}u-`),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from(after),
    ]).toString("base64url");
  },
  utf16: (text: string) => Buffer.from(text, "utf16le").toString("base64url"),
};

/** The text of base64url whose last character holds two or four bits that mean nothing, with one of them set. */
function setUnusedBits(text: string): string {
  return `${text.slice(0, -1)}${ALPHABET[ALPHABET.indexOf(text.slice(-1)) + 1]}`;
}

/** The token with other bytes for a signature. */
function withSignature(token: string, change: (signature: Buffer) => Uint8Array): string {
  const bytes = change(Buffer.from(part(token, 2), "base64url"));
  return `${part(token, 0)}.${part(token, 1)}.${Buffer.from(bytes).toString("base64url")}`;
}

const AFTERWARDS = {
  breakSignature: (token: string) => `${token.slice(0, -20)}\n${token.slice(-20)}`,
  /** Its low byte is a letter of base64. */
  foreignSignature: (token: string) => `${token.slice(0, -20)}\u0141${token.slice(-19)}`,
  foreignPayload: (token: string) =>
    token.replace(/\.(.)/, (_, letter: string) => `.${String.fromCharCode(letter.charCodeAt(0) + 256)}`),
  appendText: (token: string) => `${token}AAAA`,
  appendPart: (token: string) => `${token}.AAAA`,
  appendNewline: (token: string) => `${token}\n`,
  prependSpace: (token: string) => ` ${token}`,
  padSignature: (token: string) => `${token}==`,
  dropSignature: (token: string) => `${part(token, 0)}.${part(token, 1)}.`,
  truncateSignature: (token: string) => token.slice(0, -2),
  /** The same bytes, written with another last character. */
  setUnusedBits,
  growSignature: (token: string) => withSignature(token, (bytes) => Buffer.concat([Buffer.alloc(1), bytes])),
  growSignatureAtItsEnd: (token: string) =>
    withSignature(token, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
  shortenSignature: (token: string) => withSignature(token, (bytes) => bytes.subarray(1)),
  zeroSignature: (token: string) => withSignature(token, (bytes) => Buffer.alloc(bytes.length)),
  /** n - s: its square is the same. */
  negateSignature: (token: string) =>
    withSignature(token, (bytes) => {
      const modulus = Buffer.from(String(JWKS.keys[0]?.n), "base64url").toString("hex");
      const negated = BigInt(`0x${modulus}`) - BigInt(`0x${bytes.toString("hex")}`);
      return Buffer.from(negated.toString(16).padStart(512, "0"), "hex");
    }),
  reverseSignature: (token: string) => withSignature(token, (bytes) => bytes.reverse()),
  standardBase64: (token: string) => `${part(token, 0)}.${part(token, 1)}.${"+/".repeat(171)}`,
  anotherPayload: (token: string) =>
    [part(token, 0), encode(JSON.stringify({ ...PAYLOADS.user, company_id: "other" })), part(token, 2)].join(
      ".",
    ),
  growToMegabyte: (token: string) => `${part(token, 0)}.${"A".repeat(1_048_576)}.${part(token, 2)}`,
  growHeaderToMegabyte: (token: string) => `${"A".repeat(1_048_576)}.${part(token, 1)}.${part(token, 2)}`,
  growSignatureToMegabyte: (token: string) => `${part(token, 0)}.${part(token, 1)}.${"A".repeat(1_048_576)}`,
  growPastBound: (token: string) => `${token}${"A".repeat(16_385 - token.length)}`,
  dropHeader: (token: string) => `.${part(token, 1)}.${part(token, 2)}`,
  dropPayload: (token: string) => `${part(token, 0)}..${part(token, 2)}`,
  keepTwoParts: (token: string) => `${part(token, 0)}.${part(token, 1)}`,
  keepOnePart: (token: string) => part(token, 0),
  /** The five parts of a JWE. */
  encrypt: (token: string) => `${token}.${part(token, 0)}.${part(token, 2)}`,
  appendDot: (token: string) => `${token}.`,
  appendNull: (token: string) => `${token}\0`,
  prependByteOrderMark: (token: string) => `\ufeff${token}`,
  prependScheme: (token: string) => `Bearer ${token}`,
  sayTwice: (token: string) => `${token}${token}`,
  joinTwice: (token: string) => `${token},${token}`,
  /** (RFC 7515, section 7.2.2) */
  writeAsJson: (token: string) =>
    JSON.stringify({ protected: part(token, 0), payload: part(token, 1), signature: part(token, 2) }),
  growDeep: (token: string) => `${part(token, 0)}.${encode("[".repeat(10_000))}.${part(token, 2)}`,
  empty: () => "",
};

/** A token as the issuer makes it, but for the change. */
export function tokenWith(change: TokenChange = {}): string {
  const payload: Record<string, unknown> = { ...PAYLOADS[change.of ?? "user"], ...change.set };
  if (change.remove !== undefined) delete payload[change.remove];
  const header: Record<string, unknown> = { kid: KID, alg: "RS256", ...change.header };
  if (change.removeHeader !== undefined) delete header[change.removeHeader];
  const encodePayload = change.encoding === undefined ? encode : ENCODINGS[change.encoding];
  const input = `${encode(change.headerText ?? JSON.stringify(header))}.${encodePayload(change.payloadText ?? JSON.stringify(payload))}`;
  const token = signed(input, change.signing);
  return change.then === undefined ? token : AFTERWARDS[change.then](token);
}

/** Header and payload as they stand, with their signature. */
export function signed(input: string, signing: Signing = "trusted"): string {
  return `${input}.${SIGNERS[signing](input)}`;
}

const rs256 = (key: KeyObject) => (input: string) =>
  sign("sha256", Buffer.from(input), key).toString("base64url");

const SIGNERS: Readonly<Record<Signing, (input: string) => string>> = {
  trusted: rs256(trusted.privateKey),
  stranger: rs256(stranger.privateKey),
  none: () => "",
  hs256WithPublicKey: (input) =>
    createHmac("sha256", trusted.publicKey.export({ type: "spki", format: "pem" }))
      .update(input)
      .digest("base64url"),
};
