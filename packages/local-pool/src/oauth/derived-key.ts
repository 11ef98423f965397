// With which secrets does the pool protect what it hands to browsers?
import { hkdfSync } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";

/** What a key is for: each purpose has a key of its own, so that nothing made for one passes for another. */
export type KeyPurpose = "browser session" | "form token";

/** 32 bytes, the same for as long as the pool has its keys. (RFC 5869) */
export function derivedKey({ cloud, userPoolId }: Pool, purpose: KeyPurpose): Uint8Array {
  const { refreshSecret } = cloud.keyRing.of(userPoolId);
  return new Uint8Array(hkdfSync("sha256", refreshSecret, "", `claimsmith local-pool ${purpose}`, 32));
}
