// Can Cognito make these clients, and do they fit their kind?
import { DEFAULT_LIFETIMES, isSystemScope, standardAttribute } from "@claimsmith/cognito-model";
import { memberPath } from "../../language/member-path.ts";
import type { ClientDeclaration, PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/** Issues of clients: what a machine cannot have, lifetimes that outlive the refresh token, attributes that nobody may write. */
export function checkClients(policy: PolicyDocument): PolicyIssue[] {
  return Object.entries(policy.clients).flatMap(([name, client]) => {
    const path = memberPath("clients", name);
    const ofKind = client.kind === "machine" ? machineMembers(name, client, policy) : [];
    return [...ofKind, ...lifetimes(client, path), ...unwritable(client, path)];
  });
}

/** Client credentials issue custom scopes only, at least one, to something that neither signs in nor has attributes. */
function machineMembers(name: string, client: ClientDeclaration, policy: PolicyDocument): PolicyIssue[] {
  const path = memberPath("clients", name);
  const wrong = (member: string, expected: string, received: string) =>
    issue("WRONG_CLIENT_KIND", `${path}.${member}`, { expected, received });
  const system = client.scopes
    .filter(isSystemScope)
    .map((scope) =>
      wrong("scopes", "scopes of resource servers only: client credentials issue no other", scope),
    );
  const personal = (["signIn", "writes", "reads", "identityProviders"] as const)
    .filter((member) => client[member] !== undefined)
    .map((member) => wrong(member, "no such member on a machine client", member));
  const asked = Object.values(policy.machineToken?.scopes ?? {}).some(
    (rule) => rule.asked === "required" && rule.clients.includes(name),
  );
  const none = client.scopes.length === 0 && !asked;
  const empty = none
    ? [wrong("scopes", "at least one scope: client credentials need one to ask for", "none")]
    : [];
  return [...system, ...personal, ...empty];
}

/** Cognito refuses a client whose ID or access tokens would outlive its refresh token. */
function lifetimes(client: ClientDeclaration, path: string): PolicyIssue[] {
  const lives = { ...DEFAULT_LIFETIMES, ...client.lifetimes };
  return (["accessTokenSeconds", "idTokenSeconds"] as const)
    .filter((member) => lives[member] > lives.refreshTokenSeconds)
    .map((member) =>
      issue("OUT_OF_RANGE", `${path}.lifetimes.${member}`, {
        expected: `at most refreshTokenSeconds, which is ${lives.refreshTokenSeconds}`,
        received: String(lives[member]),
      }),
    );
}

function unwritable({ writes }: ClientDeclaration, path: string): PolicyIssue[] {
  return (writes ?? []).flatMap((name, index) =>
    standardAttribute(name)?.clientWritable === false
      ? [
          issue("OUT_OF_RANGE", memberPath(`${path}.writes`, index), {
            expected: "an attribute that clients may write",
            received: JSON.stringify(name),
            hint: "Cognito lets no client write this attribute: take it off the list",
          }),
        ]
      : [],
  );
}
