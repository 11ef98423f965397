// Does a stack publish a secret? Outputs and plain parameters can be read by many more people than the secret was made for.
import type { Refusal } from "../refusal.ts";
import { type Guardrail, ofType } from "./guardrail.ts";
import { secretReferences } from "./secret-references.ts";

/**
 * Outputs, SSM parameters that are no `SecureString`, and locals: through a local a secret would reach either unseen. An output
 * that is marked as sensitive is one all the same: the mark only keeps it off the screen. (Terraform: Sensitive data in state)
 */
export const noSecretInOutputs: Guardrail = (stack) => [
  ...Object.entries(stack.outputs).flatMap(([name, output]) => published(`output.${name}`, output)),
  ...Object.entries(stack.locals).flatMap(([name, local]) => published(`local.${name}`, local)),
  ...ofType(stack, "aws_ssm_parameter").flatMap(({ address, attributes }) =>
    attributes.type === "SecureString" ? [] : published(address, attributes),
  ),
];

function published(at: string, value: unknown): readonly Refusal[] {
  return secretReferences(value).map((reference) => ({
    code: "SECRET_PUBLISHED",
    at,
    text: `expected no reference to ${reference}: read the secret where it is used, from the service that keeps it`,
  }));
}
