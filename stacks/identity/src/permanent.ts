// What can never change while a pool lives? It is recorded for each environment, and a deploy that would change it is refused.
import type { poolBlueprint } from "@claimsmith/claims-policy";
import type { Refusal } from "@claimsmith/constructs";
import type { IdentityNames } from "./names.ts";

/** What is fixed once an environment's pool exists. (AWS: Updating user pool and app client configuration) */
export interface Permanents {
  /** Another name is another pool: Terraform would replace it, with all users. */
  readonly poolName: string;
  /** Another name would refuse every sign-in until the apply ends: alias and permission go before the new ones come. */
  readonly triggerFunction: string;
  readonly signInWith: string;
  /** Standard attributes that are required. */
  readonly requiredAttributes: readonly string[];
  /** Custom attributes by name, with type and bounds. New ones may be added. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a blueprint fixes. */
export function permanentsOf(blueprint: ReturnType<typeof poolBlueprint>, names: IdentityNames): Permanents {
  const attributes = blueprint.attributes.map(({ name, type, mutable, ...bounds }) => {
    const limits = Object.entries(bounds).map(([bound, value]) => `${bound} ${value}`);
    return [name, [type, mutable ? "mutable" : "immutable", ...limits].join(", ")] as const;
  });
  return {
    poolName: names.pool,
    triggerFunction: names.triggerFunction,
    signInWith: blueprint.signInWith,
    requiredAttributes: blueprint.requiredAttributes,
    attributes: Object.fromEntries(attributes),
  };
}

/** Everything that a deploy would change although it cannot. */
export function changedPermanents(now: Permanents, recorded: Permanents | undefined): readonly Refusal[] {
  if (recorded === undefined) {
    const text =
      "expected a record of what cannot change later: run `pnpm --filter @claimsmith/identity record` and commit it";
    return [{ code: "PERMANENTS_UNRECORDED", at: "permanent.json", text }];
  }
  const { attributes, ...rest } = recorded;
  const fixed = (Object.keys(rest) as (keyof typeof rest)[])
    .filter((name) => JSON.stringify(now[name]) !== JSON.stringify(recorded[name]))
    .map((name) => changed(name, recorded[name]));
  const gone = Object.entries(attributes)
    .filter(([name, type]) => now.attributes[name] !== type)
    .map(([name, type]) => changed(`attributes.${name}`, type));
  const added = Object.keys(now.attributes)
    .filter((name) => attributes[name] === undefined)
    .map((name) => ({
      code: "PERMANENTS_UNRECORDED",
      at: `attributes.${name}`,
      text: "a new attribute stays for good: run `pnpm --filter @claimsmith/identity record` and commit it",
    }));
  return [...fixed, ...gone, ...added];
}

function changed(at: string, before: unknown): Refusal {
  return {
    code: "PERMANENT_CHANGED",
    at,
    text: `expected ${JSON.stringify(before)}, as deployed: it cannot change while the pool lives, so put it back`,
  };
}
