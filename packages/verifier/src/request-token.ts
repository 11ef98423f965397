// Which access token does a request carry? In the header, and exactly one: every adapter asks here.
import { bearerToken } from "./bearer-token.ts";
import { VerificationError } from "./errors.ts";

/** What a request says of who sends it. */
export interface RequestCredentials {
  /** Every value of the `Authorization` header. Node.js keeps only the first in `headers`: give `headersDistinct`. */
  readonly authorization: string | readonly string[] | null | undefined;
  /** The request's URL or its target, for the query alone. `null` where there is none to look at. */
  readonly url: string | null;
}

/**
 * The token of a request. A token in the query is refused, since URLs are logged and kept in histories (RFC 6750, section
 * 5.3), also beside one in the header. Bodies are not read.
 *
 * @throws VerificationError `TOKEN_IN_QUERY` (400), and what `bearerToken` throws; `AUTHORIZATION_MALFORMED` (400) for more
 * than one header.
 */
export function requestToken({ authorization, url }: RequestCredentials): string {
  if (url !== null && hasTokenInQuery(url)) throw new VerificationError("TOKEN_IN_QUERY");
  if (typeof authorization === "string" || !authorization) return bearerToken(authorization);
  if (authorization.length > 1) throw new VerificationError("AUTHORIZATION_MALFORMED");
  return bearerToken(authorization[0]);
}

function hasTokenInQuery(url: string): boolean {
  const start = url.indexOf("?");
  if (start < 0) return false;
  const [query = ""] = url.slice(start + 1).split("#", 1);
  return new URLSearchParams(query).has("access_token");
}
