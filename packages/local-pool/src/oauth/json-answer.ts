// How does an OAuth endpoint answer in JSON? (RFC 6749, section 5)
import type { OAuthError } from "../errors.ts";

/** An answer that no cache keeps. */
export function jsonAnswer(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json;charset=UTF-8",
      "cache-control": "no-store",
      pragma: "no-cache",
      ...headers,
    },
  });
}

/** The error answer. A client that failed to authenticate is told how. (RFC 6749, section 5.2) */
export function oauthErrorAnswer({ error, status, message }: OAuthError): Response {
  const challenge = error === "invalid_client" ? { "www-authenticate": 'Basic realm="cognito"' } : {};
  return jsonAnswer(status, { error, error_description: message }, challenge);
}
