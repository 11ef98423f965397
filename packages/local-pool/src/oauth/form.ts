// How does the token endpoint read its parameters? (RFC 6749, section 3.2)
import { OAuthError } from "../errors.ts";
import { bodyText } from "../http/body.ts";

/** Parameters by name, each once. */
export type Form = ReadonlyMap<string, string>;

/**
 * Reads a form-encoded body. A parameter without a value counts as left out.
 * @throws OAuthError invalid_request for another content type, a body that is not UTF-8, or a repeated parameter
 */
export async function readForm(request: Request): Promise<Form> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new OAuthError("invalid_request", "expected content-type application/x-www-form-urlencoded");
  }
  const body = await bodyText(request);
  if (body === undefined) throw new OAuthError("invalid_request", "expected a body in UTF-8");
  const form = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (seen.has(name)) throw new OAuthError("invalid_request", "expected each parameter at most once");
    seen.add(name);
    if (value !== "") form.set(name, value);
  }
  return form;
}
