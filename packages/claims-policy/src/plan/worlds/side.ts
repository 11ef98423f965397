// What is compared: one policy with all that decides about its tokens besides the facts.
import {
  type ClientBlueprint,
  issuerOf,
  type JsonValue,
  type PoolBlueprint,
  USER_ADMIN_SCOPE,
} from "@claimsmith/cognito-model";
import { poolBlueprint } from "../../analysis/pool-blueprint.ts";
import { ownMember } from "../../language/own-member.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { grantsOf, type PreviewPool } from "../../preview/preview-pool.ts";
import type { PolicySnapshot } from "../../snapshot/snapshot.ts";
import type { PlanEnvironment } from "../plan.ts";

/** Whose tokens a question is about. */
export type Kind = "user" | "machine";

/** One policy as it would be deployed. */
export interface Side {
  readonly snapshot: PolicySnapshot;
  readonly policy: PolicyDocument;
  /** `undefined` where no environment is given: then a setting may have any value of its type. */
  readonly settings: Readonly<Record<string, JsonValue>> | undefined;
  readonly environment: PlanEnvironment | undefined;
  readonly pool: PoolBlueprint;
  readonly clients: ReadonlyMap<string, ClientBlueprint>;
}

/** Makes a side of a policy. The environment, if there is one, fits it: `validateEnvironments` says so. */
export function sideOf(snapshot: PolicySnapshot, environment?: PlanEnvironment): Side {
  const { policy } = snapshot;
  const settings = environment && (environment.settings ?? {});
  // Settings that nobody gave must not stop a comparison, and of the pool only the roles of groups depend on them.
  const { settings: _declared, groups, ...rest } = policy;
  const pool = poolBlueprint(rest, environment?.clients ? { clients: environment.clients } : {});
  const clients = new Map(pool.clients.map((client) => [client.name, client]));
  return { snapshot, policy, settings, environment, pool, clients };
}

/** The client of that name, where tokens of this kind are issued to it. */
export function clientOf(side: Side, name: string, kind: Kind): ClientBlueprint | undefined {
  const client = side.clients.get(name);
  return client?.kind === kind ? client : undefined;
}

/** True where people can sign in through the API, which gives them the admin scope and an ID token without asking. */
export function hasApiSignIn({ policy }: Side, client: string): boolean {
  return grantsOf(policy, client).includes("sdk");
}

/**
 * The scopes that a client's tokens can have by being asked for. People who sign in through the API have the admin scope and no
 * choice; that one and those of a hosted login never meet on a token unless the client's list has it is not looked at.
 */
export function scopesToAsk(side: Side, client: string): ReadonlySet<string> {
  const grants = grantsOf(side.policy, client);
  const { allowedOAuthScopes = [] } = side.clients.get(client) ?? {};
  return new Set([
    ...(grants.includes("hosted") || grants.includes("machine") ? allowedOAuthScopes : []),
    ...(grants.includes("sdk") ? [USER_ADMIN_SCOPE] : []),
  ]);
}

/** The role that the members of a declared group have: its ARN, or the name of a setting whose value is not known. */
export function roleOf(
  side: Side,
  group: string,
): { readonly arn: string } | { readonly setting: string } | undefined {
  const role = ownMember(side.policy.groups, group)?.role;
  if (role === undefined) return undefined;
  if (typeof role === "string") return { arn: role };
  if (side.settings === undefined) return { setting: role.name };
  const arn = ownMember(side.settings, role.name);
  return typeof arn === "string" ? { arn } : undefined;
}

const pools = new WeakMap<Side, PreviewPool>();

/** The pool of a side where settings have these values, for previews of its tokens. */
export function previewPoolOf(side: Side, settings: Readonly<Record<string, JsonValue>>): PreviewPool {
  const known = pools.get(side);
  if (known !== undefined) return { ...known, settings };
  const issuer = issuerOf("eu-west-1_EXAMPLE00");
  const blueprint = { ...side.pool, groups: groupsWith(side, settings) };
  const pool = { snapshot: side.snapshot, blueprint, settings, issuer };
  // Where roles hang on settings that nobody gave, each world has a pool of its own.
  const names = Object.keys(side.policy.groups ?? {});
  const isFixed = names.every((name) => !("setting" in (roleOf(side, name) ?? {})));
  if (isFixed && (side.settings === undefined || side.settings === settings)) pools.set(side, pool);
  return pool;
}

function groupsWith(side: Side, settings: Readonly<Record<string, JsonValue>>): PoolBlueprint["groups"] {
  return Object.entries(side.policy.groups ?? {}).map(([name, { precedence }]) => {
    const role = roleOf(side, name);
    const roleArn = role && ("arn" in role ? role.arn : settings[role.setting]);
    return {
      name,
      ...(precedence !== undefined && { precedence }),
      ...(typeof roleArn === "string" && { roleArn }),
    };
  });
}
