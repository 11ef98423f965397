// Is what became of each claim and scope told as it is?
import type { Claims } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { claimChanges, scopeChanges, tokenSize } from "../../src/index.ts";

const token = (claims: Claims) => ({ claims, size: tokenSize(claims) });

describe("claimChanges", () => {
  it.each([
    [{ a: 1 }, { a: 1 }, "same"],
    [{ a: { b: 1, c: [2] } }, { a: { c: [2], b: 1 } }, "same"],
    [{ a: [1, 2] }, { a: [2, 1] }, "changed"],
    [{ a: 1 }, { a: "1" }, "changed"],
    [{}, { a: 1 }, "added"],
    [{ a: 1 }, {}, "removed"],
  ])("tells of %j and %j: %s", (before, after, change) => {
    expect(claimChanges(token(before as Claims), token(after as Claims))).toMatchObject([
      { name: "a", change },
    ]);
  });

  it("leaves the scopes to scopeChanges", () => {
    const tokens = [token({ scope: "a b" }), token({ scope: "b c" })] as const;
    expect(claimChanges(...tokens)).toEqual([]);
    expect(scopeChanges(...tokens)).toEqual([
      { scope: "b", change: "same" },
      { scope: "c", change: "added" },
      { scope: "a", change: "removed" },
    ]);
  });
});
