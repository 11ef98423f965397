// How many bytes does a token take as Cognito issues it?
import type { Claims } from "@claimsmith/cognito-model";
import { jsonBytes } from "../evaluation/json-bytes.ts";

/** The size of a signed token in compact form, in bytes. (RFC 7515, section 3.1) */
export interface TokenSize {
  /** The payload as JSON, before base64url makes it a third longer. */
  readonly payloadJsonBytes: number;
  /** The header as issued: `kid` and `alg`, in base64url. */
  readonly headerBytes: number;
  /** The payload as issued, in base64url. */
  readonly payloadBytes: number;
  /** The RS256 signature as issued, in base64url. */
  readonly signatureBytes: number;
  /** All of it: the three parts and the two dots between them. */
  readonly tokenBytes: number;
}

/** An RSA key of 2,048 bits signs with as many. (AWS: Verifying JSON web tokens) */
const SIGNATURE_BYTES = 256;

/** `kid` of 44 characters and `alg`, as Cognito writes them. */
const HEADER_JSON_BYTES = JSON.stringify({ kid: "k".repeat(44), alg: "RS256" }).length;

/** The size of the token that carries these claims. */
export function tokenSize(claims: Claims): TokenSize {
  return sizeOfPayload(jsonBytes(claims));
}

/** The size of a token whose payload takes so many bytes as JSON. */
export function sizeOfPayload(payloadJsonBytes: number): TokenSize {
  const headerBytes = base64urlBytes(HEADER_JSON_BYTES);
  const payloadBytes = base64urlBytes(payloadJsonBytes);
  const signatureBytes = base64urlBytes(SIGNATURE_BYTES);
  const tokenBytes = headerBytes + 1 + payloadBytes + 1 + signatureBytes;
  return { payloadJsonBytes, headerBytes, payloadBytes, signatureBytes, tokenBytes };
}

/** Without padding. (RFC 7515, appendix C) */
function base64urlBytes(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}
