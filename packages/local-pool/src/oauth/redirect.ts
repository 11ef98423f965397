// How does the pool send a browser back to the client? (RFC 6749, sections 4.1.2 and 4.2.2; AWS: Managed login and federation error responses)
import type { OAuthError } from "../errors.ts";
import type { RedirectTarget } from "./authorization-request.ts";

/** Parameters of an answer; absent ones are left out. */
export type AnswerParameters = Readonly<Record<string, string | undefined>>;

/** A redirect that no cache keeps. Letters of the address that no header holds are escaped. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({
    location: asAscii(location),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 302, headers });
}

/** Sends an answer to the client: in the query for a code, in the fragment for tokens. `state` comes with it. */
export function redirectToClient(
  { redirectUri, responseType, state }: RedirectTarget,
  parameters: AnswerParameters,
  cookies: readonly string[] = [],
): Response {
  const answer = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...parameters, state })) {
    if (value !== undefined) answer.set(name, value);
  }
  const query = redirectUri.includes("?") ? "&" : "?";
  return redirect(`${redirectUri}${responseType === "token" ? "#" : query}${answer}`, cookies);
}

/** Sends an error to the client. */
export function redirectError(target: RedirectTarget, { error, message }: OAuthError): Response {
  return redirectToClient(target, { error_description: message, error });
}

/** A header holds no other characters; what is escaped already stays as it is. */
function asAscii(uri: string): string {
  return uri.replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}
