// Which policy, people and environments does the bench start from? Those that the policy package has committed.
import { type Environment, type PolicySnapshot, parsePolicy } from "@claimsmith/claims-policy";
import type { EventVersion } from "@claimsmith/cognito-model";
import { environments, personas } from "@claimsmith/orders-policy";
import file from "@claimsmith/orders-policy/policy.json";
import type { Personas } from "./bench-form.ts";

/** The committed policy.json. The tests of the policy package hold its hash against its policy. */
export const TODAYS_POLICY: PolicySnapshot = {
  format: 1,
  hash: file.hash,
  eventVersion: file.eventVersion as EventVersion,
  policy: parsePolicy(file.policy),
};

/** The personas of the policy package. */
export const PERSONAS: Personas = personas;

const ENVIRONMENTS: Readonly<Record<string, Environment>> = environments;

const UNKNOWN: Partial<Environment> = {};

/** An environment of the policy package; of one that there is not nothing is known. */
export function environmentOf(name: string): Partial<Environment> {
  return (Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined) ?? UNKNOWN;
}
