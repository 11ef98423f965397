// How do other stacks and repositories learn of a pool? By parameters under one prefix, without its state.
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { Construct } from "constructs";
import type { ClaimsUserPool } from "./claims-user-pool.ts";
import { clientOutputName, isParameterName, OUTPUT_NAMES, type PoolValues } from "./pool-output-names.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";
import type { ZipFunction } from "./zip-function.ts";

/** What to publish of a pool. */
export interface PoolOutputsOptions {
  /** Like `/claimsmith/orders/dev`: `/claimsmith/`, the policy, the environment. (AWS Systems Manager: Working with parameter hierarchies) */
  readonly prefix: string;
  readonly pool: ClaimsUserPool;
  /** The `iss` of the pool's tokens: `pool.issuer` on AWS. */
  readonly issuer: string;
  readonly policyHash: string;
  /** The pool's trigger: the parameters change after its alias has moved, so who reads a policy's hash can rely on it. */
  readonly trigger: ZipFunction;
}

/** Parameters of type String, free of charge. `readPoolOutputs` reads them. */
export class PoolOutputs extends Construct {
  constructor(scope: Construct, id: string, options: PoolOutputsOptions) {
    const { prefix, pool, issuer, policyHash, trigger } = options;
    super(scope, id);
    const parameters = parametersOf({
      issuer,
      policyHash,
      userPoolId: pool.poolId,
      clientIds: pool.clientIds,
      ...(pool.domainUrl !== undefined && { domainUrl: pool.domainUrl }),
    });
    refuseAtSynth(this, () => nameRefusals(prefix, Object.keys(parameters)));
    for (const [name, value] of Object.entries(parameters)) {
      new SsmParameter(this, name.replaceAll("/", "-"), {
        name: `${prefix}/${name}`,
        description: `What the user pool is: ${name}`,
        type: "String",
        tier: "Standard",
        dataType: "text",
        // No secret, so that plans can show what changes.
        insecureValue: value,
        dependsOn: [trigger.alias],
      });
    }
  }
}

function parametersOf({ clientIds, ...values }: PoolValues): Readonly<Record<string, string>> {
  const names = Object.keys(OUTPUT_NAMES) as (keyof typeof OUTPUT_NAMES)[];
  return Object.fromEntries([
    ...names.flatMap((name) => (values[name] === undefined ? [] : [[OUTPUT_NAMES[name], values[name]]])),
    ...Object.entries(clientIds).map(([client, clientId]) => [clientOutputName(client), clientId]),
  ]);
}

function nameRefusals(prefix: string, names: readonly string[]): readonly Refusal[] {
  return names
    .filter((name) => !isParameterName(`${prefix}/${name}`))
    .map((name) => ({
      code: "PARAMETER_NAME_INVALID",
      at: name,
      text: "expected a prefix like /claimsmith/orders/dev and names of letters, digits, _ . and -: at most 15 levels, not below /aws or /ssm",
    }));
}
