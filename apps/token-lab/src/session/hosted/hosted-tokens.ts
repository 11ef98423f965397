// Which tokens of a hosted login are kept in the tab, and how long?
import { isJsonObject } from "@claimsmith/cognito-model";
import { type Remembered, remembered, type TabStorage } from "../tab-memory.ts";
import type { Tokens } from "../tokens.ts";

/** All that the token endpoint gave. */
export interface HostedTokens extends Tokens {
  /** Absent where the client may not refresh. */
  readonly refreshToken?: string;
}

function isHostedTokens(value: unknown): value is HostedTokens {
  if (!isJsonObject(value)) return false;
  const optional = [value.idToken, value.refreshToken];
  return (
    typeof value.accessToken === "string" &&
    optional.every((token) => token === undefined || typeof token === "string")
  );
}

/** The tokens of this tab's hosted login. */
export function hostedTokens(storage: TabStorage): Remembered<HostedTokens> {
  return remembered(storage, "token-lab.hosted-tokens", isHostedTokens);
}
