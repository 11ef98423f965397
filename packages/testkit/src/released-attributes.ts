// Which attributes does the ID token carry? (AWS: The user attributes endpoint; Scopes, M2M, and resource servers)
import { standardAttribute } from "@claimsmith/cognito-model";

type Attributes = Readonly<Record<string, string>>;

const NARROWING: readonly string[] = ["email", "phone", "profile"];

/**
 * Of the attributes that a client may read, those that OAuth scopes release: all with `openid` alone; with `email`, `phone`
 * or `profile` beside it theirs alone. That custom attributes go with `profile` is unverified.
 */
export function releasedAttributes(readable: Attributes, scopes: readonly string[]): Attributes {
  if (!NARROWING.some((scope) => scopes.includes(scope))) return readable;
  const released = Object.entries(readable).filter(([name]) =>
    scopes.includes(standardAttribute(name)?.scope ?? "profile"),
  );
  return Object.fromEntries(released);
}
