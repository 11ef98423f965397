// What must a platform do with signed tokens? Take them apart, check RS256, tell two apart. Node.js at once, others in time.
import type { TokenParts, UncheckedHeader } from "./checks/token/index.ts";
import type { SigningKey } from "./keys/signing-keys.ts";
import { librarySignatures } from "./library-signatures.ts";
import type { UncheckedPayload } from "./payload.ts";
import { nodeSignatures } from "./rs256.ts";

/** A value now, or in time. */
export type Eventually<T> = T | Promise<T>;

/** A token taken apart; nothing is verified. */
export interface UnverifiedToken {
  readonly header: UncheckedHeader;
  readonly payload: UncheckedPayload;
}

/** RS256 on a platform. */
export interface Signatures {
  /** Makes a key ready, in whatever form `isSigned` wants it. */
  readonly prepare: (key: SigningKey) => unknown;
  /** Decodes and parses header and payload. Throws VerificationError `TOKEN_MALFORMED`. */
  readonly takeApart: (token: string, parts: TokenParts) => Eventually<UnverifiedToken>;
  /** True where the signature is that of the key. Only for tokens whose header says RS256. */
  readonly isSigned: (token: string, parts: TokenParts, key: unknown) => Eventually<boolean>;
  /** A short text that stands for this token and no other. */
  readonly digest: (token: string) => string;
}

/** What this platform has. */
export function platformSignatures(): Signatures {
  return nodeSignatures() ?? librarySignatures;
}
