// What did another stack publish of its pool? Read from parameters when Terraform plans.
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js";
import { Construct } from "constructs";
import { clientOutputName, OUTPUT_NAMES, type PoolValues } from "./pool-output-names.ts";

/** Which pool to read of. */
export interface ReadPoolOutputsOptions {
  /** The prefix that `PoolOutputs` was given. */
  readonly prefix: string;
  /** Names of the clients whose ids are wanted. A client that was not published stops the plan. */
  readonly clients: readonly string[];
  /** True: the address of the hosted login as well; a pool without a domain stops the plan. Default false. */
  readonly domain?: boolean;
}

/** What `PoolOutputs` wrote, as references. The other stack is deployed first. */
export function readPoolOutputs(
  scope: Construct,
  id: string,
  { prefix, clients, domain = false }: ReadPoolOutputsOptions,
): PoolValues {
  const group = new Construct(scope, id);
  const read = (name: string) =>
    new DataAwsSsmParameter(group, name.replaceAll("/", "-"), { name: `${prefix}/${name}` }).insecureValue;
  return {
    issuer: read(OUTPUT_NAMES.issuer),
    userPoolId: read(OUTPUT_NAMES.userPoolId),
    policyHash: read(OUTPUT_NAMES.policyHash),
    ...(domain && { domainUrl: read(OUTPUT_NAMES.domainUrl) }),
    clientIds: Object.fromEntries(clients.map((client) => [client, read(clientOutputName(client))])),
  };
}
