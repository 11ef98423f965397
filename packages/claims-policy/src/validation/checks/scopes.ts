// Who may get which scope, and does it come from one place only?
import { isSystemScope } from "@claimsmith/cognito-model";
import { memberPath } from "../../language/member-path.ts";
import { ownMember } from "../../language/own-member.ts";
import type { ClientDeclaration, PolicyDocument, ScopeRule } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/** Issues of drawn and withheld scopes. */
export function checkScopes(policy: PolicyDocument): PolicyIssue[] {
  return [
    ...drawnScopes(policy, "accessToken", false),
    ...drawnScopes(policy, "machineToken", true),
    ...withheldScopes(policy),
  ];
}

function isMachine({ kind }: ClientDeclaration): boolean {
  return kind === "machine";
}

function drawnScopes(
  policy: PolicyDocument,
  picture: "accessToken" | "machineToken",
  forMachines: boolean,
): PolicyIssue[] {
  return Object.entries(policy[picture]?.scopes ?? {}).flatMap(([scope, rule]) => {
    const path = memberPath(`${picture}.scopes`, scope);
    const system = isSystemScope(scope)
      ? [
          issue("SYSTEM_SCOPE_DRAWN", path, {
            expected: "a scope of a resource server",
            received: JSON.stringify(scope),
          }),
        ]
      : [];
    return [
      ...system,
      ...wrongClients(policy, rule, path, forMachines),
      ...listed(policy, { scope, rule, forMachines, path }),
    ];
  });
}

function wrongClients(
  policy: PolicyDocument,
  rule: ScopeRule,
  path: string,
  forMachines: boolean,
): PolicyIssue[] {
  return rule.clients.flatMap((name, index) => {
    const client = ownMember(policy.clients, name);
    if (client === undefined || isMachine(client) === forMachines) return [];
    const expected = forMachines ? "a machine client" : "a client that people sign in with";
    return [
      issue("WRONG_CLIENT_KIND", memberPath(`${path}.clients`, index), {
        expected,
        received: JSON.stringify(name),
      }),
    ];
  });
}

interface DrawnScope {
  readonly scope: string;
  readonly rule: ScopeRule;
  readonly forMachines: boolean;
  readonly path: string;
}

/** A drawn scope on a list could be had by asking for it (named client), or would never be issued (any other). */
function listed(policy: PolicyDocument, { scope, rule, forMachines, path }: DrawnScope): PolicyIssue[] {
  return Object.entries(policy.clients).flatMap(([name, client]) => {
    const mayList = rule.asked === "required" && rule.clients.includes(name);
    if (isMachine(client) !== forMachines || mayList || !client.scopes.includes(scope)) return [];
    const at = memberPath(memberPath("clients", name), "scopes");
    return [
      issue("DRAWN_AND_LISTED", at, {
        expected: `a list without ${scope}, which ${path} draws`,
        received: JSON.stringify(scope),
      }),
    ];
  });
}

function withheldScopes(policy: PolicyDocument): PolicyIssue[] {
  return Object.keys(policy.accessToken?.withhold ?? {})
    .filter((scope) => !isSystemScope(scope))
    .map((scope) =>
      issue("NOT_A_SYSTEM_SCOPE", memberPath("accessToken.withhold", scope), {
        expected: "a system scope",
        received: JSON.stringify(scope),
      }),
    );
}
