// What is a resource server, and does a scope exist? (AWS API Reference: ResourceServerType)
import { isSystemScope, type ResourceServerBlueprint, splitScope } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { RESOURCE_SERVERS } from "../store/tables.ts";

/** One resource server with its scopes. */
export type ResourceServerRecord = ResourceServerBlueprint;

/** True for a scope of Cognito's own, and for one that a resource server of the pool has. */
export function scopeExists(pool: Pool, scope: string): boolean {
  if (isSystemScope(scope)) return true;
  const parts = splitScope(scope);
  if (parts === undefined) return false;
  const server = pool.cloud.database.get(RESOURCE_SERVERS, [pool.userPoolId, parts.identifier]);
  return server?.scopes.some(({ name }) => name === parts.name) ?? false;
}
