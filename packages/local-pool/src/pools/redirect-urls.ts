// Which URLs may a client be sent back to? (AWS API Reference: UserPoolClientType, CallbackURLs)

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Schemes that a browser would run or open instead of handing them to an app. */
const NO_APP: ReadonlySet<string> = new Set([
  "javascript:",
  "data:",
  "vbscript:",
  "file:",
  "blob:",
  "about:",
]);

/**
 * True for an absolute URL without a fragment: https, http for this machine alone (AWS names localhost; 127.0.0.1 and [::1] are
 * unverified), or an app's own scheme.
 */
export function isRedirectUrl(text: string): boolean {
  if (text.includes("#") || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol === "https:") return true;
  return protocol === "http:" ? LOOPBACK.has(hostname) : !NO_APP.has(protocol);
}
