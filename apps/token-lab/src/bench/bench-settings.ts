// Which settings does a policy get on the bench? Those of the environment, and by hand what that lacks.
import { type PolicyDocument, type PreviewEnvironment, validateSettings } from "@claimsmith/claims-policy";
import type { JsonValue } from "@claimsmith/cognito-model";
import type { BenchForm } from "./bench-form.ts";
import type { FactField } from "./fact-fields.ts";
import { valueOfText } from "./typed-text.ts";

/** The environment's values of the settings that a policy declares, as far as they fit. */
function given(policy: PolicyDocument, { settings = {} }: PreviewEnvironment): Record<string, JsonValue> {
  const fitting = Object.entries(policy.settings ?? {}).flatMap(([name, type]) => {
    const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (value === undefined) return [];
    const fits = validateSettings({ settings: { [name]: type } }, { [name]: value }).length === 0;
    return fits ? [[name, value] as const] : [];
  });
  return Object.fromEntries(fitting);
}

/** The settings that the environment has no fitting value for: an edited policy may declare new ones. */
export function lackingSettings(
  policy: PolicyDocument,
  environment: PreviewEnvironment,
): readonly FactField[] {
  const has = given(policy, environment);
  return Object.entries(policy.settings ?? {})
    .filter(([name]) => !Object.hasOwn(has, name))
    .map(([name, type]) => ({ name, type }));
}

/** The environment as it is for a policy: settings and clients that the policy does not declare are left out. */
export function fittedEnvironment<E extends PreviewEnvironment>(
  policy: PolicyDocument,
  environment: E,
  typed: BenchForm["settings"],
): E {
  const lacking = lackingSettings(policy, environment).flatMap(({ name, type }) => {
    const value = valueOfText(type, typed[name] ?? "");
    return value === undefined ? [] : [[name, value] as const];
  });
  const clients = Object.entries(environment.clients ?? {}).filter(([name]) =>
    Object.hasOwn(policy.clients, name),
  );
  const settings = { ...given(policy, environment), ...Object.fromEntries(lacking) };
  return { ...environment, settings, clients: Object.fromEntries(clients) };
}
