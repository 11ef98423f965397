// What becomes of a token whose revocation is asked for?
import { expect, test, vi } from "vitest";
import { createVerifier, type Revocation } from "../src/index.ts";
import { NOW_MS, OPTIONS, tokenWith } from "./issuer.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const never = () => new Promise<boolean>(() => {});
const fails = () => Promise.reject(new Error("canary"));
const throws = () => {
  throw new Error("canary");
};
const undefinedAnswer = () => undefined as unknown as boolean;

const CASES: readonly (readonly [string, Revocation<SamplePolicy>["isRevoked"], string, string])[] = [
  ["is not revoked", () => false, "accepted", "accepted"],
  ["is not revoked, as is learnt later", async () => false, "accepted", "accepted"],
  ["is revoked", () => true, "TOKEN_REVOKED", "TOKEN_REVOKED"],
  ["is revoked, as is learnt later", async () => true, "TOKEN_REVOKED", "TOKEN_REVOKED"],
  ["is asked for in vain", never, "REVOCATION_UNKNOWN", "accepted"],
  ["is asked for of something that fails", fails, "REVOCATION_UNKNOWN", "accepted"],
  ["is asked for of something that throws", throws, "REVOCATION_UNKNOWN", "accepted"],
  ["is neither revoked nor not", undefinedAnswer, "REVOCATION_UNKNOWN", "accepted"],
];

test.each(CASES)("a token that %s", async (_, isRevoked, refusing, accepting) => {
  for (const [onFailure, expected] of [
    ["refuse", refusing],
    ["accept", accepting],
  ] as const) {
    const revocation = { isRevoked, deadlineMs: 1, onFailure };
    const result = await createVerifier(contract, { ...OPTIONS, revocation, clock: () => NOW_MS })
      .verify(tokenWith())
      .then(
        () => "accepted",
        (error: { code: string }) => error.code,
      );
    expect(result).toBe(expected);
  }
});

test("a token that is refused anyhow is not asked for", async () => {
  const isRevoked = vi.fn(() => false);
  const revocation = { isRevoked, deadlineMs: 1, onFailure: "refuse" } as const;
  const verifier = createVerifier(contract, { ...OPTIONS, revocation, clock: () => NOW_MS });
  const refused = verifier.verify(tokenWith(), { scopes: { all: ["admin/*"] } });
  await expect(refused).rejects.toMatchObject({ code: "INSUFFICIENT_SCOPE" });
  expect(isRevoked).not.toHaveBeenCalled();
});
