// What is a guardrail? A rule over a synthesised stack, whoever wrote its constructs.
import type { Refusal } from "../refusal.ts";

/** A rule: one file each, listed in index.ts. */
export type Guardrail = (stack: SynthesisedStack) => readonly Refusal[];

/** One resource as Terraform will read it. */
export interface SynthesisedResource {
  /** Like `aws_lambda_permission`. */
  readonly type: string;
  /** Like `aws_lambda_permission.trigger_permission_1A2B3C4D`. */
  readonly address: string;
  /** The arguments, with Terraform's snake case names; references are texts like `${aws_cognito_user_pool.pool.arn}`. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A stack as guardrails read it. */
export interface SynthesisedStack {
  /** True in the environment `prod`. */
  readonly isProduction: boolean;
  readonly resources: readonly SynthesisedResource[];
  /** Terraform outputs by name. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of one of some types. */
export function ofType(
  { resources }: SynthesisedStack,
  ...types: readonly string[]
): readonly SynthesisedResource[] {
  return resources.filter(({ type }) => types.includes(type));
}
