// Which scopes does a machine get? (AWS: The token endpoint; Scopes, M2M, and resource servers)
import { isSystemScope, type PoolBlueprint } from "@claimsmith/cognito-model";
import { OAuthError } from "../errors.ts";
import type { PoolClient } from "../pool/clients.ts";

/**
 * Holds requested scopes against what the client may have; none asked for means all of them.
 *
 * AWS's pages disagree on a scope that is not allowed: the newest text refuses the whole request, which is done here. Earlier
 * text drops the scope.
 * @throws OAuthError invalid_scope for a scope that does not exist, invalid_grant for one that the client may not have
 */
export function grantedScopes(
  blueprint: PoolBlueprint,
  client: PoolClient,
  requested: string | undefined,
): readonly string[] {
  const allowed = client.blueprint.allowedOAuthScopes;
  const asked = [...new Set((requested ?? "").split(" ").filter((scope) => scope !== ""))];
  if (asked.length === 0) return allowed;
  for (const scope of asked) {
    if (!exists(blueprint, scope)) throw new OAuthError("invalid_scope", "expected scopes that the pool has");
    if (!allowed.includes(scope)) {
      throw new OAuthError("invalid_grant", "expected scopes that this client may ask for");
    }
  }
  return asked;
}

function exists({ resourceServers }: PoolBlueprint, scope: string): boolean {
  if (isSystemScope(scope)) return true;
  return resourceServers.some(({ identifier, scopes }) =>
    scopes.some(({ name }) => `${identifier}/${name}` === scope),
  );
}
