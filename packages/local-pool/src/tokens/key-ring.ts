// Where are the keys of all pools, ready for use?
import { LocalPoolError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import { KEYS, USER_POOLS } from "../store/tables.ts";
import { type PoolKeys, readKeys, type StoredKeys } from "./keys.ts";

/** The keys of every pool of a cloud. */
export class KeyRing {
  readonly #keys = new Map<string, PoolKeys>();

  /** With the keys of every pool that is stored. */
  static of(database: Database): KeyRing {
    const ring = new KeyRing();
    for (const { id } of [...database.list(USER_POOLS, "")]) {
      const stored = database.get(KEYS, ["", id]);
      if (stored !== undefined) ring.add(id, stored);
    }
    return ring;
  }

  add(userPoolId: string, stored: StoredKeys): void {
    this.#keys.set(userPoolId, readKeys(stored));
  }

  remove(userPoolId: string): void {
    this.#keys.delete(userPoolId);
  }

  /** The keys of a pool that exists. */
  of(userPoolId: string): PoolKeys {
    const keys = this.#keys.get(userPoolId);
    if (keys !== undefined) return keys;
    throw new LocalPoolError("KEYS_MISSING", "a pool of this store has no keys", { category: "internal" });
  }
}
