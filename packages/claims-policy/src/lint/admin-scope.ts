// Which clients' access tokens let their bearer change the user's account?
import { USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { withholdsAdminScope } from "../analysis/trust.ts";
import { memberPath } from "../language/member-path.ts";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import { grantsOf } from "../preview/preview-pool.ts";
import { finding, type Lint } from "./finding.ts";

/** People's clients whose tokens carry the scope: by signing in through the API, or by asking for it; withheld always, they do not. */
export const adminScopeCarried: Lint = ({ policy }) =>
  Object.entries(policy.clients).flatMap(([name, client]) => {
    const how = withholdsAdminScope(name, policy) ? undefined : carriedBy(name, client, policy);
    if (how === undefined) return [];
    const expected = `access tokens without ${USER_ADMIN_SCOPE}`;
    return [finding("ADMIN_SCOPE_CARRIED", memberPath("clients", name), { expected, received: how })];
  });

function carriedBy(name: string, client: ClientDeclaration, policy: PolicyDocument): string | undefined {
  const grants = grantsOf(policy, name);
  if (grants.includes("sdk")) return "it from every sign-in through the API";
  const asks = grants.includes("hosted") && client.scopes.includes(USER_ADMIN_SCOPE);
  return asks ? "it on the client's list" : undefined;
}
