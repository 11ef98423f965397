// What does the pool know of one user?
import type { PasswordVerifier } from "./srp-verifier.ts";

/** A user's state as far as this pool knows it. (AWS API Reference: UserType, UserStatus) */
export type UserStatus = "FORCE_CHANGE_PASSWORD" | "CONFIRMED";

/** One user. Records are replaced, never changed. */
export interface User {
  /** A UUID: in a pool where people sign in with an e-mail address it is the `sub` too. */
  readonly username: string;
  /** Without `sub`. Every value is a string. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of groups, in the order in which the user joined them. */
  readonly groups: readonly string[];
  readonly status: UserStatus;
  readonly password: PasswordVerifier;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}
