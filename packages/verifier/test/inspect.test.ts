// Does the inspection of a token read what is one, say no to what is none, and stay away from node: modules?
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { secondsLeft, whyRefused } from "../examples/inspect.ts";
import text from "../examples/inspect.ts?raw";
import readme from "../README.md?raw";
import { FAILURES } from "../src/failures.ts";
import { explainCode, inspectToken } from "../src/inspect/index.ts";
import { PROFILE_FAILURES } from "../src/profile/failures.ts";
import { PAYLOADS, type TokenChange, tokenWith } from "./issuer.ts";
import { readVectors } from "./read-vectors.ts";

interface TokenVector {
  readonly description: string;
  readonly token: TokenChange;
  readonly expect?: { readonly code: string };
}

const accepted = readVectors<TokenVector>("accepted-tokens");
const refused = readVectors<TokenVector>("refused-tokens");

describe("inspectToken", () => {
  it("gives header and payload as they stand, and the bytes of the three parts", () => {
    const token = tokenWith();
    const [header = "", payload = "", signature = ""] = token.split(".");
    expect(inspectToken(token)).toMatchObject({
      readable: true,
      header: { alg: "RS256" },
      payload: PAYLOADS.user,
      bytes: {
        header: header.length,
        payload: payload.length,
        signature: signature.length,
        token: token.length,
      },
    });
  });

  it("reads names beyond ASCII", () => {
    expect(inspectToken(tokenWith({ set: { username: "Žofie 😀" } }))).toMatchObject({
      payload: { username: "Žofie 😀" },
    });
  });

  it("reads a token whose signature is somebody else's: it verifies nothing", () => {
    expect(inspectToken(tokenWith({ signing: "stranger" })).readable).toBe(true);
  });

  it.each(accepted)("reads what the verifier accepts: $description", ({ token }) => {
    expect(inspectToken(tokenWith(token)).readable).toBe(true);
  });

  it.each(refused)("gives no other reason than the verifier: $description", ({ token, expect: expected }) => {
    const inspected = inspectToken(tokenWith(token));
    expect(inspected.readable || inspected.code === expected?.code).toBe(true);
  });

  it("says with the fixed text of the code what is too large or malformed", () => {
    const said = refused.map(({ token }) => inspectToken(tokenWith(token)));
    const codes = said.flatMap((each) => (each.readable ? [] : [each.code]));
    expect([...new Set(codes)].sort()).toEqual(["TOKEN_MALFORMED", "TOKEN_TOO_LARGE"]);
    for (const each of said) if (!each.readable) expect(each.text).toBe(FAILURES[each.code].text);
  });

  it.each([
    undefined,
    null,
    7,
    {},
    "",
    "a.b",
    "a.b.c.d",
    "..",
    "e30.W10.AAAA",
    "bnVsbA.e30.AAAA",
    "e3 0.e30.AAAA",
  ])("takes %j for no token, without throwing", (value) => {
    expect(inspectToken(value)).toMatchObject({ readable: false, code: "TOKEN_MALFORMED" });
  });

  it("leaves prototypes alone", () => {
    const inspected = inspectToken(tokenWith({ payloadText: '{"__proto__":{"admin":true},"sub":"x"}' }));
    expect((inspected as { payload?: { admin?: unknown } }).payload?.admin).toBeUndefined();
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

describe("explainCode", () => {
  it.each(Object.entries({ ...FAILURES, ...PROFILE_FAILURES }))("explains %s", (code, row) => {
    expect(explainCode(code)).toEqual({
      code,
      category: row.category,
      status: row.status,
      text: row.text,
    });
  });

  it.each(["ORDER_NOT_FOUND", "toString", "__proto__", "", 7, null, undefined])(
    "knows nothing of %j",
    (code) => {
      expect(explainCode(code)).toBeUndefined();
    },
  );
});

/** What a file has of other modules when it runs: types are gone by then. */
const IMPORTED = /^(?:import|export)\s+(?!type\b)[^;"]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** The modules that a source file reaches. */
function reached(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, named, called] of readFileSync(file, "utf8").matchAll(IMPORTED)) {
    const specifier = named ?? called ?? "";
    if (specifier.startsWith(".")) reached(resolve(dirname(file), specifier), seen);
    else seen.add(specifier);
  }
  return seen;
}

test("nothing that /inspect reaches is anything but a file of this package", () => {
  const modules = [...reached(fileURLToPath(new URL("../src/inspect/index.ts", import.meta.url)))];
  expect(modules.some((name) => name.endsWith("/src/failures.ts"))).toBe(true);
  expect(modules.filter((name) => !name.startsWith("/"))).toEqual([]);
});

test("the example tells how long a token lasts, and what a code means", () => {
  expect(secondsLeft(tokenWith(), PAYLOADS.user.iat)).toBe(PAYLOADS.user.exp - PAYLOADS.user.iat);
  expect(secondsLeft("none", 0)).toBeUndefined();
  expect(whyRefused({ code: "ID_TOKEN" })).toBe(FAILURES.ID_TOKEN.text);
});

test("the README has the example, word for word", () => {
  expect(readme).toContain(text.slice(text.indexOf("import ")));
});
