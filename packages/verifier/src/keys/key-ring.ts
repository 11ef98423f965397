// Which key has this id now? The keys of one issuer: how old they are, when they are fetched again, and by whom's leave.
import { VerificationError } from "../errors.ts";
import type { VerificationCode } from "../failures.ts";
import type { KeyPolicy } from "./key-policy.ts";
import type { SigningKey } from "./signing-keys.ts";

/** The keys of one issuer, each made ready as `K`. */
export interface KeyRing<K> {
  /** The key, if it is at hand and not too old. Starts a refresh in the background where one is due. */
  held(kid: string, nowMs: number): K | undefined;
  /**
   * The key, fetched if it must be.
   *
   * @throws VerificationError `KEY_UNKNOWN`; `KEYS_UNAVAILABLE` or `KEYS_INVALID` where the issuer does not answer.
   */
  find(kid: string): Promise<K>;
  /**
   * Fetches the keys, unless they are pinned.
   *
   * @throws VerificationError `KEYS_UNAVAILABLE`, `KEYS_INVALID`.
   */
  prefetch(): Promise<void>;
}

/** Makes a key ready for use. */
export type PrepareKey<K> = (key: SigningKey) => K;

/** Keys in the program's hands: always good, and the only ones. */
export function pinnedRing<K>(keys: readonly SigningKey[], prepare: PrepareKey<K>): KeyRing<K> {
  const ready = new Map(keys.map((key) => [key.kid, prepare(key)]));
  return {
    held: (kid) => ready.get(kid),
    find: async () => {
      throw new VerificationError("KEY_UNKNOWN");
    },
    prefetch: async () => {},
  };
}

/** What a ring of fetched keys needs. */
export interface FetchedRing<K> {
  /** Fetches the key set: one fetch at a time, whoever asks. Throws VerificationError of the category `unavailable`. */
  readonly fetchKeys: () => Promise<readonly SigningKey[]>;
  readonly prepare: PrepareKey<K>;
  readonly policy: KeyPolicy;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

interface ReadyKey<K> {
  readonly source: SigningKey;
  readonly ready: K;
}

/** Keys fetched from their issuer, kept as long as the policy says. */
export function fetchedRing<K>({ fetchKeys, prepare, policy, clock }: FetchedRing<K>): KeyRing<K> {
  const refreshAfterMs = policy.refreshAfterSeconds * 1_000;
  const maxStaleMs = policy.maxStaleSeconds * 1_000;
  let keys: ReadonlyMap<string, ReadyKey<K>> = new Map();
  let fetchedAtMs = Number.NEGATIVE_INFINITY;
  /** No fetch before this moment while there are keys; what a token with an unknown key id hears until then. */
  let wait: { readonly untilMs: number; readonly code: VerificationCode } | undefined;

  const isUsable = (nowMs: number) => nowMs - fetchedAtMs <= maxStaleMs;
  const mustWait = (nowMs: number) => wait !== undefined && nowMs < wait.untilMs;
  function waitAfter(failure: VerificationError): VerificationError {
    wait = { untilMs: clock() + policy.refetchWaitSeconds * 1_000, code: failure.code };
    return failure;
  }

  async function load(): Promise<void> {
    try {
      const fetched = await fetchKeys();
      // An empty set beside keys that were good is a broken answer, not a rotation.
      if (fetched.length === 0 && keys.size > 0) throw new VerificationError("KEYS_INVALID");
      keys = merged(keys, fetched, prepare);
      fetchedAtMs = clock();
    } catch (error) {
      throw waitAfter(error as VerificationError);
    }
  }

  let refreshing = false;
  async function refresh(): Promise<void> {
    refreshing = true;
    // A refresh that fails leaves the keys at hand; the next is due after the wait.
    await load().catch(() => {});
    refreshing = false;
  }

  function held(kid: string, nowMs: number): K | undefined {
    if (!isUsable(nowMs)) return undefined;
    if (nowMs - fetchedAtMs > refreshAfterMs && !refreshing && !mustWait(nowMs)) void refresh();
    return keys.get(kid)?.ready;
  }

  async function find(kid: string): Promise<K> {
    // Without usable keys nothing can be verified, so each token may ask: still one fetch at a time.
    const nowMs = clock();
    if (wait !== undefined && isUsable(nowMs) && mustWait(nowMs)) throw new VerificationError(wait.code);
    await load();
    const key = keys.get(kid);
    if (key === undefined) throw waitAfter(new VerificationError("KEY_UNKNOWN"));
    return key.ready;
  }

  return { held, find, prefetch: load };
}

/** The fetched keys; those that did not change stay ready, and whatever hangs on them stays good. */
function merged<K>(
  known: ReadonlyMap<string, ReadyKey<K>>,
  fetched: readonly SigningKey[],
  prepare: PrepareKey<K>,
): ReadonlyMap<string, ReadyKey<K>> {
  return new Map(
    fetched.map((source) => {
      const old = known.get(source.kid);
      const isSame = old !== undefined && old.source.n === source.n && old.source.e === source.e;
      return [source.kid, isSame ? old : { source, ready: prepare(source) }];
    }),
  );
}
