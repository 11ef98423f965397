// Which tokens become which principal, and which are refused with what code?
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createVerifier, type Requirement, VerificationError } from "../src/index.ts";
import { NOW_MS, OPTIONS, type TokenChange, tokenWith } from "./issuer.ts";
import { readVectors } from "./read-vectors.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const verifier = createVerifier(contract, OPTIONS);

/** What came of a verification: the principal, or the error. */
async function outcome(token: string, requirement?: Requirement<SamplePolicy>): Promise<unknown> {
  return verifier.verify(token, requirement).catch((error: unknown) => error);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Accepted {
  readonly description: string;
  readonly token: TokenChange;
  readonly principal: unknown;
}

describe("a token is accepted with", () => {
  test.each(readVectors<Accepted>("accepted-tokens"))("$description", async ({ token, principal }) => {
    expect(await outcome(tokenWith(token))).toEqual(principal);
  });
});

interface Refused {
  readonly description: string;
  readonly token: TokenChange;
  readonly expect: Readonly<Record<string, unknown>>;
}

describe("a token is refused for", () => {
  test.each(readVectors<Refused>("refused-tokens"))("$description", async (vector) => {
    const error = await outcome(tokenWith(vector.token));
    expect(error).toBeInstanceOf(VerificationError);
    expect(error).toMatchObject({ category: "rejected", ...vector.expect });
  });

  test.each([undefined, null, 7, {}, ["a.b.c"]])("being no text: %j", async (token) => {
    expect(await outcome(token as unknown as string)).toMatchObject({ code: "TOKEN_MALFORMED", status: 401 });
  });
});

interface Demand {
  readonly description: string;
  readonly token: TokenChange;
  readonly requirement: Requirement<SamplePolicy>;
  readonly expect: "accepted" | Readonly<Record<string, unknown>>;
}

describe("a requirement of", () => {
  test.each(readVectors<Demand>("requirements"))("$description", async (vector) => {
    const result = await outcome(tokenWith(vector.token), vector.requirement);
    if (vector.expect === "accepted") expect(result).toMatchObject({ kind: vector.token.of ?? "user" });
    else expect(result).toMatchObject({ name: "VerificationError", ...vector.expect });
  });
});

interface BadDemand {
  readonly description: string;
  readonly requirement: Requirement<SamplePolicy>;
  readonly paths: readonly string[];
}

describe("a requirement is a mistake if it is", () => {
  test.each(readVectors<BadDemand>("refused-requirements"))(
    "$description",
    async ({ requirement, paths }) => {
      const mistake = { code: "REQUIREMENT_INVALID", category: "misconfigured" };
      const error = await outcome(tokenWith(), requirement);
      expect(error).toMatchObject(mistake);
      expect((error as { issues: { path: string }[] }).issues.map(({ path }) => path)).toEqual(paths);
      expect(() => verifier.assertRequirement(requirement)).toThrow(expect.objectContaining(mistake));
    },
  );

  test("a list that is undefined", () => {
    const requirement = { scopes: { all: undefined } } as unknown as Requirement<SamplePolicy>;
    expect(() => verifier.assertRequirement(requirement)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: "scopes.all" })] }),
    );
  });
});
