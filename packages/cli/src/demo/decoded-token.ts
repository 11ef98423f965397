// What does a token say? Decoded for reading, not verified.
import type { Claims } from "@claimsmith/cognito-model";

/** A token as it came, and its two readable parts. */
export interface DecodedToken {
  readonly raw: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Claims;
}

/** Decodes a signed token in compact form. (RFC 7515, section 3.1) */
export function decodedToken(raw: string): DecodedToken {
  const [header = "", payload = ""] = raw.split(".");
  return { raw, header: decodedPart(header), payload: decodedPart(payload) as Claims };
}

function decodedPart(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}
