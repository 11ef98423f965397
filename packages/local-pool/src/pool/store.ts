// Where does the pool keep what changes? The seam behind which a store on disk can follow.
import type { RefreshSession } from "../tokens/refresh-sessions.ts";
import type { User } from "../users/user.ts";

/** Why a user was not stored. */
export type StoreRefusal = "absent" | "alias_taken";

/** Everything that outlives a request. Each operation is atomic; records go in and come out whole. */
export interface PoolStore {
  findUser(username: string): Promise<User | undefined>;
  /** By the e-mail address, which is compared without regard to case. */
  findUserByEmail(email: string): Promise<User | undefined>;
  addUser(user: User): Promise<User | StoreRefusal>;
  /** Replaces a user by what `change` makes of it; nothing else happens to that user in between. */
  changeUser(username: string, change: (user: User) => User): Promise<User | StoreRefusal>;
  /** Stores a session, and may forget those that ended before `nowMs`. */
  addRefreshSession(session: RefreshSession, nowMs: number): Promise<void>;
  findRefreshSession(tokenHash: string): Promise<RefreshSession | undefined>;
  /** Marks every token of this origin as revoked. */
  revokeOrigin(originId: string): Promise<void>;
  isOriginRevoked(originId: string): Promise<boolean>;
}
