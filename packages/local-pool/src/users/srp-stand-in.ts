// What does the pool show of a user that does not exist, so that nobody can tell? (AWS: Managing user existence error responses; RFC 5054, section 2.5.1.3)
import { createHmac, hkdfSync } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";
import { usernameKey } from "./aliases.ts";
import { GROUP_BYTES, N, numberOf } from "./srp-group.ts";
import type { PasswordVerifier } from "./srp-verifier.ts";

/** A user that does not exist, as SRP shows it. */
export interface StandIn {
  /** A UUID where people sign in with an address, as real users have one there; else the name itself. */
  readonly username: string;
  /** No password fits. */
  readonly password: PasswordVerifier;
}

/** The stand-in of a name: the same for the same name in the same pool, and known to nobody without the pool's secret. */
export function standInFor(pool: Pool, name: string): StandIn {
  const key = usernameKey(pool.record, name);
  const { refreshSecret } = pool.cloud.keyRing.of(pool.userPoolId);
  const secret = createHmac("sha256", refreshSecret).update(`stand-in ${key}`).digest();
  const saltHex = derived(secret, "salt", 16).toString("hex");
  // Any number that is secret will do: with a known one, the squares among the values of B would give the stand-in away.
  const verifier = numberOf(derived(secret, "verifier", GROUP_BYTES)) % N;
  const password = { saltHex, verifierHex: verifier.toString(16).padStart(2 * GROUP_BYTES, "0") };
  const signsInWithAddress = (pool.record.settings.UsernameAttributes ?? []).length > 0;
  return { username: signsInWithAddress ? uuidOf(derived(secret, "sub", 16)) : key, password };
}

function derived(secret: Buffer, purpose: string, sizeBytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, sizeBytes));
}

/** Sixteen bytes in the form of a random UUID. (RFC 9562, section 5.4) */
function uuidOf(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
