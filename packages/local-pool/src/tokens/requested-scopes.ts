// Which of the scopes that were asked for are granted? (AWS: The token endpoint; Scopes, M2M, and resource servers)
import type { Pool } from "../cloud/cloud.ts";
import { OAuthError } from "../errors.ts";
import { allowedScopes, type ClientRecord } from "../pools/client.ts";
import { scopeExists } from "../pools/resource-server.ts";

/**
 * Holds requested scopes against what the client may have; none asked for means all of them.
 *
 * AWS's pages disagree on a scope that is not allowed: the newest text refuses the whole request, which is done here. Earlier
 * text drops the scope.
 * @throws OAuthError invalid_scope for a scope that does not exist, invalid_grant for one that the client may not have
 */
export function grantedScopes(
  pool: Pool,
  client: ClientRecord,
  requested: string | undefined,
): readonly string[] {
  const allowed = allowedScopes(client);
  const asked = [...new Set((requested ?? "").split(" ").filter((scope) => scope !== ""))];
  if (asked.length === 0) return allowed;
  for (const scope of asked) {
    if (!scopeExists(pool, scope)) throw new OAuthError("invalid_scope", "expected scopes that the pool has");
    if (!allowed.includes(scope)) {
      throw new OAuthError("invalid_grant", "expected scopes that this client may ask for");
    }
  }
  return asked;
}
