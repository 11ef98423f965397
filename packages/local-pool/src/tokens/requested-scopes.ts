// Which of the scopes that were asked for are granted? (AWS: The token endpoint; Scopes, M2M, and resource servers)
import type { Pool } from "../cloud/cloud.ts";
import { OAuthError } from "../errors.ts";
import { allowedScopes, type ClientRecord } from "../pools/client.ts";
import { scopeExists } from "../pools/resource-server.ts";

/**
 * What becomes of a requested scope that the client may not have. AWS's pages disagree: the newest text of the token endpoint
 * and of the resource servers says that the request is refused; the page of the authorize endpoint, and earlier text of
 * the token endpoint, that the scope is ignored. So a caller must be ready for both.
 */
export type UnallowedScopes = "refuse" | "ignore";

/**
 * Holds requested scopes against what the client may have; none asked for means all of them.
 * @throws OAuthError invalid_scope for a scope that does not exist, invalid_grant for one that the client may not have; where
 * such scopes are ignored, invalid_scope if none is left
 */
export function grantedScopes(
  pool: Pool,
  client: ClientRecord,
  requested: string | undefined,
): readonly string[] {
  // A scope that was deleted is not issued any more.
  const allowed = allowedScopes(client).filter((scope) => scopeExists(pool, scope));
  const asked = [...new Set((requested ?? "").split(" ").filter((scope) => scope !== ""))];
  if (asked.length === 0) return allowed;
  const refused = asked.filter((scope) => !allowed.includes(scope));
  if (refused.length === 0) return asked;
  if (pool.cloud.unallowedScopes === "ignore" && refused.length < asked.length) {
    return asked.filter((scope) => !refused.includes(scope));
  }
  if (pool.cloud.unallowedScopes === "ignore" || refused.some((scope) => !scopeExists(pool, scope))) {
    throw new OAuthError("invalid_scope", "expected scopes that the pool has");
  }
  throw new OAuthError("invalid_grant", "expected scopes that this client may ask for");
}
