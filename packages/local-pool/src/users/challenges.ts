// How does an unfinished sign-in continue? By an opaque handle of its own, for as long as the client says. Kept in memory alone.
import type { ClientRecord } from "../pools/client.ts";
import type { SrpExchange } from "./srp-exchange.ts";

interface ChallengeOf {
  /** The pool's own user name. */
  readonly username: string;
  readonly clientId: string;
}

/** A right temporary password waits for a new one. */
export interface NewPasswordChallenge extends ChallengeOf {
  readonly name: "NEW_PASSWORD_REQUIRED";
}

/** An SRP exchange waits for the client's proof. */
export interface PasswordVerifierChallenge extends ChallengeOf {
  readonly name: "PASSWORD_VERIFIER";
  /** What the client called the user. */
  readonly givenName: string;
  readonly exchange: SrpExchange;
}

/** An unfinished sign-in. */
export type Challenge = NewPasswordChallenge | PasswordVerifierChallenge;

/** Minutes where the client says nothing. (AWS API Reference: UserPoolClientType, AuthSessionValidity) */
const DEFAULT_MINUTES = 3;
const MINUTE_MS = 60 * 1000;

interface OpenChallenge {
  readonly challenge: Challenge;
  readonly expiresAtMs: number;
}

/** The unfinished sign-ins of a cloud. One is found again only by its handle. */
export class Challenges {
  readonly #open = new Map<string, OpenChallenge>();
  readonly #clock: () => number;
  #nextSweepMs = Number.NEGATIVE_INFINITY;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Begins one under a handle that nobody can guess. */
  open(handle: string, challenge: Challenge, { settings }: ClientRecord): void {
    this.#forgetExpired();
    const minutes = settings.AuthSessionValidity || DEFAULT_MINUTES;
    this.#open.set(handle, { challenge, expiresAtMs: this.#clock() + minutes * MINUTE_MS });
  }

  /** The challenge of a handle, if it is of this name and has not expired. */
  find<Name extends Challenge["name"]>(
    name: Name,
    handle: string,
  ): Extract<Challenge, { name: Name }> | undefined {
    const { challenge, expiresAtMs } = this.#open.get(handle) ?? {};
    if (challenge?.name !== name || (expiresAtMs ?? 0) <= this.#clock()) return undefined;
    return challenge as Extract<Challenge, { name: Name }>;
  }

  /** Ends one: true for the one caller that ended it. */
  close(handle: string): boolean {
    return this.#open.delete(handle);
  }

  /** Looks at all of them once a minute, so that an abandoned sign-in costs no memory for long. */
  #forgetExpired(): void {
    const nowMs = this.#clock();
    if (nowMs < this.#nextSweepMs) return;
    this.#nextSweepMs = nowMs + MINUTE_MS;
    for (const [handle, { expiresAtMs }] of this.#open) {
      if (expiresAtMs <= nowMs) this.#open.delete(handle);
    }
  }
}
