// Does the pool stay within what Cognito takes?
import { LIMITS } from "@claimsmith/cognito-model";
import { allowedScopes } from "../../analysis/pool-blueprint.ts";
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

type Counted = readonly [
  path: string,
  count: number,
  limit: { readonly value: number; readonly unit: string },
];

/** Issues of quotas: resource servers, scopes, groups, attributes and clients. (Quotas in Amazon Cognito) */
export function checkLimits(policy: PolicyDocument): PolicyIssue[] {
  const size = (section: object | undefined) => Object.keys(section ?? {}).length;
  const counted: readonly Counted[] = [
    ["resourceServers", size(policy.resourceServers), LIMITS.resourceServersPerPool],
    ["groups", size(policy.groups), LIMITS.groupsPerPool],
    ["attributes", size(policy.attributes), LIMITS.customAttributesPerPool],
    ["clients", size(policy.clients), LIMITS.clientsPerPool],
    ...Object.entries(policy.resourceServers ?? {}).map(
      ([name, { scopes }]): Counted => [
        memberPath("resourceServers", name),
        size(scopes),
        LIMITS.scopesPerResourceServer,
      ],
    ),
    ...Object.entries(policy.clients).map(
      ([name, client]): Counted => [
        `${memberPath("clients", name)}.scopes`,
        // With the drawn scopes that must be asked for: they stand on the client's list in the pool.
        allowedScopes(name, client, policy).length,
        LIMITS.scopesPerClient,
      ],
    ),
  ];
  return counted
    .filter(([, count, limit]) => count > limit.value)
    .map(([path, count, limit]) =>
      issue("LIMIT_EXCEEDED", path, {
        expected: `at most ${limit.value} ${limit.unit}`,
        received: String(count),
      }),
    );
}
