// In which ways is a token made wrong? By whoever holds one and no key; and by an issuer that signs what it never should.
import { type Signing, signed } from "../issuer.ts";
import { EDGES, type Json, nearJson, oddJson } from "./odd-values.ts";
import type { Random } from "./random.ts";

/** A token to start from. */
export interface Base {
  readonly token: string;
  /** The three parts as they stand. */
  readonly parts: readonly [string, string, string];
  /** Header and payload as JSON text. */
  readonly texts: readonly [string, string];
}

/** What a mutation works on. */
export interface Material {
  readonly base: Base;
  /** Another genuine token, of which pieces may be taken. */
  readonly other: Base;
  readonly random: Random;
}

/** Makes one wrong token. */
export type Mutation = (material: Material) => string;

const encode = (text: string | Uint8Array) => Buffer.from(text as string).toString("base64url");
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SPICE = [..."ABCxyz019-_.=+/ \n\r\t\u0000é\u0141\u00a0\u200b\u202e\ufeff%&,;{}\"'\\[]:~"];
const SIGNINGS: readonly Signing[] = ["stranger", "none", "hs256WithPublicKey"];

/** A change of a text at one place. */
const EDITS: readonly ((text: string, at: number, letter: string) => string)[] = [
  (text, at, letter) => text.slice(0, at) + letter + text.slice(at + 1),
  (text, at, letter) => text.slice(0, at) + letter + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2),
  (text, at) => text.slice(0, at) + text.slice(Math.max(0, at - 7)),
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
];

function edited(text: string, random: Random): string {
  return random.of(EDITS)(text, random.below(text.length + 1), random.of(SPICE));
}

function withPart(parts: readonly string[], index: number, part: string): string {
  return parts.map((old, each) => (each === index ? part : old)).join(".");
}

function flippedBit(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}

/** Other ways to write the same part. */
const SPELLINGS: readonly ((part: string, random: Random) => string)[] = [
  (part) => `${part}=`,
  (part) => `${part}==`,
  (part) => part.replaceAll("-", "+").replaceAll("_", "/"),
  (part) => Buffer.from(part, "base64url").toString("base64"),
  (part) => `${part.slice(0, -1)}${ALPHABET[(ALPHABET.indexOf(part.slice(-1)) + 1) % 64]}`,
  (part) => `${part}A`,
  (part, random) =>
    `${part.slice(0, 8)}${random.of([" ", "\n", "\r\n", "\t", "\u0000", "="])}${part.slice(8)}`,
  (part, random) => {
    const at = random.below(part.length);
    const letter = String.fromCharCode(part.charCodeAt(at) + 256 * (1 + random.below(3)));
    return part.slice(0, at) + letter + part.slice(at + 1);
  },
  (part) => part.toLowerCase(),
  (part) => encodeURIComponent(part.replace("e", "%65")),
];

const UNSIGNED: Readonly<Record<string, Mutation>> = {
  "a bit flipped in a part": ({ base: { parts }, random }) => {
    const index = random.below(3);
    return withPart(parts, index, encode(flippedBit(Buffer.from(parts[index] ?? "", "base64url"), random)));
  },
  "a part written otherwise": ({ base: { parts }, random }) => {
    const index = random.below(3);
    return withPart(parts, index, random.of(SPELLINGS)(parts[index] ?? "", random));
  },
  "the token edited": ({ base: { token }, random }) => edited(token, random),
  "the token edited twice": ({ base: { token }, random }) => edited(edited(token, random), random),
  "a part of another token": ({ base, other, random }) => {
    const index = random.below(3);
    return withPart(base.parts, index, other.parts[index] ?? "");
  },
  "parts in another order or number": ({ base: { parts }, other, random }) => {
    const pool = [...parts, ...other.parts, "", "e30"];
    return Array.from({ length: 1 + random.below(5) }, () => random.of(pool)).join(".");
  },
  "space or marks around it": ({ base: { token }, random }) => {
    const mark = random.of(SPICE);
    return random.of([`${mark}${token}`, `${token}${mark}`, `Bearer ${token}`, `${token},${token}`]);
  },
  "grown beyond all bounds": ({ base: { parts }, random }) => {
    const index = random.below(3);
    return withPart(parts, index, `${parts[index]}${"A".repeat(12_000 + 4 * random.below(2_000))}`);
  },
  "the payload changed, the signature kept": ({ base: { parts, texts }, random }) =>
    withPart(parts, 1, encode(withMember(texts[1], random))),
};

