// Which addresses may an environment name: where a login returns to, and which pages call the APIs?
import type { IssueCode } from "../validation/issues.ts";
import { at, listShape, note, type ShapeReader } from "../validation/shape.ts";

/** What this module needs of the URL class, which every runtime of ours has as a global. */
interface UrlClass {
  canParse(text: string): boolean;
  new (text: string): { readonly protocol: string; readonly hostname: string; readonly origin: string };
}
const { URL } = globalThis as unknown as { readonly URL: UrlClass };

/** The hosts that may do without https: one's own machine. (AWS API Reference: UserPoolClientType, CallbackURLs) */
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Schemes that a browser runs or opens itself instead of handing them to an app. */
const NO_APP: ReadonlySet<string> = new Set([
  "about:",
  "blob:",
  "data:",
  "file:",
  "javascript:",
  "vbscript:",
]);

/** Characters and length of a redirect URL. (AWS API Reference: UserPoolClientType) */
const REDIRECT_TEXT = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,1024}$/u;

/** Absolute, by its look: a slash after the scheme tells the scheme of an app from a host with a port. */
const ABSOLUTE = /^(https?:\/\/|(?!https?:)[a-z][a-z0-9+.-]*:\/)/i;

/** Callback or logout URLs that a client has at most. (AWS API Reference: UserPoolClientType) */
const MAX_URLS = 100;

/** Where a login or a logout returns to: https, http on one's own machine, or an app's own scheme, without a fragment. */
export const redirectUrls = addresses(
  "an absolute URL without a fragment, like https://shop.example.com/ or myapp://signed-in",
  (text) => REDIRECT_TEXT.test(text) && !text.includes("#") && ABSOLUTE.test(text) && isForAnApp(text),
);

/** The origins of web pages: scheme, host and port as a browser writes them, so no path, no default port and no `*`. */
export const pageOrigins = addresses(
  "an origin like https://shop.example.com: scheme, host and port alone, without *",
  (text) =>
    /^https?:/.test(text) && !text.includes("*") && URL.canParse(text) && new URL(text).origin === text,
);

function isForAnApp(text: string): boolean {
  return URL.canParse(text) && !NO_APP.has(new URL(text).protocol);
}

/** A list of addresses. Wrong ones stay in it, each with its issue: a login with a wrong callback URL does not lack one. */
function addresses(expected: string, isAddress: (text: string) => boolean): ShapeReader<string[]> {
  const read = keptText("URL_INVALID", expected, isAddress);
  const item: ShapeReader<string> = (value, place) => {
    const known = place.issues.length;
    const text = read(value, place);
    if (text !== undefined && place.issues.length === known && isInsecure(text))
      note(place, "URL_INSECURE", "https, or http on localhost, 127.0.0.1 or [::1]", text);
    return text;
  };
  return (value, place) => {
    const list = listShape(item)(value, place);
    if (list === undefined) return undefined;
    if (list.length > MAX_URLS) note(place, "LIMIT_EXCEEDED", `at most ${MAX_URLS} URLs`, value);
    for (const [index, text] of list.entries())
      if (text !== "" && list.indexOf(text) < index)
        note(at(place, index), "DUPLICATE", "each address once", text);
    return list;
  };
}

function isInsecure(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === "http:" && !LOOPBACK.has(hostname);
}

/**
 * A text that has to fit. One that does not is noted and kept, and anything else is noted and read as an empty text: what
 * depends on it is still checked, and does not call it missing.
 */
export function keptText(
  code: IssueCode,
  expected: string,
  fits: (text: string) => boolean,
): ShapeReader<string> {
  return (value, place) => {
    if (typeof value !== "string") return note(place, "WRONG_TYPE", expected, value) ?? "";
    if (!fits(value)) note(place, code, expected, value);
    return value;
  };
}
