// Which attributes do OAuth scopes release? (AWS: The user attributes endpoint; Scopes, M2M, and resource servers)
import { standardAttribute } from "@claimsmith/cognito-model";
import type { Attributes } from "../users/attributes.ts";

const NARROWING: readonly string[] = ["email", "phone", "profile"];

/**
 * Of the attributes that a client may read, those that the scopes release: all with `openid` alone; with `email`, `phone` or
 * `profile` beside it only theirs. Custom attributes go with `profile`.
 */
export function releasedAttributes(readable: Attributes, scopes: readonly string[]): Attributes {
  if (!NARROWING.some((scope) => scopes.includes(scope))) return readable;
  const released = Object.entries(readable).filter(([name]) =>
    scopes.includes(standardAttribute(name)?.scope ?? "profile"),
  );
  return Object.fromEntries(released);
}
