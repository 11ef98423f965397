// How does the pool keep its state in memory?
import type { RefreshSession } from "../tokens/refresh-sessions.ts";
import type { User } from "../users/user.ts";
import type { PoolStore, StoreRefusal } from "./store.ts";

/** A store that forgets everything with the process. */
export function memoryStore(): PoolStore {
  return new MemoryStore();
}

const FIRST_SWEEP_SIZE = 1024;

class MemoryStore implements PoolStore {
  readonly #users = new Map<string, User>();
  readonly #usernamesByEmail = new Map<string, string>();
  readonly #sessions = new Map<string, RefreshSession>();
  readonly #revokedOrigins = new Set<string>();
  #sweepAtSize = FIRST_SWEEP_SIZE;

  async findUser(username: string): Promise<User | undefined> {
    return this.#users.get(username);
  }

  async findUserByEmail(email: string): Promise<User | undefined> {
    const username = this.#usernamesByEmail.get(aliasOf(email));
    return username === undefined ? undefined : this.#users.get(username);
  }

  async addUser(user: User): Promise<User | StoreRefusal> {
    return this.#put(user);
  }

  async changeUser(username: string, change: (user: User) => User): Promise<User | StoreRefusal> {
    const user = this.#users.get(username);
    return user === undefined ? "absent" : this.#put(change(user), user);
  }

  async addRefreshSession(session: RefreshSession, nowMs: number): Promise<void> {
    if (this.#sessions.size >= this.#sweepAtSize) this.#forgetEnded(nowMs);
    this.#sessions.set(session.tokenHash, session);
  }

  async findRefreshSession(tokenHash: string): Promise<RefreshSession | undefined> {
    return this.#sessions.get(tokenHash);
  }

  async revokeOrigin(originId: string): Promise<void> {
    this.#revokedOrigins.add(originId);
  }

  async isOriginRevoked(originId: string): Promise<boolean> {
    return this.#revokedOrigins.has(originId);
  }

  /** Looks at every session only when their number has doubled, so that a sign-in costs the same however many there are. */
  #forgetEnded(nowMs: number): void {
    for (const [tokenHash, session] of this.#sessions) {
      if (session.expiresAtMs <= nowMs) this.#sessions.delete(tokenHash);
    }
    this.#sweepAtSize = Math.max(FIRST_SWEEP_SIZE, this.#sessions.size * 2);
  }

  #put(user: User, before?: User): User | StoreRefusal {
    const alias = aliasOf(user.attributes.email);
    const owner = alias === undefined ? undefined : this.#usernamesByEmail.get(alias);
    if (owner !== undefined && owner !== user.username) return "alias_taken";
    const aliasBefore = aliasOf(before?.attributes.email);
    if (aliasBefore !== undefined) this.#usernamesByEmail.delete(aliasBefore);
    if (alias !== undefined) this.#usernamesByEmail.set(alias, user.username);
    this.#users.set(user.username, user);
    return user;
  }
}

function aliasOf(email: string): string;
function aliasOf(email: string | undefined): string | undefined;
function aliasOf(email: string | undefined): string | undefined {
  return email?.toLowerCase();
}
