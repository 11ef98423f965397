// What does a deployed API answer? Its own authorizer and routes decide, then the function that its integration names.
import { GetPolicyCommand, InvokeCommand } from "@aws-sdk/client-lambda";
import type { AwsClients } from "../aws-clients.ts";
import { notAsExpected } from "../errors.ts";
import type { DeployedApi } from "./deployed-api.ts";
import { type ApiRequest, gatewayEvent } from "./gateway-event.ts";
import { authorize } from "./jwt-authorizer.ts";
import { matchedRoute } from "./matched-route.ts";

/** An answer, and who gave it: API Gateway refuses before any function runs. */
export interface ApiAnswer {
  readonly status: number;
  readonly by: "gateway" | "function";
  /** Of the function. */
  readonly body?: string;
}

/**
 * Sends a request on the way that API Gateway would.
 * @throws DeployLocalError NOT_AS_EXPECTED where API Gateway would answer 500
 */
export async function callApi(
  clients: AwsClients,
  api: DeployedApi,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const { accessToken } = request;
  const matched = matchedRoute(api.routes, request);
  if (matched === undefined) return { status: 404, by: "gateway" };
  const { route } = matched;
  const target = { arn: route.functionArn, api };
  if (route.authorizer === undefined) {
    return invoke(clients, target, gatewayEvent({ api, ...matched }, request, undefined));
  }
  if (accessToken === undefined) return { status: 401, by: "gateway" };
  const authorization = await authorize(route.authorizer, accessToken, route.scopes);
  if (authorization.status !== 200) return { status: authorization.status, by: "gateway" };
  return invoke(clients, target, gatewayEvent({ api, ...matched }, request, authorization.claims));
}

interface Target {
  readonly arn: string;
  readonly api: DeployedApi;
}

async function invoke(clients: AwsClients, target: Target, event: object): Promise<ApiAnswer> {
  await checkPermission(clients, target);
  const command = new InvokeCommand({ FunctionName: target.arn, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await clients.lambda.send(command);
  if (FunctionError !== undefined)
    throw notAsExpected("expected an answer of the function, not an error of it");
  const { statusCode, body } = JSON.parse(Buffer.from(Payload ?? []).toString() || "{}") as {
    readonly statusCode?: number;
    readonly body?: string;
  };
  if (statusCode === undefined) throw notAsExpected("expected an answer of the function with a status code");
  return { status: statusCode, by: "function", ...(body !== undefined && { body }) };
}

interface Statement {
  readonly Effect: string;
  readonly Action: string;
  readonly Principal: { readonly Service?: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Without a permission for this API on the alias that it names, API Gateway answers 500. (AWS Lambda: Resource-based policy) */
async function checkPermission({ lambda }: AwsClients, { arn, api }: Target): Promise<void> {
  const { Policy = "{}" } = await lambda.send(new GetPolicyCommand({ FunctionName: arn }));
  const { Statement = [] } = JSON.parse(Policy) as { readonly Statement?: readonly Statement[] };
  const allows = ({ Effect, Action, Principal, Condition }: Statement) =>
    Effect === "Allow" &&
    Action === "lambda:InvokeFunction" &&
    Principal.Service === "apigateway.amazonaws.com" &&
    Condition?.ArnLike?.["AWS:SourceArn"]?.split(":").at(-1)?.startsWith(`${api.apiId}/`) === true;
  if (!Statement.some(allows))
    throw notAsExpected("expected a permission of API Gateway on the function's alias");
}
