// Does the cache stay within its bounds, and keep look-ups and keys apart?
import { describe, expect, it } from "vitest";
import { answerCache, MAX_CACHED_ANSWERS, MAX_CACHED_LENGTH } from "../../src/look-ups/answer-cache.ts";

const declared = { key: "sub", fields: {}, maxAgeSeconds: 1 } as const;
const lookups = { a: declared, b: declared, ab: declared };

const found = (plan: string) => ({ status: "found", fields: { plan } }) as const;
const kept = (plan: string) => ({ result: found(plan), askedAtMs: 0 });

describe("the cache", () => {
  it("forgets the answer that was put first where there are too many, and keeps the others", () => {
    const cache = answerCache({ lookups });
    for (let index = 0; index <= MAX_CACHED_ANSWERS; index += 1)
      cache.put("a", `k${index}`, kept(`p${index}`));
    expect(cache.get("a", "k0", 0)).toBeUndefined();
    expect(cache.get("a", "k1", 0)).toEqual(found("p1"));
    expect(cache.get("a", `k${MAX_CACHED_ANSWERS}`, 0)).toEqual(found(`p${MAX_CACHED_ANSWERS}`));
  });

  it("has one answer for a key, the last, which does not push another one out", () => {
    const cache = answerCache({ lookups });
    for (let index = 0; index < MAX_CACHED_ANSWERS; index += 1) cache.put("a", `k${index}`, kept("p"));
    cache.put("a", "k1", kept("new"));
    expect(cache.get("a", "k1", 0)).toEqual(found("new"));
    expect(cache.get("a", "k0", 0)).toEqual(found("p"));
  });

  it("does not keep long answers", () => {
    const cache = answerCache({ lookups });
    const shell = JSON.stringify(found("")).length;
    cache.put("a", "long", kept("x".repeat(MAX_CACHED_LENGTH - shell + 1)));
    cache.put("a", "fits", kept("x".repeat(MAX_CACHED_LENGTH - shell)));
    expect(cache.get("a", "long", 0)).toBeUndefined();
    expect(cache.get("a", "fits", 0)).toBeDefined();
  });

  it("tells look-ups and keys apart, whatever the key's text", () => {
    const cache = answerCache({ lookups });
    cache.put("a", "b c", kept("1"));
    cache.put("ab", "c", kept("2"));
    cache.put("a", "b", kept("3"));
    expect(cache.get("a", "b c", 0)).toEqual(found("1"));
    expect(cache.get("ab", "c", 0)).toEqual(found("2"));
    expect(cache.get("a", "b", 0)).toEqual(found("3"));
    expect(cache.get("b", "b", 0)).toBeUndefined();
    expect(cache.get("ab", " c", 0)).toBeUndefined();
  });
});
