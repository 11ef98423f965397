// What does a world look like to a person, and does it really show what the prover says?
import type { JsonValue } from "@claimsmith/cognito-model";
import type { Facts, LookupResult } from "../../evaluation/facts.ts";
import type { ClientTokens } from "../effects/client-tokens.ts";
import type { Counterexample, CounterexampleOutcome, KnownFacts } from "../plan.ts";
import type { Assignment } from "../solver/formulas.ts";
import { type IssuedTokens, issuedTokens } from "../tokens/issued-tokens.ts";
import { factsOf, toldBy } from "../worlds/facts-of-world.ts";
import { hasApiSignIn, type Side } from "../worlds/side.ts";
import type { Space } from "../worlds/space.ts";

/** What one side makes of a world. */
export interface Shown {
  readonly tokens: IssuedTokens;
  readonly facts: Facts;
}

/** The tokens of a client under one policy, in a world. A client that the policy has not gets none. */
export function tokensInWorld(
  space: Space,
  side: number,
  world: Assignment,
  client: ClientTokens | string,
): Shown {
  const name = typeof client === "string" ? client : client.client;
  const scopes = typeof client === "string" ? new Set<string>() : client.allowedScopes;
  const facts = factsOf(space, world, side, { name, scopes });
  if (typeof client === "string")
    return { facts, tokens: { outcome: "refuse", code: "CLIENT_UNKNOWN", rule: "clients" } };
  const of = space.sides[side] as Side;
  // What is granted does not depend on whether the trigger is told of it.
  const granted = toldBy(space, world).scopes.filter((scope) => scopes.has(scope));
  const isMachine = space.kind === "machine";
  const oauth = isMachine || !hasApiSignIn(of, name);
  const grant = isMachine ? "machine" : oauth ? "hosted" : "sdk";
  return { facts, tokens: issuedTokens(of, { facts, grant, oauth, scopes: granted }) };
}

/** The counterexample of a world, for people and for JSON. */
export function counterexampleOf(
  space: Space,
  client: string,
  world: Assignment,
  shown: readonly [Shown, Shown],
): Counterexample {
  const [before, after] = shown;
  return {
    kind: space.kind,
    client,
    known: knownFacts(space, world),
    before: outcomeOf(before.tokens),
    after: outcomeOf(after.tokens),
  };
}

function outcomeOf(tokens: IssuedTokens): CounterexampleOutcome {
  if (tokens.outcome === "issue") return { outcome: "issue" };
  const { outcome, code, rule } = tokens;
  return { outcome, code, rule };
}

/** What a world has beyond "nothing known", groups and scopes by name. */
export function knownFacts(space: Space, world: Assignment): KnownFacts {
  const told = toldBy(space, world);
  const attributes: Record<string, string> = {};
  const metadata: Record<string, string> = {};
  const settings: Record<string, JsonValue> = {};
  const lookups: Record<string, LookupResult> = {};
  for (const { fact, value } of told.facts) {
    const { name, field = "", side } = fact;
    if (fact.from === "attribute") attributes[name] = String(value);
    else if (fact.from === "metadata") metadata[name] = String(value);
    else if (fact.from === "setting") settings[settingName(name, side)] = value;
    else {
      const known = lookups[name];
      const fields = known?.status === "found" ? known.fields : {};
      lookups[name] = { status: "found", fields: { ...fields, [field]: value } };
    }
  }
  for (const [name, status] of told.lookups) if (status === "failed") lookups[name] = { status };
  return {
    groups: [...told.groups].sort(),
    attributes,
    metadata,
    scopes: [...told.scopes].sort(),
    settings,
    lookups,
  };
}

function settingName(name: string, side: number | undefined): string {
  if (side === undefined) return name;
  return `${name}@${side === 0 ? "before" : "after"}`;
}
