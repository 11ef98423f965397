// What do others know of a deployed pool? What the identity stack wrote to SSM, and nothing else.
import { paginateGetParametersByPath } from "@aws-sdk/client-ssm";
import type { AwsClients } from "./aws-clients.ts";
import { expected } from "./errors.ts";

/** A deployed pool, as another repository reads it. */
export interface DeployedPool {
  readonly issuer: string;
  readonly userPoolId: string;
  readonly policyHash: string;
  /** Client name of the policy → app client id. */
  readonly clientIds: Readonly<Record<string, string>>;
}

/**
 * Reads the parameters below `prefix`, like `/claimsmith/orders/local`.
 * @throws DeployLocalError NOT_AS_EXPECTED
 */
export async function readDeployedPool({ ssm }: AwsClients, prefix: string): Promise<DeployedPool> {
  const values = new Map<string, string>();
  for await (const { Parameters = [] } of paginateGetParametersByPath(
    { client: ssm },
    { Path: prefix, Recursive: true },
  )) {
    for (const { Name = "", Value = "" } of Parameters) values.set(Name.slice(prefix.length + 1), Value);
  }
  const value = (name: string) => expected(values.get(name), `the SSM parameter ${prefix}/${name}`);
  const clients = [...values].filter(([name]) => name.startsWith("clients/"));
  return {
    issuer: value("issuer"),
    userPoolId: value("user-pool-id"),
    policyHash: value("policy-hash"),
    clientIds: Object.fromEntries(clients.map(([name, id]) => [name.slice("clients/".length), id])),
  };
}
