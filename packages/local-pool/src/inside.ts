// What do the benchmarks need of the inside? Reachable from this workspace's source only: no build exports it.
export { startPoolOn } from "./start.ts";
export { openDataDirectory } from "./store/data-directory.ts";
export type { Database } from "./store/database.ts";
export { memoryDatabase } from "./store/memory-database.ts";
export { ALIASES, USERS } from "./store/tables.ts";
export { newStoredKeys, readKeys, signClaims } from "./tokens/keys.ts";
export { isPassword, type PasswordVerifier, passwordVerifier } from "./users/srp-verifier.ts";
export type { User } from "./users/user.ts";
