// Whose tokens are trusted? The pools of a verifier by issuer, each with its clients and its keys.
import { jwksUriOf } from "@claimsmith/cognito-model";
import { fetchedRing, type KeyRing, pinnedRing } from "./keys/key-ring.ts";
import type { SigningKey } from "./keys/signing-keys.ts";
import type { Settings } from "./options.ts";
import type { Signatures } from "./signatures.ts";

/** One issuer and what belongs to it. */
export interface Pool {
  readonly issuer: string;
  /** App client id → client name: the allow list. */
  readonly clientNames: ReadonlyMap<string, string>;
  readonly ring: KeyRing<unknown>;
}

/** The pools by issuer, to the letter: the two forms of a pool's issuer are two issuers. */
export type Pools = ReadonlyMap<unknown, Pool>;

/** The pools of the options. */
export function trustedPools(settings: Settings, { prepare }: Signatures): Pools {
  return new Map(
    settings.pools.map(({ issuer, clientNames, pinnedKeys }) => {
      const ring =
        pinnedKeys !== undefined
          ? pinnedRing(pinnedKeys, prepare)
          : fetchedRing({
              fetchKeys: fetcherOf(issuer),
              prepare,
              policy: settings.keyPolicy,
              clock: settings.clock,
            });
      return [issuer, { issuer, clientNames, ring }];
    }),
  );
}

/** Loads the library with the first fetch. */
function fetcherOf(issuer: string): () => Promise<readonly SigningKey[]> {
  let fetcher: Promise<() => Promise<readonly SigningKey[]>> | undefined;
  return async () => {
    fetcher ??= import("./library/index.ts").then(({ keySetFetcher }) => keySetFetcher(jwksUriOf(issuer)));
    return (await fetcher)();
  };
}
