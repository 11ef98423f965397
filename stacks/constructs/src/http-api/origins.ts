// Is a URL one that a token may travel to? https, or this machine.

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** True for an https URL, and for an http URL of this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
}

/** True for an origin as browsers send it: scheme, host, and a port that is not the scheme's own. (RFC 6454, section 6.2) */
export function isOrigin(text: string): boolean {
  return isSafeUrl(text) && new URL(text).origin === text && !text.includes("*");
}
