// Which guardrails are there? All of them, in the order in which they are reported.
import type { Deployment } from "../deployment.ts";
import type { Refusal } from "../refusal.ts";
import type { Guardrail, SynthesisedResource, SynthesisedStack } from "./guardrail.ts";
import { permissionNamesSource } from "./permission-names-source.ts";

/** Every guardrail by the name of its file. */
export const GUARDRAILS: Readonly<Record<string, Guardrail>> = {
  "permission-names-source": permissionNamesSource,
};

/** Everything that the guardrails refuse of a stack: what `TerraformStack.toTerraform()` gives, or the JSON that was written. */
export function guardrailRefusals(
  terraform: unknown,
  { environment }: Pick<Deployment, "environment">,
): readonly Refusal[] {
  const stack = readStack(terraform, environment === "prod");
  return Object.values(GUARDRAILS).flatMap((guardrail) => guardrail(stack));
}

type Block = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function readStack(terraform: unknown, isProduction: boolean): SynthesisedStack {
  const { resource = {}, output = {} } = terraform as {
    readonly resource?: Readonly<Record<string, Block>>;
    readonly output?: Readonly<Record<string, unknown>>;
  };
  const resources = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(
      ([name, attributes]): SynthesisedResource => ({ type, address: `${type}.${name}`, attributes }),
    ),
  );
  return { isProduction, resources, outputs: output };
}
