// Do assertions hold for every token that a policy could issue? Proved as plans are.
import { eventVersionOf } from "../../analysis/event-version.ts";
import { conditionTest } from "../../evaluation/test-condition.ts";
import { TRUE } from "../../evaluation/truth.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { PolicyError } from "../../validation/issues.ts";
import { ClientTokens } from "../effects/client-tokens.ts";
import { type Effect, effectWorlds, showsEffect } from "../effects/effect.ts";
import type { KnownFacts, PlanEnvironment } from "../plan.ts";
import { knownFacts, type Shown, tokensInWorld } from "../proof/counterexample.ts";
import { PlanError, Prover } from "../proof/prover.ts";
import type { Assignment, Formula } from "../solver/formulas.ts";
import { type Side, sideOf } from "../worlds/side.ts";
import { Space } from "../worlds/space.ts";
import type { AssertedOutcome, Assertion, HasRole } from "./assertion.ts";
import { readAssertions } from "./validate-assertions.ts";

/** One sign-in, or request of a machine, whose tokens are what must never be. No other has fewer known facts. */
export interface AssertionCounterexample {
  readonly kind: "user" | "machine";
  readonly client: string;
  readonly known: KnownFacts;
}

/** Whether an assertion holds. */
export interface AssertionResult<A extends Assertion = Assertion> {
  readonly assertion: A;
  readonly holds: boolean;
  /** Of one that does not hold. */
  readonly counterexample?: AssertionCounterexample;
}

/**
 * Proves assertions about a policy, over all facts that there could be: in the order in which they were given. `environment` fixes
 * the settings; without one they may have any value of their types, and roles that settings name are different roles.
 *
 * @throws PolicyError with code `POLICY_INVALID` where an assertion is not of the right shape, or names what the policy does not declare
 * @throws PlanError `PROVER_DISAGREES` where a counterexample does not show on real tokens: a defect of this package
 */
export function checkAssertions<A extends Assertion>(
  policy: PolicyDocument,
  assertions: readonly A[],
  environment?: PlanEnvironment,
): AssertionResult<A>[] {
  // As data: what `never` gives has a method beside its members.
  const { assertions: read, issues } = readAssertions(policy, assertions);
  if (issues.length > 0) throw new PolicyError(issues, "assertions");
  // Nobody asserts anything about a policy by its own hash.
  const snapshot = { format: 1, hash: "000000000000", eventVersion: eventVersionOf(policy), policy } as const;
  const side = sideOf(snapshot, environment);
  const conditions = read.flatMap(({ unless }) => (unless === undefined ? [] : [unless]));
  const provers = (["user", "machine"] as const).map(
    (kind) => new Prover(new Space([side], kind, conditions)),
  );
  return (read as readonly A[]).map((assertion) => {
    const counterexample = smallest(provers.flatMap((prover) => violations(prover, side, assertion)));
    return counterexample === undefined
      ? { assertion, holds: true }
      : { assertion, holds: false, counterexample };
  });
}

/** Of several the one with the fewest facts, else the first: people before machines, clients by name. */
function smallest(found: readonly AssertionCounterexample[]): AssertionCounterexample | undefined {
  const sizeOf = ({ known }: AssertionCounterexample) => {
    const { groups, scopes, lookups, ...named } = known;
    const fields = Object.values(lookups).map((result) =>
      result.status === "found" ? Object.keys(result.fields).length : 1,
    );
    const others = Object.values(named).map((facts) => Object.keys(facts).length);
    return [groups.length, scopes.length, ...fields, ...others].reduce((sum, count) => sum + count, 0);
  };
  return [...found].sort((a, b) => sizeOf(a) - sizeOf(b))[0];
}

/** A smallest counterexample for each client that has one. */
function violations(prover: Prover, side: Side, assertion: Assertion): AssertionCounterexample[] {
  const { space } = prover;
  return [...side.clients.keys()].sort().flatMap((client) => {
    const tokens = ClientTokens.of(space, 0, client);
    if (tokens === undefined) return [];
    const { unless } = assertion;
    const isAllowed = unless === undefined ? space.formulas.FALSE : tokens.isTrue(unless);
    const outcomes = assertion.never.map((outcome) => outcomeWorlds(tokens, side, outcome));
    const world = prover.smallestWorld([...outcomes, space.formulas.not(isAllowed)], [tokens.issued]);
    return world === undefined ? [] : [shownViolation({ tokens, side, assertion, world })];
  });
}

interface Violation {
  readonly tokens: ClientTokens;
  readonly side: Side;
  readonly assertion: Assertion;
  readonly world: Assignment;
}

/** The facts are made, and their tokens, before anything is said. */
function shownViolation({ tokens, side, assertion, world }: Violation): AssertionCounterexample {
  const { space, client } = tokens;
  const shown = tokensInWorld(space, 0, world, tokens);
  const { unless, never } = assertion;
  const isAllowed = unless !== undefined && conditionTest(unless, side.policy)(shown.facts) === TRUE;
  if (isAllowed || !never.every((outcome) => isShown(outcome, side, client, shown))) {
    throw new PlanError(
      "PROVER_DISAGREES",
      "a counterexample does not show what it should: report this as a defect",
    );
  }
  return { kind: space.kind, client, known: knownFacts(space, world) };
}

/** The effects of which one must show. Of a client, none. */
function effectsOfOutcome(side: Side, outcome: Exclude<AssertedOutcome, { has: "client" }>): Effect[] {
  switch (outcome.has) {
    case "scope":
      return [{ about: "scope", name: outcome.scope }];
    case "group":
      return [{ about: "group", name: outcome.group }];
    case "role":
      return [{ about: "role", name: roleName(side, outcome) }];
    case "claim": {
      const tokens = outcome.token === undefined ? (["access", "id"] as const) : [outcome.token];
      return tokens.map((token) => ({ about: "claim", token, name: outcome.claim }));
    }
  }
}

function roleName({ settings }: Side, { role }: HasRole): string {
  if (typeof role === "string") return role;
  return settings === undefined ? `setting ${role.name}` : String(settings[role.name]);
}

function outcomeWorlds(tokens: ClientTokens, side: Side, outcome: AssertedOutcome): Formula {
  const { formulas } = tokens.space;
  if (outcome.has === "client") return formulas.constant(outcome.client === tokens.client);
  return formulas.any(effectsOfOutcome(side, outcome).map((effect) => effectWorlds(tokens, effect)));
}

function isShown(outcome: AssertedOutcome, side: Side, client: string, { tokens, facts }: Shown): boolean {
  if (outcome.has === "client") return outcome.client === client;
  return effectsOfOutcome(side, outcome).some((effect) => showsEffect(effect, tokens, facts));
}
