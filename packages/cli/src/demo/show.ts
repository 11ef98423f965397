// What does the demo show? Runs everything once and gives it as data, for people and for programs.
import type { EventVersion } from "@claimsmith/cognito-model";
import type { LocalStack } from "../local-stack.ts";
import { type Change, changesOf } from "./changes.ts";
import { type Call, callsOf, startGuardedApi } from "./guarded-api.ts";
import { holdAgainstPolicy } from "./hold-against.ts";
import { type PersonaRun, runPersonas } from "./persona-run.ts";

/** One persona's tokens, what the policy did to them, and how the routes answered them. */
export interface ShownRun extends PersonaRun {
  readonly changes: readonly Change[];
  readonly calls: readonly Call[];
}

/** The whole demo. */
export interface Show {
  readonly policyName: string;
  /** 12 hex digits. */
  readonly policyHash: string;
  readonly eventVersion: EventVersion;
  readonly issuer: string;
  readonly jwks: unknown;
  readonly runs: readonly ShownRun[];
}

/**
 * Signs everyone in, holds the tokens against the policy, and calls the guarded routes with each token.
 *
 * @throws CliError SIGN_IN_FAILED, DECISION_DIFFERS
 */
export async function show(stack: LocalStack): Promise<Show> {
  const { config, snapshot, blueprint, pool } = stack;
  const { eventVersion } = blueprint.trigger;
  const personaRuns = await runPersonas(stack);
  holdAgainstPolicy(personaRuns, eventVersion);
  const jwks = await fetch(pool.jwksUri).then((response) => response.json());
  const api = await startGuardedApi(stack);
  try {
    const runs: ShownRun[] = [];
    for (const run of personaRuns) {
      const { persona } = run;
      const groups: readonly string[] = persona.kind === "machine" ? [] : persona.groups;
      const changes = changesOf({ ...run, groups }, config.policy);
      runs.push({ ...run, changes, calls: await callsOf(api, run) });
    }
    const { policy, hash } = snapshot;
    return { policyName: policy.name, policyHash: hash, eventVersion, issuer: pool.issuer, jwks, runs };
  } finally {
    await api.close();
  }
}

/** Why a run got no tokens: the reason that the policy's denial states, else the code of its refusal. */
export function denialReason({ explanation }: PersonaRun): string | undefined {
  const { decision } = explanation;
  return decision.outcome === "refuse" ? (decision.reason ?? decision.code) : undefined;
}
