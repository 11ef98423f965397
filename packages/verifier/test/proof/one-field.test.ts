// Does each refused token differ from an accepted one in exactly one field? Else nobody knows what refused it.
import { expect, test } from "vitest";
import { createVerifier } from "../../src/index.ts";
import { KID, NOW_MS, OPTIONS, PAYLOADS, type TokenChange, tokenWith } from "../issuer.ts";
import { readVectors } from "../read-vectors.ts";
import { contract } from "../sample-policy.ts";

interface Refused {
  readonly description: string;
  readonly token: TokenChange;
  /** The accepted token that this one differs from. Default: the plain token of its kind. */
  readonly like?: TokenChange;
  /** Why it differs in more than one field. */
  readonly because?: string;
}

type Fields = ReadonlyMap<string, string>;

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });
const REFUSED = readVectors<Refused>("refused-tokens");

/** Every member of header and payload, and everything else that a change can do, by name. */
function fieldsOf({ of = "user", ...change }: TokenChange): Fields {
  const header: Record<string, unknown> = { kid: KID, alg: "RS256", ...change.header };
  const payload: Record<string, unknown> = { ...PAYLOADS[of], ...change.set };
  if (change.removeHeader !== undefined) delete header[change.removeHeader];
  if (change.remove !== undefined) delete payload[change.remove];
  const { signing, encoding, then } = change;
  const others = Object.entries({ signing, encoding, then }).filter(([, value]) => value !== undefined);
  return new Map([
    ...membersOf("header", change.headerText ?? JSON.stringify(header)),
    ...membersOf("payload", change.payloadText ?? JSON.stringify(payload)),
    ...others.map(([name, value]) => [name, String(value)] as const),
  ]);
}

/** The members of a text that is a JSON object; any other text is one field that differs from all. */
function membersOf(where: string, text: string): readonly (readonly [string, string])[] {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.entries(value).map(([name, member]) => [`${where} ${name}`, written(member)]);
    }
  } catch {
    // No JSON.
  }
  const base = where === "header" ? { kid: KID, alg: "RS256" } : PAYLOADS.user;
  const members = Object.entries(base).map(
    ([name, member]) => [`${where} ${name}`, written(member)] as const,
  );
  return [...members, [where, text]];
}

/** JSON has no word for the infinities, and they are not null. */
function written(value: unknown): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

function differences(one: Fields, other: Fields): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}

test.each(REFUSED)("$description", async ({ token, like = { of: token.of ?? "user" }, because }) => {
  const differing = differences(fieldsOf(token), fieldsOf(like));
  if (because === undefined) expect(differing).toHaveLength(1);
  else expect(differing.length).not.toBe(1);
  await expect(verifier.verify(tokenWith(like))).resolves.toMatchObject({ tokenUse: "access" });
});

test("no vector is there twice, and few differ in more than one field", () => {
  const texts = REFUSED.map(({ token }) => JSON.stringify(token));
  const twice = REFUSED.filter((_, index) => texts.indexOf(texts[index] ?? "") !== index);
  expect(twice.map(({ description }) => description)).toEqual([]);
  expect(REFUSED.filter(({ because }) => because !== undefined).length).toBeLessThanOrEqual(6);
});
