// How do checks talk to what was deployed? With the AWS SDK, as other programs would.
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { LocalAws } from "./local-aws.ts";

/** Clients of every service that the stacks of the environment `local` use. */
export interface AwsClients {
  readonly apiGateway: ApiGatewayV2Client;
  readonly cloudWatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamoDb: DynamoDBClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly ssm: SSMClient;
}

/** Clients with the endpoints that Terraform has. */
export function awsClients({ region, motoEndpoint, poolEndpoint }: LocalAws): AwsClients {
  // This runs on every Node.js that the project supports: what the SDK plans for its next year is no news to whoever deploys.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const common = { region, credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  const moto = { ...common, endpoint: motoEndpoint };
  const pool = { ...common, endpoint: poolEndpoint };
  return {
    apiGateway: new ApiGatewayV2Client(moto),
    cloudWatch: new CloudWatchClient(moto),
    logs: new CloudWatchLogsClient(moto),
    cognito: new CognitoIdentityProviderClient(pool),
    dynamoDb: new DynamoDBClient(moto),
    iam: new IAMClient(moto),
    lambda: new LambdaClient(pool),
    ssm: new SSMClient(moto),
  };
}
