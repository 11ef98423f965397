// Does every claim that Cognito puts on a token have a meaning, and only those?
import { describe, expect, it } from "vitest";
import { CLAIM_MEANINGS, claimMeaning, DEFAULT_CLAIMS, STANDARD_ATTRIBUTES } from "../src/index.ts";

describe("CLAIM_MEANINGS", () => {
  it.each(DEFAULT_CLAIMS)("says what $name on the $token token means, and after which source", (row) => {
    const meaning = claimMeaning(row.name, row.token);
    expect(meaning?.name).toBe(row.name);
    expect(meaning?.source).toMatch(/\S/);
  });

  it.each(STANDARD_ATTRIBUTES)("says what the attribute $name means", ({ name }) => {
    expect(claimMeaning(name, "id")?.name).toBe(name);
  });

  it("has no row for a name of neither table, and none twice", () => {
    const known = new Set([...DEFAULT_CLAIMS, ...STANDARD_ATTRIBUTES].map(({ name }) => name));
    expect(CLAIM_MEANINGS.filter(({ name }) => !known.has(name))).toEqual([]);
    const keys = CLAIM_MEANINGS.map(({ name, token }) => `${token} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("tells the audience of an ID token from that of an access token", () => {
    expect(claimMeaning("aud", "id")?.meaning).not.toBe(claimMeaning("aud", "access")?.meaning);
  });

  it("knows nothing of other names", () => {
    expect(claimMeaning("custom:anything", "id")).toBeUndefined();
  });
});
