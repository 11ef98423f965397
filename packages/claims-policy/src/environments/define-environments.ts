// How does a team write its environments? Plain data, typed by the policy.
import type { ClientOf } from "../language/inference.ts";
import type { DefinitionOf, Policy } from "../language/policy.ts";
import type { ValueOfType } from "../language/value-types.ts";
import { PolicyError } from "../validation/issues.ts";
import { deepFreeze, plainData } from "../validation/plain-data.ts";
import type { ClientUrls, Environment } from "./environment.ts";
import { validateEnvironments } from "./validate-environments.ts";

type Declared<D> = D extends { readonly settings: infer S } ? S : Record<never, never>;

/** The settings that a policy declares, each with the type of its values. */
export type SettingsOf<P> = {
  readonly [N in keyof Declared<DefinitionOf<P>>]: ValueOfType<Declared<DefinitionOf<P>>[N]>;
};

/** An environment of one policy: its settings are all there, and its clients are the policy's. */
export type EnvironmentOf<P> = Omit<Environment, "settings" | "clients"> & {
  readonly clients?: { readonly [C in ClientOf<P>]?: ClientUrls };
} & (keyof SettingsOf<P> extends never
    ? { readonly settings?: SettingsOf<P> }
    : { readonly settings: SettingsOf<P> });

/**
 * Defines the environments of a policy by name: `local`, `dev`, `prod`. What comes back is a frozen copy.
 *
 * @throws PolicyError with code `POLICY_INVALID` and every issue, where the environments have any.
 */
export function defineEnvironments<P extends Policy, N extends string>(
  policy: P,
  environments: Readonly<Record<N, EnvironmentOf<NoInfer<P>>>>,
): Readonly<Record<N, EnvironmentOf<P>>> {
  const issues = validateEnvironments(policy, environments);
  if (issues.length > 0) throw new PolicyError(issues, "environments");
  const copy = plainData(environments, { path: "", issues });
  return deepFreeze(copy as Readonly<Record<N, EnvironmentOf<P>>>);
}
