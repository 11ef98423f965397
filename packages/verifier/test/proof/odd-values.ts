// Which values does a mutated token try? Those at which parsers and checks have been seen to differ.
import { CLIENTS, ISSUER, NOW_MS } from "../issuer.ts";
import type { Random } from "./random.ts";

/** A JSON value, written: so that names that JSON.stringify would lose, and numbers beyond all doubles, can be said. */
export type Json = string;

const NOW = NOW_MS / 1_000;

const LITERALS: readonly Json[] = [
  ..."null true false 0 -0 -1 1.5 1e300 1e999 -1e999 9007199254740993 [] {} [[]] [null]".split(" "),
  '{"toString":null,"valueOf":null}',
  '{"__proto__":{"a":1}}',
  '{"length":1,"0":"x"}',
  '[["access"]]',
];

const TEXTS: readonly string[] = [
  ...[
    "",
    " ",
    "x",
    "null",
    "NaN",
    "access",
    "id",
    "user",
    "web",
    "*",
    "constructor",
    "__proto__",
    "toString",
  ],
  ...[
    "orders/read",
    "orders/write",
    "orders/read ",
    "openid orders/read",
    "orders/read\n",
    "ADMINS",
    "EVERYONE",
  ],
  ...[
    "RS256",
    "none",
    "HS256",
    "access-key-1",
    "../access-key-1",
    ISSUER,
    `${ISSUER}/`,
    "https://example.org",
  ],
  ISSUER.replace("cognito-idp", "issuer-cognito-idp"),
  CLIENTS.web,
  CLIENTS.partner,
  ...["acme", "high", "uk", "P-77", "\u0000", "\ufeff", "\ufffd", "\ud800", "é", "e\u0301", "\u{1f600}"],
];

/** Times around now, to the second and to the millisecond, in other units, and where doubles end. */
const TIMES: readonly number[] = [
  ...[NOW, NOW - 1, NOW + 1, NOW - 0.001, NOW + 0.001, NOW + 60, NOW + 60.001, NOW + 61, NOW + 3_600],
  ...[NOW * 1_000, NOW / 1_000, 0, -NOW, 2 ** 31, 2 ** 53, 8.64e12, 8.64e12 + 1, Number.MAX_VALUE],
];

/** Any odd value. */
export function oddJson(random: Random): Json {
  const kind = random.below(4);
  if (kind === 0) return random.of(LITERALS);
  if (kind === 1) return String(random.of(TIMES));
  const text = JSON.stringify(random.of(TEXTS));
  return kind === 2 ? text : `[${text},${JSON.stringify(random.of(TEXTS))}]`;
}

/** Claims at the very edge of what is accepted: a random value would rarely stand there. */
export const EDGES: readonly (readonly [claim: string, value: Json])[] = [
  ["iss", JSON.stringify(ISSUER.replace("cognito-idp", "issuer-cognito-idp"))],
  ["exp", String(NOW)],
  ["exp", String(NOW + 0.001)],
  ["iat", String(NOW + 60)],
  ["iat", String(NOW + 60.001)],
  ["nbf", String(NOW)],
  ["nbf", String(NOW + 0.001)],
  ["client_id", JSON.stringify(CLIENTS.partner)],
  ["client_id", JSON.stringify(CLIENTS.web)],
  ["sub", JSON.stringify(CLIENTS.web)],
  ["aud", JSON.stringify(CLIENTS.partner)],
  ["aud", JSON.stringify([CLIENTS.web])],
  ["token_use", '"id"'],
];

const NEAR: readonly ((text: string, random: Random) => string)[] = [
  (text) => `${text} `,
  (text) => ` ${text}`,
  (text) => `${text}\n`,
  (text) => `${text}\u0000`,
  (text) => `${text}\u00a0`,
  (text) => `${text}/`,
  (text) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => text.toUpperCase(),
  (text) => text.replace("a", "\u0430"),
  (text) => text.replaceAll(" ", ","),
  (text) => text.replaceAll(" ", "\t"),
  (text) => `${text}${text}`,
  (text, random) => `${text.slice(0, random.below(text.length + 1))}%00`,
];

/** A value beside the one that is there: another text that looks alike, another number nearby. */
export function nearJson(value: unknown, random: Random): Json {
  if (typeof value === "string") return JSON.stringify(random.of(NEAR)(value, random));
  if (Number.isSafeInteger(value) && Number(value) > 0) {
    return random.of([`${value}.0`, `${value}e0`, `"${value}"`, `${value}000`, `${value}.0009`, `-${value}`]);
  }
  if (Array.isArray(value)) return random.of([JSON.stringify(value.join(" ")), JSON.stringify([value])]);
  return oddJson(random);
}
