// Is what the pool keeps of a password what Cognito's own SRP would compute? The vectors come from another implementation.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isPassword, passwordVerifier } from "../src/users/srp-verifier.ts";

interface Vector {
  readonly description: string;
  readonly saltHex: string;
  readonly verifierHex: string;
  readonly check: { readonly poolName: string; readonly username: string; readonly password: string };
  readonly matches: boolean;
}

const url = new URL("vectors/srp-verifier.json", import.meta.url);
const vectors: readonly Vector[] = JSON.parse(readFileSync(url, "utf8"));
const owner = { poolName: "Syn7hPool", username: "u-1" };

describe("a stored verifier", () => {
  it.each(vectors)("$description: matches is $matches", ({ saltHex, verifierHex, check, matches }) => {
    expect(isPassword(check, check.password, { saltHex, verifierHex })).toBe(matches);
  });

  it("has a salt of its own, so that equal passwords do not show", () => {
    const [one, other] = [passwordVerifier(owner, "Same-pass-1"), passwordVerifier(owner, "Same-pass-1")];
    expect(one.saltHex).toMatch(/^[0-9a-f]{32}$/);
    expect(one.verifierHex).toMatch(/^[0-9a-f]{768}$/);
    expect(one.saltHex).not.toBe(other.saltHex);
    expect(one.verifierHex).not.toBe(other.verifierHex);
  });

  it("accepts the password that it was made of", () => {
    expect(isPassword(owner, "Same-pass-1", passwordVerifier(owner, "Same-pass-1"))).toBe(true);
  });

  it("is never matched where there is none", () => {
    expect(isPassword(owner, "Same-pass-1", undefined)).toBe(false);
  });
});
