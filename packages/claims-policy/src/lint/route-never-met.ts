// Which routes refuse every token that the policy can issue?
import { USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { canBe } from "../analysis/absence.ts";
import { allowedScopes } from "../analysis/pool-blueprint.ts";
import { ownMember } from "../language/own-member.ts";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import { grantsOf } from "../preview/preview-pool.ts";
import { finding, type Lint } from "./finding.ts";
import type { TokenDemand } from "./route-demand.ts";

/** Routes whose requirement no client can meet, each of its parts by the best token that the client could have. */
export const routeNeverMet: Lint = ({ policy, routes }) =>
  routes
    ?.filter(({ demand }) => !Object.keys(policy.clients).some((client) => canMeet(client, demand, policy)))
    .map(({ route }) =>
      finding("ROUTE_NEVER_MET", route, {
        expected: "a client that can get a token for the route",
        received: "none",
      }),
    );

function canMeet(client: string, demand: TokenDemand, policy: PolicyDocument): boolean {
  const declared = ownMember(policy.clients, client);
  if (declared === undefined) return false;
  const kind = declared.kind === "machine" ? "machine" : "user";
  const { scopes, groups, claims = {}, asserted = {}, and = [] } = demand;
  const picture = kind === "machine" ? policy.machineToken : policy.accessToken;
  return (
    (demand.kind ?? kind) === kind &&
    (demand.clients?.includes(client) ?? true) &&
    has(scopes, (scope) => obtainableScopes(client, declared, policy).has(scope)) &&
    has(groups, (group) => kind === "user" && Object.hasOwn(policy.groups ?? {}, group)) &&
    Object.keys({ ...claims, ...asserted }).every((name) => Object.hasOwn(picture?.claims ?? {}, name)) &&
    and.every((part) => canMeet(client, part, policy))
  );
}

function has({ all = [], any }: NonNullable<TokenDemand["scopes"]> = {}, holds: (name: string) => boolean) {
  return all.every(holds) && (any === undefined || any.some(holds));
}

/** Every scope that some token of the client can carry: what it may ask for and what the policy adds, each unless taken away always. */
function obtainableScopes(
  name: string,
  client: ClientDeclaration,
  policy: PolicyDocument,
): ReadonlySet<string> {
  const kind = client.kind === "machine" ? "machine" : "user";
  const picture = kind === "machine" ? policy.machineToken : policy.accessToken;
  const grants = grantsOf(policy, name);
  const asked = grants.includes("hosted") || kind === "machine" ? allowedScopes(name, client, policy) : [];
  const scopes = new Set([...asked, ...(grants.includes("sdk") ? [USER_ADMIN_SCOPE] : [])]);
  for (const [scope, { clients, when, asked: mustAsk }] of Object.entries(picture?.scopes ?? {})) {
    const isPossible =
      clients.includes(name) && (when === undefined || canBe("true", when, { policy, kind }));
    if (!isPossible) scopes.delete(scope);
    else if (mustAsk === undefined) scopes.add(scope);
  }
  const withheld = Object.entries((kind === "user" && policy.accessToken?.withhold) || {});
  for (const [scope, { clients, when }] of withheld) {
    if (when === undefined && (clients?.includes(name) ?? true)) scopes.delete(scope);
  }
  return scopes;
}
