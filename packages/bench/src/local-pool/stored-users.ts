// How does a pool get very many users? Straight into its store: a hundred thousand API calls would be the longest part of a run.
import { randomUUID } from "node:crypto";
import {
  ALIASES,
  type Database,
  type PasswordVerifier,
  passwordVerifier,
  USERS,
  type User,
} from "@claimsmith/local-pool/inside";
import { alice } from "../evaluate/alice.ts";

/** The pool that the benchmarks sign in to. */
export const USER_POOL_ID = "eu-west-1_Example01";
/** Of everybody who signs in. */
export const PASSWORD = "Correct-horse-1";

const POOL_NAME = "Example01";
const ROWS_OF_A_WRITE = 5_000;

/** How many users there are, and how many of them sign in: those have a verifier of their own, which takes a while to make. */
export interface Crowd {
  readonly users: number;
  readonly signers: number;
}

/** Stores users who are like alice. Gives the addresses of those who can sign in, spread evenly among the others. */
export async function storeUsers(database: Database, { users, signers }: Crowd): Promise<readonly string[]> {
  const shared = passwordVerifier({ poolName: POOL_NAME, username: "nobody" }, PASSWORD);
  const stride = Math.max(1, Math.floor(users / signers));
  const everybody = Array.from({ length: users }, (_, index) => {
    const username = randomUUID();
    const signs = index % stride === 0 && index / stride < signers;
    const password = signs ? passwordVerifier({ poolName: POOL_NAME, username }, PASSWORD) : shared;
    return { signs, user: userOf({ username, password, email: `user-${index}@example.com` }) };
  });
  for (let from = 0; from < users; from += ROWS_OF_A_WRITE) {
    await database.write((tx) => {
      for (const { user } of everybody.slice(from, from + ROWS_OF_A_WRITE)) {
        tx.put(USERS, [USER_POOL_ID, user.username], user);
        tx.put(ALIASES, [USER_POOL_ID, user.attributes.email ?? ""], user.username);
      }
    });
  }
  return everybody.filter(({ signs }) => signs).map(({ user }) => user.attributes.email ?? "");
}

function userOf(own: {
  readonly username: string;
  readonly password: PasswordVerifier;
  readonly email: string;
}): User {
  const { attributes, groups } = alice();
  return {
    username: own.username,
    sub: own.username,
    attributes: { ...attributes, email: own.email },
    groups: [...groups],
    status: "CONFIRMED",
    enabled: true,
    password: own.password,
    createdAtMs: 0,
    modifiedAtMs: 0,
  };
}
