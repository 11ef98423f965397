// Which guardrails are there? All of them, in the order in which they are reported.
import type { Deployment } from "../deployment.ts";
import type { Refusal } from "../refusal.ts";
import { accessTokenLifetimeInProduction } from "./access-token-lifetime-in-production.ts";
import { clientListsNotEmpty } from "./client-lists-not-empty.ts";
import { deletionProtectionInProduction } from "./deletion-protection-in-production.ts";
import type { Guardrail, SynthesisedResource, SynthesisedStack } from "./guardrail.ts";
import { logRetentionSet } from "./log-retention-set.ts";
import { noSecretInEnvironment } from "./no-secret-in-environment.ts";
import { noSecretInOutputs } from "./no-secret-in-outputs.ts";
import { permissionNamesSource } from "./permission-names-source.ts";
import { wildcardHasReason } from "./wildcard-has-reason.ts";

/** Every guardrail by the name of its file. */
export const GUARDRAILS: Readonly<Record<string, Guardrail>> = {
  "wildcard-has-reason": wildcardHasReason,
  "permission-names-source": permissionNamesSource,
  "client-lists-not-empty": clientListsNotEmpty,
  "no-secret-in-outputs": noSecretInOutputs,
  "no-secret-in-environment": noSecretInEnvironment,
  "log-retention-set": logRetentionSet,
  "deletion-protection-in-production": deletionProtectionInProduction,
  "access-token-lifetime-in-production": accessTokenLifetimeInProduction,
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
type Blocks = Readonly<Record<string, Block>>;

function readStack(terraform: unknown, isProduction: boolean): SynthesisedStack {
  const {
    resource = {},
    data = {},
    output = {},
    locals = {},
  } = terraform as {
    readonly resource?: Blocks;
    readonly data?: Blocks;
    readonly output?: Readonly<Record<string, unknown>>;
    readonly locals?: Readonly<Record<string, unknown>>;
  };
  return {
    isProduction,
    resources: readBlocks(resource, ""),
    data: readBlocks(data, "data."),
    outputs: output,
    locals,
  };
}

function readBlocks(blocks: Blocks, prefix: "" | "data."): readonly SynthesisedResource[] {
  return Object.entries(blocks).flatMap(([type, byName]) =>
    Object.entries(byName).map(
      ([name, attributes]): SynthesisedResource => ({
        type,
        address: `${prefix}${type}.${name}`,
        attributes,
      }),
    ),
  );
}
