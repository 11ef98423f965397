// How is a user's profile had, without putting it on tokens? Fetched once, in time, and remembered for a while.
import { isJsonObject } from "@claimsmith/cognito-model";
import { ConfigurationError, type ConfigurationIssue } from "../errors.ts";
import { isProfileError, ProfileError } from "./failures.ts";
import type { Profile, ProfileOwner, ProfileSource, Proof } from "./profile.ts";
import { type ProfileCache, profileCache } from "./profile-cache.ts";

/** How profiles are fetched. Everything is stated: how old a profile may be is not for us to decide. */
export interface ProfileOptions {
  /** How long a call may take, in milliseconds: 1 to 30,000. */
  readonly deadlineMs: number;
  /**
   * Remembers up to so many profiles (1 to 1,000,000) for so long (1 to 86,400 seconds); `null`: none. A remembered profile
   * outlives a change, a revocation or a deletion by up to that time.
   */
  readonly cache: { readonly maxProfiles: number; readonly ttlSeconds: number } | null;
  /** Milliseconds since the epoch. For tests. Default: `Date.now`. */
  readonly clock?: () => number;
}

/**
 * The profile of a principal. One call for all who ask for the same at once.
 *
 * The function throws ProfileError by `code`: see `PROFILE_FAILURES`. A missing scope is found before anything is called.
 */
export type FetchProfile<T extends Proof> = (principal: ProfileOwner, ...proof: T) => Promise<Profile>;

/**
 * Prepares the fetching of profiles: `const fetchProfile = profileFetcher(fromUserInfo({ url }), options)`.
 *
 * @throws ConfigurationError `OPTIONS_INVALID` with every issue.
 */
export function profileFetcher<T extends Proof>(
  source: ProfileSource<T>,
  options: ProfileOptions,
): FetchProfile<T> {
  assertOptions(options);
  const { deadlineMs, cache, clock = () => Date.now() } = options;
  const remembered = cache === null ? undefined : profileCache({ ...cache, clock });
  const flights = new Map<string, Promise<Profile>>();
  return async (owner, ...proof) => {
    refuseHopeless(owner, source.scope);
    const [accessToken] = proof;
    if (proof.length !== source.proofLength)
      throw new TypeError(`expected ${source.proofLength} access token`);
    const key = await keyOf(owner, accessToken);
    const profile = remembered?.get(key) ?? (await shared(key, owner, accessToken));
    // Also for a remembered one: the token may be another's than the principal's. (OpenID Connect Core 1.0, section 5.3.2)
    if (profile.sub !== owner.sub) throw new ProfileError("PROFILE_OF_ANOTHER");
    return profile;
  };

  function shared(key: string, owner: ProfileOwner, accessToken?: string): Promise<Profile> {
    const flight = flights.get(key);
    if (flight !== undefined) return flight;
    const request = { owner, ...(accessToken !== undefined && { accessToken }) };
    const started = inTime((signal) => source.read({ ...request, signal }), deadlineMs)
      .then((profile) => remember(remembered, key, profile))
      .finally(() => flights.delete(key));
    flights.set(key, started);
    return started;
  }
}

function remember(cache: ProfileCache | undefined, key: string, profile: Profile): Profile {
  cache?.put(key, profile);
  return profile;
}

function refuseHopeless({ kind, scopes }: ProfileOwner, scope: string | null): void {
  if (kind === "machine") throw new ProfileError("PROFILE_OF_MACHINE");
  if (scope !== null && !scopes.includes(scope))
    throw new ProfileError("PROFILE_SCOPE_MISSING", { missingScope: scope });
}

/** A digest: neither the token nor the user's name is kept. */
async function keyOf({ issuer, sub, username }: ProfileOwner, accessToken?: string): Promise<string> {
  const text = JSON.stringify(accessToken === undefined ? [issuer, sub, username] : [accessToken]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => String.fromCharCode(byte)).join("");
}

/** The profile, or the failure that there is none in time; what else fails says no more than its name. */
async function inTime(read: (signal: AbortSignal) => Promise<Profile>, deadlineMs: number): Promise<Profile> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ProfileError("PROFILE_LATE"));
      abort.abort();
    }, deadlineMs);
  });
  try {
    return await Promise.race([read(abort.signal), late]);
  } catch (error) {
    if (isProfileError(error)) throw error;
    const name = error instanceof Error ? error.name : typeof error;
    throw new ProfileError("PROFILE_UNAVAILABLE", { cause: { name } });
  } finally {
    clearTimeout(timer);
  }
}

const OPTION_NAMES = ["deadlineMs", "cache", "clock"];

function assertOptions(given: unknown): void {
  const options = isJsonObject(given) ? given : {};
  const { deadlineMs, cache, clock } = options;
  const { maxProfiles, ttlSeconds, ...others } = isJsonObject(cache) ? cache : {};
  const unknown = [
    ...Object.keys(options).filter((name) => !OPTION_NAMES.includes(name)),
    ...Object.keys(others).map((name) => `cache.${name}`),
  ];
  const issues: readonly ConfigurationIssue[] = [
    ...unknown.map((path) => ({
      path,
      expected: "deadlineMs, cache with maxProfiles and ttlSeconds, or clock",
    })),
    ...(isCount(deadlineMs, 30_000)
      ? []
      : [{ path: "deadlineMs", expected: "whole milliseconds from 1 to 30000" }]),
    ...(cache === null || (isCount(maxProfiles, 1_000_000) && isCount(ttlSeconds, 86_400))
      ? []
      : [{ path: "cache", expected: "null, or maxProfiles to 1000000 and ttlSeconds to 86400" }]),
    ...(clock === undefined || typeof clock === "function"
      ? []
      : [{ path: "clock", expected: "a function that gives milliseconds" }]),
  ];
  if (issues.length > 0) throw new ConfigurationError("OPTIONS_INVALID", issues);
}

function isCount(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}
