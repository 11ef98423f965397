// What does every part of a running pool need to know?
import type { PoolBlueprint } from "@claimsmith/cognito-model";
import type { SigningKeys } from "../tokens/keys.ts";
import type { TriggerInvoker } from "../trigger/invoker.ts";
import type { Challenges } from "../users/challenges.ts";
import type { PoolClient } from "./clients.ts";
import type { PoolStore } from "./store.ts";

/** One running pool. */
export interface Pool {
  readonly userPoolId: string;
  readonly region: string;
  /** The part of the pool id after the underscore. */
  readonly name: string;
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly issuer: string;
  readonly blueprint: PoolBlueprint;
  /** By client id. */
  readonly clients: ReadonlyMap<string, PoolClient>;
  readonly store: PoolStore;
  readonly challenges: Challenges;
  readonly keys: SigningKeys;
  readonly trigger: TriggerInvoker | undefined;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
}
