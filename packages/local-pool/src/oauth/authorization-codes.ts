// Which authorization codes are out, and was one redeemed before? (RFC 6749, section 4.1.2; AWS: The token endpoint)
import { createHash, randomUUID } from "node:crypto";
import { LIMITS } from "@claimsmith/cognito-model";
import type { TriggerAnswer } from "../tokens/issue.ts";
import type { SignInSession } from "../tokens/refresh-token.ts";

/** What a code stands for. */
export interface CodeGrant {
  readonly clientId: string;
  /** Must be sent again, to the letter. */
  readonly redirectUri: string;
  /** SHA-256 of the code verifier, in base64url. (RFC 7636) */
  readonly codeChallenge?: string;
  readonly nonce?: string;
  readonly username: string;
  readonly sub: string;
  readonly session: SignInSession;
  /** The trigger has run: what it said waits for the client. */
  readonly answer: TriggerAnswer;
}

interface CodeEntry {
  /** Absent once the code was redeemed. */
  readonly grant?: CodeGrant;
  readonly clientId: string;
  readonly originId: string;
  readonly expiresAtMs: number;
}

/** What became of a code that was sent: what it stands for, or the sign-in that a second use betrays. */
export type Redeemed = { readonly grant: CodeGrant } | { readonly replayedOriginId: string } | undefined;

const LIFETIME_MS = LIMITS.authorizationCodeSeconds.value * 1000;

/** The codes of a cloud that may still be sent, as hashes, in memory alone: a restart ends sign-ins that are half done. */
export class AuthorizationCodes {
  readonly #byHash = new Map<string, CodeEntry>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Gives a new code, which looks like those of Cognito. */
  issue(grant: CodeGrant): string {
    this.#forgetExpired();
    const code = randomUUID();
    const { clientId, session } = grant;
    const expiresAtMs = this.#clock() + LIFETIME_MS;
    this.#byHash.set(hashOf(code), { grant, clientId, originId: session.originId, expiresAtMs });
    return code;
  }

  /** Redeems a code for the client that it was made for: once, whatever comes of it. Another client's attempt changes nothing. */
  redeem(code: string, clientId: string): Redeemed {
    const hash = hashOf(code);
    const entry = this.#byHash.get(hash);
    if (entry?.clientId !== clientId || entry.expiresAtMs <= this.#clock()) return undefined;
    const { grant, ...rest } = entry;
    if (grant === undefined) return { replayedOriginId: entry.originId };
    this.#byHash.set(hash, rest);
    return { grant };
  }

  /** Codes stand in the order in which they expire. */
  #forgetExpired(): void {
    for (const [hash, { expiresAtMs }] of this.#byHash) {
      if (expiresAtMs > this.#clock()) break;
      this.#byHash.delete(hash);
    }
  }
}

function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}
