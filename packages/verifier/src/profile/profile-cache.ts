// Which profiles are remembered? The ones used last, each for a stated time.
import type { Profile } from "./profile.ts";

/** A bounded memory by key. */
export interface ProfileCache {
  get(key: string): Profile | undefined;
  put(key: string, profile: Profile): void;
}

/** What a memory takes. */
export interface ProfileCacheOptions {
  readonly maxProfiles: number;
  readonly ttlSeconds: number;
  readonly clock: () => number;
}

/** A memory whose least recently used entry makes room. A use does not make an entry live longer. */
export function profileCache({ maxProfiles, ttlSeconds, clock }: ProfileCacheOptions): ProfileCache {
  const entries = new Map<string, { readonly profile: Profile; readonly untilMs: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (clock() >= entry.untilMs) return undefined;
      entries.set(key, entry);
      return entry.profile;
    },
    put: (key, profile) => {
      entries.delete(key);
      const [oldest] = entries.keys();
      if (entries.size >= maxProfiles && oldest !== undefined) entries.delete(oldest);
      entries.set(key, { profile, untilMs: clock() + ttlSeconds * 1_000 });
    },
  };
}
