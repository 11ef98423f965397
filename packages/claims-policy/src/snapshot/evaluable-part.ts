// What of a policy does an evaluation need?
import type { PolicyDocument } from "../language/policy.ts";

/**
 * The policy without what only people and pools need: descriptions, resource servers, accepted lints, budgets, and all of a client but
 * its kind. It evaluates like the whole; nothing else can be made of it.
 */
export function evaluablePart(policy: PolicyDocument): PolicyDocument {
  const { resourceServers, identityProviders, accept, budgets, clients, groups, ...rest } = policy;
  const kinds = Object.entries(clients).map(([name, { kind }]) => [name, { kind, scopes: [] }] as const);
  const roles = Object.entries(groups ?? {}).map(
    ([name, { description, ...group }]) => [name, group] as const,
  );
  return {
    ...rest,
    clients: Object.fromEntries(kinds),
    ...(groups && { groups: Object.fromEntries(roles) }),
  };
}
