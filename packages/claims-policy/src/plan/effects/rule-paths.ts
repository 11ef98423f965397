// Which rules of a policy decide about an effect?
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { type Kind, roleOf, type Side } from "../worlds/side.ts";
import type { Effect } from "./effect.ts";
import { nameOfRole } from "./groups.ts";

/** What a path is looked for in. */
interface Place {
  readonly side: Side;
  readonly kind: Kind;
  readonly client: string;
}

/** The paths of the rules that decide about an effect for a client, and that the policy has. */
export function rulePaths({ about, name, token }: Effect, place: Place): readonly string[] {
  const { policy } = place.side;
  const access = place.kind === "machine" ? "machineToken" : "accessToken";
  switch (about) {
    case "scope": {
      const rules = [...pathTo(policy, access, "scopes", name), ...pathTo(policy, access, "withhold", name)];
      return rules.length > 0 ? rules : pathTo(policy, "clients", place.client, "scopes");
    }
    case "claim": {
      const picture = token === "id" ? "idToken" : access;
      return [...pathTo(policy, picture, "claims", name), ...pathTo(policy, picture, "suppress", name)];
    }
    case "group":
      return ["keep", "add", "drop"].flatMap((section) => pathTo(policy, "groupOverride", section, name));
    default:
      return rolePaths(place.side).get(name) ?? [];
  }
}

/** The path, if the policy has it. */
function pathTo(policy: PolicyDocument, ...members: readonly string[]): string[] {
  let at: unknown = policy;
  for (const member of members) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, member)) return [];
    at = (at as Readonly<Record<string, unknown>>)[member];
  }
  return [members.reduce((path, member) => memberPath(path, member), "")];
}

const known = new WeakMap<Side, ReadonlyMap<string, readonly string[]>>();

/** The declarations of each role. */
function rolePaths(side: Side): ReadonlyMap<string, readonly string[]> {
  let paths = known.get(side);
  if (paths === undefined) {
    const made = new Map<string, string[]>();
    for (const group of Object.keys(side.policy.groups ?? {})) {
      const role = roleOf(side, group);
      if (role === undefined) continue;
      const name = nameOfRole(role);
      made.set(name, [...(made.get(name) ?? []), ...pathTo(side.policy, "groups", group, "role")]);
    }
    paths = made;
    known.set(side, paths);
  }
  return paths;
}
