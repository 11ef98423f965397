// What is the most that a deployed function's role may do? Write its log, use the environment's tables, call its functions, read a user.
import { builtArn, type Deployment, type Statement } from "@claimsmith/constructs";

/** The boundary of an environment's roles. A function that needs more needs it here first, and a deploy of this stack. */
export function boundaryStatements({
  policyName,
  deployment,
}: {
  readonly policyName: string;
  readonly deployment: Deployment;
}): readonly Statement[] {
  const own = `${policyName}-${deployment.environment}-*`;
  const wildcardReason = "a boundary gives nothing: each role's own policy names what it uses of this";
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [
        builtArn(deployment, "logs", `log-group:/aws/lambda/${own}`),
        builtArn(deployment, "logs", "log-group:/aws/appsync/apis/*"),
      ],
      wildcardReason,
    },
    {
      sid: "UseTables",
      actions: [
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
      ],
      resources: [builtArn(deployment, "dynamodb", `table/${own}`)],
      wildcardReason,
    },
    {
      sid: "DecryptTables",
      actions: ["kms:Decrypt"],
      resources: [builtArn(deployment, "kms", "key/*")],
      conditions: { StringEquals: { "kms:ViaService": [`dynamodb.${deployment.region}.amazonaws.com`] } },
      wildcardReason,
    },
    {
      sid: "CallFunctions",
      actions: ["lambda:InvokeFunction"],
      resources: [builtArn(deployment, "lambda", `function:${own}`)],
      wildcardReason,
    },
    {
      // One user, by name: a list would be all of them. Ids of pools are made up, so the account keeps environments apart.
      sid: "ReadUser",
      actions: ["cognito-idp:AdminGetUser"],
      resources: [builtArn(deployment, "cognito-idp", "userpool/*")],
      wildcardReason,
    },
  ];
}
