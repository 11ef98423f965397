// What is a guardrail? A rule over a synthesised stack, whoever wrote its constructs.
import type { Refusal } from "../refusal.ts";

/** A rule: one file each, listed in index.ts. */
export type Guardrail = (stack: SynthesisedStack) => readonly Refusal[];

/** One resource or data source as Terraform will read it. */
export interface SynthesisedResource {
  /** Like `aws_lambda_permission`. */
  readonly type: string;
  /** Like `aws_lambda_permission.trigger_permission_1A2B3C4D`; that of a data source begins with `data.`. */
  readonly address: string;
  /** The arguments, with Terraform's snake case names; references are texts like `${aws_cognito_user_pool.pool.arn}`. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A stack as guardrails read it. */
export interface SynthesisedStack {
  /** True in the environment `prod`. */
  readonly isProduction: boolean;
  readonly resources: readonly SynthesisedResource[];
  /** Data sources. */
  readonly data: readonly SynthesisedResource[];
  /** Terraform outputs by name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Terraform locals by name. */
  readonly locals: Readonly<Record<string, unknown>>;
}

/** The resources of one of some types. */
export function ofType(
  { resources }: SynthesisedStack,
  ...types: readonly string[]
): readonly SynthesisedResource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** A value as a list: Terraform takes a block that may occur once with and without brackets. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The members of a value that is an object; none where it is no object. */
export function members(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : {};
}

/** The arguments of a block that may occur once. */
export function onlyBlock(value: unknown): Readonly<Record<string, unknown>> {
  return members(asList(value)[0]);
}
