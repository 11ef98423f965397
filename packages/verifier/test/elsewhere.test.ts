// Where there is no node:crypto the library checks signatures: is it the same then?
import { describe, expect, test, vi } from "vitest";
import { createVerifier, VerificationError } from "../src/index.ts";
import { NOW_MS, OPTIONS, type TokenChange, tokenWith } from "./issuer.ts";
import { readVectors } from "./read-vectors.ts";
import { contract } from "./sample-policy.ts";

/** A verifier that finds the platform of a browser when it is made. */
function verifierElsewhere() {
  const builtin = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
  const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS, cache: { maxTokens: 10 } });
  expect(builtin).toHaveBeenCalled();
  builtin.mockRestore();
  return verifier;
}

interface Accepted {
  readonly description: string;
  readonly token: TokenChange;
  readonly principal: object;
}

describe("elsewhere a token is accepted with", () => {
  test.each(readVectors<Accepted>("accepted-tokens"))("$description", async ({ token, principal }) => {
    const verifier = verifierElsewhere();
    const first = await verifier.verify(tokenWith(token));
    expect(first).toEqual(principal);
    expect(await verifier.verify(tokenWith(token))).toBe(first);
  });
});

interface Refused {
  readonly description: string;
  readonly token: TokenChange;
  readonly expect: object;
}

describe("elsewhere a token is refused for", () => {
  test.each(readVectors<Refused>("refused-tokens"))("$description", async ({ token, expect: expected }) => {
    const error = await verifierElsewhere()
      .verify(tokenWith(token))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VerificationError);
    expect(error).toMatchObject(expected);
  });
});
