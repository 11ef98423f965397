// Does a form come from a page that the pool gave to this very browser? (OWASP: Cross-Site Request Forgery Prevention, signed double-submit cookie)
import { createHmac, randomBytes } from "node:crypto";
import { parse, serialize } from "hono/utils/cookie";
import type { Pool } from "../cloud/cloud.ts";
import { isSameText } from "../pools/client.ts";
import { derivedKey } from "./derived-key.ts";

/** The name that Cognito's own login pages use. */
const COOKIE = "XSRF-TOKEN";

/** The name of the hidden field. */
export const FORM_TOKEN_FIELD = "_csrf";

/** What a page with a form needs. */
export interface FormToken {
  /** Goes into the hidden field. */
  readonly value: string;
  readonly cookies: readonly string[];
}

/** The token of a new form: made from a random cookie, which a browser keeps through several pages. */
export function formToken(pool: Pool, request: Request): FormToken {
  const known = browserId(request);
  const id = known ?? randomBytes(32).toString("base64url");
  const cookie = serialize(COOKIE, id, { path: "/", httpOnly: true, sameSite: "Lax" });
  return { value: tokenOf(pool, id), cookies: known === undefined ? [cookie] : [] };
}

/** True where field and cookie fit, and where the browser names no other page as the sender. */
export function isOwnForm(pool: Pool, request: Request, token: string | undefined): boolean {
  const id = browserId(request);
  if (id === undefined || token === undefined || !isSameOrigin(request)) return false;
  return isSameText(tokenOf(pool, id), token);
}

/** `null` is what browsers say of a page without a referrer, as ours are: then the token alone decides. */
function isSameOrigin({ headers }: Request): boolean {
  const origin = headers.get("origin") ?? "null";
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  const own = ["null", ...["http", "https"].map((scheme) => `${scheme}://${headers.get("host")}`)];
  return own.includes(origin) && site === "same-origin";
}

function browserId(request: Request): string | undefined {
  const id = parse(request.headers.get("cookie") ?? "", COOKIE)[COOKIE];
  return id !== undefined && /^[\w-]{43}$/.test(id) ? id : undefined;
}

function tokenOf(pool: Pool, id: string): string {
  return createHmac("sha256", derivedKey(pool, "form token")).update(id).digest("base64url");
}
