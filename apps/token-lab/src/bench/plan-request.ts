// What is compared when the edited policy is held against today's?
import { type PolicySnapshot, type PreviewEnvironment, validateSettings } from "@claimsmith/claims-policy";
import type { CompareOptions, PlanEnvironment, PolicyPlan } from "@claimsmith/claims-policy/plan";
import { type BenchForm, choiceOf, isChanged, type Personas } from "./bench-form.ts";
import { personaOf } from "./bench-preview.ts";
import { fittedEnvironment } from "./bench-settings.ts";

/** What the worker is sent: the arguments of `comparePolicies`. */
export interface PlanRequest {
  readonly before: PolicySnapshot;
  readonly after: PolicySnapshot;
  readonly options: CompareOptions;
}

/** What it answers: a plan, or the code of an error. */
export type PlanAnswer = { readonly plan: PolicyPlan } | { readonly code: string };

/** What a comparison is made of. */
export interface PlanSubject {
  readonly before: PolicySnapshot;
  readonly after: PolicySnapshot;
  readonly form: BenchForm;
  readonly personas: Personas;
  readonly environment: PreviewEnvironment & PlanEnvironment;
}

/** The name of whoever was made by hand, among the personas. */
export const ON_THE_BENCH = "on the bench";

/**
 * Every persona is compared, and whoever was made by hand. Both policies have the environment; where it does not fit one of them,
 * settings may have any value.
 */
export function planRequest({ before, after, form, personas, environment }: PlanSubject): PlanRequest {
  const client = choiceOf(form, after.policy)?.client;
  const byHand =
    client !== undefined && (isChanged(form, personas) || !form.who.startsWith("persona:"))
      ? { [ON_THE_BENCH]: personaOf(form, client, after) }
      : {};
  const environments = {
    before: fittedEnvironment(before.policy, environment, {}),
    after: fittedEnvironment(after.policy, environment, form.settings),
  };
  const fits =
    validateSettings(before.policy, environments.before.settings ?? {}).length === 0 &&
    validateSettings(after.policy, environments.after.settings ?? {}).length === 0;
  return {
    before,
    after,
    options: { personas: { ...personas, ...byHand }, ...(fits && { environments }) },
  };
}
