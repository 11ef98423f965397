// Which attributes do OAuth scopes release? (AWS: The user attributes endpoint; Scopes, M2M, and resource servers)
import { standardAttribute } from "./standard-attributes.ts";

const NARROWING: readonly string[] = ["email", "phone", "profile"];

/**
 * Of the attributes that a client may read, those that the scopes release: all with `openid` alone; with `email`, `phone` or
 * `profile` beside it only theirs. That custom attributes go with `profile` is unverified.
 */
export function releasedAttributes(
  readable: Readonly<Record<string, string>>,
  scopes: readonly string[],
): Readonly<Record<string, string>> {
  if (!NARROWING.some((scope) => scopes.includes(scope))) return readable;
  const released = Object.entries(readable).filter(([name]) =>
    scopes.includes(standardAttribute(name)?.scope ?? "profile"),
  );
  return Object.fromEntries(released);
}
