// Is a body text?

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** The text of a request's body; `undefined` where it is not UTF-8, and where the sender hung up before the end of it. */
export async function bodyText(request: Request): Promise<string | undefined> {
  try {
    return STRICT_UTF8.decode(await request.arrayBuffer());
  } catch {
    return undefined;
  }
}
