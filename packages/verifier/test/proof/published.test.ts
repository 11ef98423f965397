// Do the published test vectors come out as their authors say? RFC 7515 and 7520 for tokens, Wycheproof for signatures.
import { expect, test } from "vitest";
import { compactForm, type TokenParts } from "../../src/checks/token/index.ts";
import { createVerifier } from "../../src/index.ts";
import { librarySignatures } from "../../src/library-signatures.ts";
import { nodeSignatures } from "../../src/rs256.ts";
import { CLIENTS, NOW_MS } from "../issuer.ts";
import { readVectors } from "../read-vectors.ts";
import { contract } from "../sample-policy.ts";

interface PublicKey {
  readonly n: string;
  readonly e: string;
}

/** A token as it is printed in its RFC. */
interface PublishedToken {
  readonly description: string;
  readonly token: string;
  readonly key: PublicKey;
  /** Whether RS256 accepts the signature by the key; null where the token has no three parts. */
  readonly isSigned: boolean | null;
  /** What a verifier of access tokens says that trusts the key: none of these is an access token. */
  readonly code: string;
}

const TOKENS = readVectors<PublishedToken>("published-tokens");
const signatures = nodeSignatures();
if (signatures === undefined) throw new Error("these tests need node:crypto");

const keyOf = ({ n, e }: PublicKey) => ({ kty: "RSA", kid: "published", n, e }) as const;

test.each(TOKENS)("$description: the signature", async ({ token, key, isSigned }) => {
  const form = compactForm(token);
  expect("code" in form ? null : await signatures.isSigned(token, form, signatures.prepare(keyOf(key)))).toBe(
    isSigned,
  );
});

test.each(TOKENS)("$description: the verifier", async ({ token, key, code }) => {
  const kid = /bilbo/.test(Buffer.from(token, "base64url").toString())
    ? "bilbo.baggins@hobbiton.example"
    : "";
  const jwks = { keys: [{ ...keyOf(key), kid: kid || "published" }] };
  const options = { userPoolId: null, issuer: "https://joe.example", clients: CLIENTS, jwks } as const;
  const verifier = createVerifier(contract, { ...options, clock: () => NOW_MS });
  await expect(verifier.verify(token)).rejects.toMatchObject({ code, status: 401 });
});

test("RFC 7515, appendix A.2, elsewhere: the library finds it expired long ago, which is for us to say", async () => {
  const { token, key } = TOKENS.find(({ description }) => description.includes("A.2")) as PublishedToken;
  const form = compactForm(token) as TokenParts;
  // Its verifier wants a key id on every token, and this one has none.
  await expect(librarySignatures.isSigned(token, form, keyOf(key))).rejects.toMatchObject({
    code: "KEY_UNKNOWN",
  });
  expect(await librarySignatures.takeApart(token, form)).toMatchObject({ payload: { iss: "joe" } });
});

interface PublishedSignature {
  /** The number of the test in its source. */
  readonly id: number;
  readonly comment: string;
  /** ASCII: what is signed of a token is nothing else. */
  readonly message: string;
  /** In hexadecimal. */
  readonly signature: string;
  readonly valid: boolean;
}

interface SignatureGroup {
  readonly description: string;
  readonly source: string;
  readonly key: PublicKey;
  readonly tests: readonly PublishedSignature[];
}

const SIGNATURES = readVectors<SignatureGroup>("published-signatures").flatMap(({ key, tests }) =>
  tests.map((each) => ({ ...each, key })),
);

test.each(SIGNATURES)("Wycheproof $id, $comment: $valid", async ({ message, signature, key, valid }) => {
  const written = Buffer.from(signature, "hex").toString("base64url");
  const parts = { header: message, payload: "", signature: written };
  const ready = signatures.prepare(keyOf(key));
  expect(await signatures.isSigned(`${message}.${written}`, parts, ready)).toBe(valid);
});

test("keys that came as JWK and as DER, after many uses, say the same", async () => {
  const [{ key } = { key: { n: "", e: "" } }] = SIGNATURES;
  const ready = signatures.prepare(keyOf(key));
  for (let round = 0; round < 4; round++) {
    for (const { message, signature, valid, key: own } of SIGNATURES) {
      if (own !== key) continue;
      const written = Buffer.from(signature, "hex").toString("base64url");
      const parts = { header: message, payload: "", signature: written };
      expect(await signatures.isSigned(`${message}.${written}`, parts, ready)).toBe(valid);
    }
  }
});
