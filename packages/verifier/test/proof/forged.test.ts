// What does a forged token learn, or set off, when support looks at it?
import { expect, test, vi } from "vitest";
import { createVerifier } from "../../src/index.ts";
import { NOW_MS, OPTIONS, type TokenChange, tokenWith } from "../issuer.ts";
import { contract } from "../sample-policy.ts";

const clock = () => NOW_MS;

test("diagnosing asks whether a genuine token is revoked, and of a forged one asks nobody", async () => {
  const isRevoked = vi.fn(() => true);
  const revocation = { isRevoked, deadlineMs: 1_000, onFailure: "refuse" } as const;
  const verifier = createVerifier(contract, { ...OPTIONS, clock, revocation });
  const codes = async (change: TokenChange) =>
    (await verifier.diagnose(tokenWith(change))).reasons.map(({ code }) => code);
  expect(await codes({ signing: "stranger" })).toEqual(["SIGNATURE_INVALID"]);
  expect(await codes({ header: { kid: "other" } })).toEqual(["KEY_UNKNOWN"]);
  expect(await codes({ header: { alg: "none" } })).toEqual(["ALGORITHM_NOT_ALLOWED"]);
  expect(isRevoked).not.toHaveBeenCalled();
  expect(await codes({})).toEqual(["TOKEN_REVOKED"]);
  expect(isRevoked).toHaveBeenCalledTimes(1);
});

const ODD = ["constructor", "__proto__", "toString", 7, null, ["access"], { toString: null, valueOf: null }];

test.each(ODD)("a use or a client that is %j gives no fact but other and null", async (odd) => {
  const verifier = createVerifier(contract, { ...OPTIONS, clock });
  const ofUse = await verifier.diagnose(tokenWith({ set: { token_use: odd }, signing: "stranger" }));
  expect(ofUse).toMatchObject({ accepted: false, tokenUse: "other", client: "web" });
  const ofClient = await verifier.diagnose(tokenWith({ set: { client_id: odd }, signing: "stranger" }));
  expect(ofClient).toMatchObject({ accepted: false, tokenUse: "access", client: null });
});
