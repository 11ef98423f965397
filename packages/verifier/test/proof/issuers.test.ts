// Is an issuer trusted to the letter, in each of its forms?
import { describe, expect, test } from "vitest";
import { createVerifier, type VerifierOptions } from "../../src/index.ts";
import { NOW_MS, OPTIONS, tokenWith } from "../issuer.ts";
import { readVectors } from "../read-vectors.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";

interface IssuerForm {
  readonly description: string;
  /** The option. */
  readonly issuer: string;
  readonly trusted: string;
  /** How it differs → an issuer that is not the trusted one. */
  readonly refused: Readonly<Record<string, string>>;
}

describe.each(readVectors<IssuerForm>("issuer-forms"))("where the issuer is $description", (form) => {
  const options = { ...OPTIONS, issuer: form.issuer, clock: () => NOW_MS } as VerifierOptions<SamplePolicy>;
  const verifier = createVerifier(contract, options);
  const codeOf = (iss: string) =>
    verifier.verify(tokenWith({ set: { iss } })).then(
      ({ issuer }) => issuer,
      (error: { code: string }) => error.code,
    );

  test("it is trusted as it stands", async () => {
    expect(await codeOf(form.trusted)).toBe(form.trusted);
  });

  test.each(Object.entries(form.refused))("it is not with %s", async (_, iss) => {
    expect(iss).not.toBe(form.trusted);
    expect(await codeOf(iss)).toBe("ISSUER_MISMATCH");
  });
});
