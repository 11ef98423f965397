// Which values does nobody mean to send? Texts that break parsers, and JSON of every shape.
import fc from "fast-check";

/** Stands in every hostile text that could be told apart from ours: it must not come out again where nobody asked for it. */
export const CANARY = "Qz7canary";

/** Texts that parsers, databases, headers and pages stumble over. `«name»` is filled in when a request is sent. */
const TEXTS: readonly string[] = [
  "",
  " ",
  CANARY,
  `${CANARY}@example.org`,
  `<script>${CANARY}</script>"'&`,
  `${CANARY}\r\nset-cookie: a=b`,
  `${CANARY}\u0000after`,
  `${CANARY}\ud800`,
  `\udfff${CANARY}`,
  `${CANARY}\u202e\u{1f469}\u200d\u{1f692}ﬁİ`,
  `../../../${CANARY}`,
  `${CANARY}%00%ff%`,
  `${CANARY}".__proto__`,
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "-",
  "-0",
  "1e999",
  "9".repeat(400),
  "NaN",
  "null",
  "true",
  "2026-02-30",
  "+4912345678901234567890",
  "a.b.c",
  "....",
  "eyJhbGciOiJub25lIn0.e30.",
  `${"a".repeat(2_500)}${CANARY}`,
  `${"é".repeat(3_000)}${CANARY}`,
  `${'"\\'.repeat(20_000)}${CANARY}`,
  `${" ".repeat(60_000)}${CANARY}`,
  `${"(a+".repeat(30_000)}${CANARY}`,
  `${"@.-".repeat(30_000)}${CANARY}`,
  "0".repeat(131_073),
];

/** A text that nobody meant. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(..."%&=+;:/?#@.a0\\\"'<\r\n\u0000"), maxLength: 30 }),
  },
);

const NUMBERS = [0, -0, -1, 1, 0.5, 6, 59, 61, 1_000, 86_401, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308];

/** Objects that are deeper than anybody's stack, one inside the other. */
function nested(levels: number, opening: string, closing: string): unknown {
  return { "«raw»": `${opening.repeat(levels)}1${closing.repeat(levels)}` };
}

/** A value that is of the wrong type, more often than not. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}], ...NUMBERS),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      nested(20, "[", "]"),
      nested(20_000, '{"a":', "}"),
      nested(100_000, "[", "]"),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      { "«raw»": '{"__proto__":{"a":1},"constructor":null}' },
      { "«raw»": "1e999" },
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.array(hostileText, { minLength: 1, maxLength: 3 }) },
);

/** JSON text of a value; `{ "«raw»": text }` stands for what no JSON value can hold, and is put in as it is. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/\{"«raw»":("(?:[^"\\]|\\.)*")\}/g, (_, text: string) =>
    JSON.parse(text),
  );
}