/** The JSON text of an object with one member set, left out, or said twice. */
function withMember(text: string, random: Random): string {
  const members = Object.entries(JSON.parse(text) as object).map(
    ([name, value]) => [JSON.stringify(name), JSON.stringify(value), value as unknown] as const,
  );
  const names = [...members.map(([name]) => name), ...ABSENT];
  const name = random.of(names);
  const own = members.find(([each]) => each === name);
  const json: Json = own !== undefined && random.below(2) === 0 ? nearJson(own[2], random) : oddJson(random);
  const written = members.map(([each, value]) => [each, value] as const);
  const others = written.filter(([each]) => each !== name);
  const results = [
    [...others, [name, json] as const],
    [...others, [name, json] as const],
    [...others, [name, json] as const],
    others,
    [...written, [name, json] as const],
    [[name, json] as const, ...written],
  ];
  return `{${random
    .of(results)
    .map((member) => member.join(":"))
    .join(",")}}`;
}

/** Names that the tokens to start from may lack. */
const ABSENT = [
  "aud",
  "nbf",
  "crit",
  "b64",
  "typ",
  "jku",
  "jwk",
  "x5u",
  "zip",
  "__proto__",
  "constructor",
  "username",
]
  .concat(["compliance_level", "roles", "partner_id", "deep"])
  .map((name) => JSON.stringify(name));

function issued(header: string, payload: string, signing: Signing = "trusted"): string {
  return signed(`${encode(header)}.${encode(payload)}`, signing);
}

const SIGNED: Readonly<Record<string, Mutation>> = {
  "a claim changed": ({ base: { texts }, random }) => issued(texts[0], withMember(texts[1], random)),
  "a claim at an edge": ({ base: { texts }, random }) => {
    const [name, json] = random.of(EDGES);
    // The last of two members with one name counts.
    return issued(texts[0], `${texts[1].trimEnd().slice(0, -1)},"${name}":${json}}`);
  },
  "two claims changed": ({ base: { texts }, random }) =>
    issued(texts[0], withMember(withMember(texts[1], random), random)),
  "a member of the header changed": ({ base: { texts }, random }) =>
    issued(withMember(texts[0], random), texts[1]),
  "header and payload changed": ({ base: { texts }, random }) =>
    issued(withMember(texts[0], random), withMember(texts[1], random)),
  "the text of the payload edited": ({ base: { texts }, random }) =>
    issued(texts[0], edited(texts[1], random)),
  "the text of the header edited": ({ base: { texts }, random }) =>
    issued(edited(texts[0], random), texts[1]),
  "a bit flipped in header or payload before it was signed": ({ base: { texts }, random }) => {
    const index = random.below(2);
    const bytes = texts.map((text, each) =>
      each === index ? flippedBit(Buffer.from(text), random) : Buffer.from(text),
    );
    return signed(bytes.map((part) => encode(part)).join("."));
  },
  "header or payload written otherwise before it was signed": ({ base: { parts }, random }) => {
    const index = random.below(2);
    const input = withPart(parts.slice(0, 2), index, random.of(SPELLINGS)(parts[index] ?? "", random));
    return signed(input);
  },
  "another signer": ({ base: { texts }, random }) =>
    issued(withMember(texts[0], random), texts[1], random.of(SIGNINGS)),
  "the header of another token, the payload of this": ({ base, other }) =>
    issued(other.texts[0], base.texts[1]),
  "nested deep": ({ base: { texts }, random }) => {
    const depth = 1 + random.below(3_000);
    const [open, close] = random.of([
      ["[", "]"],
      ['{"a":', "}"],
    ] as const);
    const deep = `${open.repeat(depth)}1${close.repeat(depth)}`;
    return issued(texts[0], `${texts[1].trimEnd().slice(0, -1)},"deep":${deep}}`);
  },
  "filled up to a size": ({ base: { texts }, random }) =>
    issued(texts[0], `${texts[1].trimEnd().slice(0, -1)},"x":"${"x".repeat(random.below(14_000))}"}`),
};

/** Every mutation by name. */
export const MUTATIONS: readonly (readonly [string, Mutation])[] = Object.entries({ ...UNSIGNED, ...SIGNED });

/** A token, taken apart. */
export function baseOf(token: string): Base {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const text = (part: string) => Buffer.from(part, "base64url").toString();
  return { token, parts: [header, payload, signature], texts: [text(header), text(payload)] };
}
