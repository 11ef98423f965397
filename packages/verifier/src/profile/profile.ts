// What is a profile, and who asks for one?
import { isJsonObject } from "@claimsmith/cognito-model";
import { ProfileError } from "./failures.ts";

/** What the pool knows of a user. Frozen: callers share it. */
export interface Profile {
  readonly sub: string;
  readonly username?: string;
  /** By the name in the pool, like `email` or `custom:company_id`. All are texts, `email_verified` too, as Cognito has them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is read of a principal. */
export interface ProfileOwner {
  readonly kind: "user" | "machine";
  readonly sub: string;
  readonly username?: string;
  readonly issuer: string;
  readonly scopes: readonly string[];
}

/** How a source is asked, for one user. */
export interface ProfileRequest {
  readonly owner: ProfileOwner;
  /** Absent where the source needs none. */
  readonly accessToken?: string;
  /** Ends the call at the deadline. */
  readonly signal: AbortSignal;
}

/** What must be shown for a profile: the access token of the request, or nothing where the server has credentials of its own. */
export type Proof = readonly [accessToken: string] | readonly [];

/** Where profiles come from. */
export interface ProfileSource<T extends Proof> {
  /** The scope that the access token must have; `null` where the token is not shown. */
  readonly scope: string | null;
  /** How many values a proof has. */
  readonly proofLength: T["length"];
  /** @throws ProfileError of any code, or anything, which counts as `PROFILE_UNAVAILABLE` */
  readonly read: (request: ProfileRequest) => Promise<Profile>;
}

/** Attributes as operations list them, as a profile. @throws ProfileError `PROFILE_UNREADABLE` */
export function profileOfList(answer: unknown, owner: ProfileOwner): Profile {
  const { Username: username, UserAttributes: list } = isJsonObject(answer) ? answer : {};
  if (typeof username !== "string" || !Array.isArray(list)) throw new ProfileError("PROFILE_UNREADABLE");
  const entries = list.flatMap((each: unknown) => {
    const { Name: name, Value: value = "" } = isJsonObject(each) ? each : {};
    return typeof name === "string" ? [[name, value] as const] : [];
  });
  // That a client can always read `sub` is unverified; without it the user name says whose profile it is.
  const isOwn = username === owner.username;
  return profileOf({ ...(isOwn && { sub: owner.sub }), ...Object.fromEntries(entries), username });
}

/** Claims of `userInfo`, as a profile. @throws ProfileError `PROFILE_UNREADABLE` */
export function profileOf(claims: unknown): Profile {
  if (!isJsonObject(claims)) throw new ProfileError("PROFILE_UNREADABLE");
  const { sub, username, ...others } = claims;
  if (typeof sub !== "string") throw new ProfileError("PROFILE_UNREADABLE");
  const texts = Object.entries(others).flatMap(([name, value]) =>
    PLAIN.has(typeof value) ? [[name, String(value)] as const] : [],
  );
  return Object.freeze({
    sub,
    ...(typeof username === "string" && { username }),
    attributes: Object.freeze(Object.fromEntries(texts)),
  });
}

const PLAIN: ReadonlySet<string> = new Set(["string", "number", "boolean"]);
