// What does the pool know of one user?
import type { SentCodes } from "./codes.ts";
import type { PasswordVerifier } from "./srp-verifier.ts";

/** A user's state. (AWS API Reference: UserType, UserStatus) */
export type UserStatus = "UNCONFIRMED" | "CONFIRMED" | "RESET_REQUIRED" | "FORCE_CHANGE_PASSWORD";

/** One user. Records are replaced, never changed. */
export interface User {
  /** Where people sign in with an address it is the `sub`; else what the user was created with. Never changes. */
  readonly username: string;
  /** A UUID. */
  readonly sub: string;
  /** Without `sub`. Every value is a string. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of groups, in the order in which the user joined them. */
  readonly groups: readonly string[];
  readonly status: UserStatus;
  readonly enabled: boolean;
  /** Absent where there is none yet, as after an import: no password is right then. */
  readonly password?: PasswordVerifier;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  /** When an administrator last set a password, for the end of a temporary one. Absent: when the user was created. */
  readonly temporaryPasswordSetAtMs?: number;
  /** When the user was last signed out everywhere: no token of before counts. */
  readonly signedOutAtMs?: number;
  /** Codes that were sent and are not used yet. */
  readonly codes?: SentCodes;
  /** When, in the last hour, actions ran that are limited by the hour. By the action's name; milliseconds since 1970. */
  readonly attemptsAtMs?: Readonly<Record<string, readonly number[]>>;
}
