// What would a sign-in cost without everything else? One password verifier and two signatures, as many at once as the pool has.
import { randomUUID } from "node:crypto";
import {
  isPassword,
  newStoredKeys,
  passwordVerifier,
  readKeys,
  signClaims,
} from "@claimsmith/local-pool/inside";
import { alice } from "../evaluate/alice.ts";
import { sink } from "../evaluate/measure.ts";
import { CONNECTIONS } from "./measured-pool.ts";
import { PASSWORD } from "./stored-users.ts";

/** Does the cryptography of `count` sign-ins, with the functions that the pool does it with. */
export type BareCrypto = (count: number) => Promise<void>;

/** Makes keys and a verifier. */
export async function bareCrypto(): Promise<BareCrypto> {
  const keys = readKeys(await newStoredKeys());
  const owner = { poolName: "Example01", username: randomUUID() };
  const stored = passwordVerifier(owner, PASSWORD);
  const claims = { ...alice().attributes, sub: owner.username, jti: randomUUID() };
  const one = async () => {
    if (!isPassword(owner, PASSWORD, stored)) throw new TypeError("the password is the right one");
    sink.last = await Promise.all([signClaims(keys.access, claims), signClaims(keys.id, claims)]);
  };
  return async (count) => {
    let begun = 0;
    const line = async () => {
      while (begun < count) {
        begun += 1;
        await one();
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, line));
  };
}
