// What does a token say of itself? For people who look at one. Nothing is verified.
import { compactForm, type TokenParts } from "../checks/token/compact-form.ts";
import { FAILURES } from "../failures.ts";
import { mayNestTooDeep, nestsTooDeep } from "../nesting.ts";

/** A JSON object that a token carries, as it stands. Anybody may have written it. */
export type UnverifiedJson = Readonly<Record<string, unknown>>;

/** What a token takes, in bytes of its compact form; its characters are ASCII. (RFC 7515, section 7.1) */
export interface TokenBytes {
  readonly header: number;
  readonly payload: number;
  readonly signature: number;
  /** The three parts and the two dots between them. */
  readonly token: number;
}

/** What a token says. NOT verified: neither who signed it is known, nor whether it is still valid. */
export interface InspectedToken {
  readonly readable: true;
  /** (RFC 7515, section 4) */
  readonly header: UnverifiedJson;
  /** (RFC 7519, section 4) */
  readonly payload: UnverifiedJson;
  readonly bytes: TokenBytes;
}

/** What is no token that could be looked into. */
export interface UnreadableToken {
  readonly readable: false;
  readonly code: "TOKEN_MALFORMED" | "TOKEN_TOO_LARGE";
  /** The fixed text of the code. */
  readonly text: string;
}

/**
 * Takes a token in compact form apart, WITHOUT verifying it: for pages that show tokens to the people they belong to. Never decide
 * anything by what it gives; for that there is `createVerifier`. Does not throw: what is no token gives `readable: false` with
 * `TOKEN_MALFORMED` or `TOKEN_TOO_LARGE`. Runs in browsers, needs no key and no network.
 */
export function inspectToken(token: unknown): InspectedToken | UnreadableToken {
  const parts = compactForm(token);
  if ("code" in parts) {
    return unreadable(parts.code === "TOKEN_TOO_LARGE" ? "TOKEN_TOO_LARGE" : "TOKEN_MALFORMED");
  }
  const header = decoded(parts.header);
  const payload = decoded(parts.payload);
  if (header === undefined || payload === undefined) return unreadable("TOKEN_MALFORMED");
  return { readable: true, header, payload, bytes: bytesOf(parts) };
}

function unreadable(code: UnreadableToken["code"]): UnreadableToken {
  return { readable: false, code, text: FAILURES[code].text };
}

function bytesOf({ header, payload, signature }: TokenParts): TokenBytes {
  const token = header.length + payload.length + signature.length + 2;
  return { header: header.length, payload: payload.length, signature: signature.length, token };
}

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** A part as the object that it encodes; `undefined` for another alphabet, other bytes than UTF-8, or other JSON. */
function decoded(part: string): UnverifiedJson | undefined {
  // `atob` skips blanks, which no token has.
  if (!BASE64URL.test(part)) return undefined;
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return mayNestTooDeep(text) && nestsTooDeep(value) ? undefined : (value as UnverifiedJson);
  } catch {
    return undefined;
  }
}
