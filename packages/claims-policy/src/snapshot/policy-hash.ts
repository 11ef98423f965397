// Which policy is it? A short hash over its canonical text.
import type { PolicyDocument } from "../language/policy.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What this module needs of WebCrypto, which every runtime of ours has as a global. */
interface Digester {
  readonly subtle: { digest(algorithm: "SHA-256", data: Uint8Array): Promise<ArrayBuffer> };
}

/** The first 12 hex digits of the SHA-256 of the policy's canonical JSON. Equal policies, however written, have equal hashes. */
export async function policyHash(policy: PolicyDocument): Promise<string> {
  const { crypto, TextEncoder } = globalThis as unknown as {
    crypto: Digester;
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalJson(policy)));
  return Array.from(new Uint8Array(digest).subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
