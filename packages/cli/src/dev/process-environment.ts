// What does a process of `dev` know of the pool? Its environment, as the doc comment of `DevProcess` promises it.
import type { ClaimsmithConfig } from "../config.ts";
import type { LocalStack } from "../local-stack.ts";
import type { PlacedProcess } from "./placed-processes.ts";

/** The variables of all processes that run beside a pool; `PORT` is each one's own. */
export function processVariables(
  { pool, users }: LocalStack,
  placed: readonly PlacedProcess[],
  environmentName: string,
): Readonly<Record<string, string>> {
  const clients = Object.entries(pool.clients).map(([name, { clientId }]) => [clientId, name]);
  const urls = placed.map(({ name, url }) => [name, url]);
  return {
    CLAIMSMITH_USER_POOL_ID: pool.userPoolId,
    CLAIMSMITH_ISSUER: pool.issuer,
    CLAIMSMITH_CLIENTS: JSON.stringify(Object.fromEntries(clients)),
    CLAIMSMITH_POOL_ENDPOINT: pool.endpoint,
    CLAIMSMITH_ENVIRONMENT: environmentName,
    CLAIMSMITH_USERS: JSON.stringify(credentials(users)),
    CLAIMSMITH_URLS: JSON.stringify(Object.fromEntries(urls)),
  };
}

/** What each persona that is a person signs in with, and no more. */
export function credentials(
  users: LocalStack["users"],
): Readonly<Record<string, { readonly username: string; readonly password: string }>> {
  const rows = Object.entries(users).map(([name, { username, password }]) => [name, { username, password }]);
  return Object.fromEntries(rows);
}

/** The name of the configuration's `environment` among `environments`; one that is not among them is `local`. */
export function environmentName({ environment, environments = {} }: ClaimsmithConfig): string {
  return Object.entries(environments).find(([, each]) => each === environment)?.[0] ?? "local";
}
