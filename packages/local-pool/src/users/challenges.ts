// How does an unfinished sign-in continue? By an opaque session of its own, for three minutes.
import { newOpaqueToken } from "../cloud/identifiers.ts";

/** An unfinished sign-in. */
export interface Challenge {
  readonly name: "NEW_PASSWORD_REQUIRED";
  readonly username: string;
  readonly clientId: string;
  readonly expiresAtMs: number;
}

/** The shortest that a client can be set to, and the default. (AWS API Reference: UserPoolClientType, AuthSessionValidity) */
const SESSION_MS = 3 * 60 * 1000;

/** The unfinished sign-ins of a pool. A session is found again only by its token. */
export class Challenges {
  readonly #bySession = new Map<string, Challenge>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Begins one and gives the session token. */
  open(challenge: Omit<Challenge, "expiresAtMs">): string {
    this.#forgetExpired();
    const session = newOpaqueToken();
    this.#bySession.set(session, { ...challenge, expiresAtMs: this.#clock() + SESSION_MS });
    return session;
  }

  /** The challenge of a session that has not expired. */
  find(session: string): Challenge | undefined {
    const challenge = this.#bySession.get(session);
    return challenge !== undefined && challenge.expiresAtMs > this.#clock() ? challenge : undefined;
  }

  /** Ends a session: true for the one caller that ended it. */
  close(session: string): boolean {
    return this.#bySession.delete(session);
  }

  #forgetExpired(): void {
    for (const [session, challenge] of this.#bySession) {
      if (challenge.expiresAtMs > this.#clock()) break;
      this.#bySession.delete(session);
    }
  }
}
