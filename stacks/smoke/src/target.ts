// Where is the pool and the API of an environment? What the identity stack wrote to SSM, and what API Gateway knows by name.
import { type ApiGatewayV2Client, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { causeCode, SmokeError } from "./errors.ts";

/** What is tried. */
export interface SmokeTarget {
  readonly issuer: string;
  readonly userPoolId: string;
  /** Client name of the policy → app client id. */
  readonly clientIds: Readonly<Record<string, string>>;
  /** Without a slash at the end. */
  readonly apiUrl: string;
}

/** Which environment, of which policy. */
export interface TargetName {
  readonly policy: string;
  readonly environment: string;
  /** The clients of the policy. */
  readonly clients: readonly string[];
}

/** How AWS is asked. Both calls are among the rights of the roles that plan and deploy. */
export interface TargetClients {
  readonly ssm: SSMClient;
  readonly apiGateway: ApiGatewayV2Client;
}

/**
 * Finds the target.
 * @throws SmokeError NOT_DEPLOYED
 */
export async function readTarget(
  { ssm, apiGateway }: TargetClients,
  { policy, environment, clients }: TargetName,
): Promise<SmokeTarget> {
  const prefix = `/claimsmith/${policy}/${environment}`;
  const read = async (name: string) => {
    const command = new GetParameterCommand({ Name: `${prefix}/${name}` });
    const { Parameter } = await asked(`the SSM parameter ${prefix}/${name}`, () => ssm.send(command));
    return found(Parameter?.Value, `a value of the SSM parameter ${prefix}/${name}`);
  };
  const [issuer, userPoolId, clientIds, apiUrl] = await Promise.all([
    read("issuer"),
    read("user-pool-id"),
    Promise.all(clients.map(async (client) => [client, await read(`clients/${client}`)] as const)),
    readApiUrl(apiGateway, `${policy}-${environment}`),
  ]);
  return { issuer, userPoolId, clientIds: Object.fromEntries(clientIds), apiUrl };
}

/** The stage of the stacks is `$default`, so the endpoint is the base of every path. */
async function readApiUrl(apiGateway: ApiGatewayV2Client, name: string): Promise<string> {
  let NextToken: string | undefined;
  do {
    const command = new GetApisCommand({ MaxResults: "100", ...(NextToken !== undefined && { NextToken }) });
    const page = await asked("the list of HTTP APIs", () => apiGateway.send(command));
    const api = page.Items?.find((item) => item.Name === name);
    if (api !== undefined) return found(api.ApiEndpoint, `an endpoint of the HTTP API ${name}`);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  throw new SmokeError("NOT_DEPLOYED", `expected an HTTP API ${name}: deploy the API stack first`);
}

async function asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const message = `expected ${what}, received ${causeCode(cause)}: deploy the stacks first`;
    throw new SmokeError("NOT_DEPLOYED", message, { cause });
  }
}

function found(value: string | undefined, what: string): string {
  if (value === undefined || value === "")
    throw new SmokeError("NOT_DEPLOYED", `expected ${what}, received none`);
  return value;
}
