// What is said of a token whose issuer is not trusted? Which are is looked up by name, before any key is.
import type { Refusal } from "./check.ts";

/** An issuer is text, or the token is none (RFC 7519, section 4.1.1). */
export function issuerRefusal(iss: unknown): Refusal {
  return { code: iss === undefined || typeof iss === "string" ? "ISSUER_MISMATCH" : "TOKEN_MALFORMED" };
}
