// Is a body text?

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** The text of a body, or `undefined` where it is not UTF-8. */
export function utf8Text(body: ArrayBuffer): string | undefined {
  try {
    return STRICT_UTF8.decode(body);
  } catch {
    return undefined;
  }
}
