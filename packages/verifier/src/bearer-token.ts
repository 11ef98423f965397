// Which access token does an Authorization header carry? (RFC 6750, section 2.1)
import { MAX_TOKEN_LENGTH } from "./checks/token/index.ts";
import { VerificationError } from "./errors.ts";

/** `Bearer`, one or more spaces, one token68. The scheme is case-insensitive. (RFC 9110, section 11.1) */
const CREDENTIALS = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const SCHEME = /^bearer(?: |$)/i;

/** The longest header that is read: a token, its scheme and some space. */
const MAX_HEADER_LENGTH = MAX_TOKEN_LENGTH + 64;

/**
 * The token of an `Authorization` header. Other schemes count as no token, so that the answer says which one is needed.
 *
 * @throws VerificationError `TOKEN_MISSING` (401) without a bearer token, `AUTHORIZATION_MALFORMED` (400) where there is
 * more or less than one token after the scheme, `TOKEN_TOO_LARGE` (401) before any of a longer header is read.
 */
export function bearerToken(authorization: string | null | undefined): string {
  if (authorization && authorization.length > MAX_HEADER_LENGTH)
    throw new VerificationError("TOKEN_TOO_LARGE");
  const value = authorization?.trim() ?? "";
  if (!SCHEME.test(value)) throw new VerificationError("TOKEN_MISSING");
  const token = CREDENTIALS.exec(value)?.[1];
  if (token === undefined) throw new VerificationError("AUTHORIZATION_MALFORMED");
  return token;
}
