// Which actions do the stacks identity and api need, on what, and why so wide where there is a wildcard?
import { builtArn, globalArn, partitionOf, roleBoundaryArn } from "@claimsmith/constructs";
import type { Right, RightsScope } from "./rights.ts";

/** The stacks whose state the pipeline reads and writes; never that of bootstrap, which decides what the pipeline may do. */
const STACKS = ["identity", "api"] as const;

const OWN_NAMES = "the stacks name what they make by policy and environment, and only they do";
const GENERATED_IDS =
  "the service makes up ids, so no name can stand here; the account is this environment's alone";
const NO_RESOURCES = "the action knows no resources (Service Authorization Reference)";

const base = ({ policyName, deployment }: RightsScope) => `${policyName}-${deployment.environment}`;
const functions = (scope: RightsScope) => builtArn(scope.deployment, "lambda", `function:${base(scope)}-*`);
const roles = (scope: RightsScope) => globalArn(scope.deployment, "iam", `role/${base(scope)}-*`);
const boundary = ({ deployment }: RightsScope) => ({
  StringEquals: { "iam:PermissionsBoundary": [roleBoundaryArn(deployment)] },
});
const bucket = ({ deployment, bucket: name }: RightsScope) => `arn:${partitionOf(deployment)}:s3:::${name}`;
const states = (scope: RightsScope, suffix: "" | ".tflock") =>
  STACKS.map((stack) => `${bucket(scope)}/${stack}-${scope.deployment.environment}.tfstate${suffix}`) as [
    string,
    string,
  ];
/** ARNs of API Gateway have a region and no account. (AWS: Actions, resources, and condition keys for Amazon API Gateway Management V2) */
const gateway = ({ deployment }: RightsScope, path: string) =>
  `arn:${partitionOf(deployment)}:apigateway:${deployment.region}::${path}`;

/**
 * Rows by the service they are about: each service is one inline policy of a role. What Terraform's AWS provider calls is what it
 * logs with `TF_LOG_PROVIDER=DEBUG`; test/provider-calls.json holds what it called when the stacks were deployed, changed and destroyed.
 * The stacks tag nothing, so nothing here does: a team that tags adds its services' tag actions.
 * (AWS: Service Authorization Reference; Terraform: Backend type s3, S3 bucket permissions)
 */
export const RIGHTS: Readonly<Record<string, readonly Right[]>> = {
  state: [
    { sid: "FindState", reads: ["s3:ListBucket"], writes: [], resources: (scope) => [bucket(scope)] },
    {
      sid: "State",
      reads: ["s3:GetObject"],
      writes: ["s3:PutObject"],
      resources: (scope) => states(scope, ""),
    },
    {
      // A plan takes no lock: it would have to write.
      sid: "Lock",
      reads: [],
      writes: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resources: (scope) => states(scope, ".tflock"),
    },
  ],
  cognito: [
    {
      sid: "Pools",
      reads: [
        "cognito-idp:DescribeResourceServer",
        "cognito-idp:DescribeUserPool",
        "cognito-idp:DescribeUserPoolClient",
        "cognito-idp:GetGroup",
        "cognito-idp:GetUserPoolMfaConfig",
        "cognito-idp:ListTagsForResource",
      ],
      writes: [
        "cognito-idp:AddCustomAttributes",
        "cognito-idp:CreateGroup",
        "cognito-idp:CreateResourceServer",
        "cognito-idp:CreateUserPoolClient",
        "cognito-idp:CreateUserPoolDomain",
        "cognito-idp:DeleteGroup",
        "cognito-idp:DeleteResourceServer",
        "cognito-idp:DeleteUserPool",
        "cognito-idp:DeleteUserPoolClient",
        "cognito-idp:DeleteUserPoolDomain",
        "cognito-idp:SetUserPoolMfaConfig",
        "cognito-idp:UpdateGroup",
        "cognito-idp:UpdateResourceServer",
        "cognito-idp:UpdateUserPool",
        "cognito-idp:UpdateUserPoolClient",
        "cognito-idp:UpdateUserPoolDomain",
      ],
      resources: ({ deployment }) => [builtArn(deployment, "cognito-idp", "userpool/*")],
      wildcardReason: GENERATED_IDS,
    },
    {
      // Before it is created a pool has no ARN; a domain is looked up by its prefix.
      sid: "NewPools",
      reads: ["cognito-idp:DescribeUserPoolDomain"],
      writes: ["cognito-idp:CreateUserPool"],
      resources: () => ["*"],
      wildcardReason: NO_RESOURCES,
    },
  ],
  lambda: [
    {
      sid: "Functions",
      reads: [
        "lambda:GetAlias",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConfiguration",
        "lambda:GetPolicy",
        "lambda:ListVersionsByFunction",
      ],
      writes: [
        "lambda:AddPermission",
        "lambda:CreateAlias",
        "lambda:CreateFunction",
        "lambda:DeleteAlias",
        "lambda:DeleteFunction",
        "lambda:DeleteFunctionConcurrency",
        "lambda:PublishVersion",
        "lambda:PutFunctionConcurrency",
        "lambda:RemovePermission",
        "lambda:UpdateAlias",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
      resources: (scope) => [functions(scope)],
      wildcardReason: OWN_NAMES,
    },
  ],
  iam: [
    {
      // The path of the pipeline's own roles is no part of these names: it cannot reach itself.
      sid: "Roles",
      reads: ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
      writes: [
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:ListInstanceProfilesForRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: (scope) => [roles(scope)],
      wildcardReason: OWN_NAMES,
    },
    {
      sid: "BoundRoles",
      reads: [],
      writes: ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
      resources: (scope) => [roles(scope)],
      conditions: boundary,
      wildcardReason: `${OWN_NAMES}; the condition keeps them within the boundary`,
    },
    {
      sid: "PassRoles",
      reads: [],
      writes: ["iam:PassRole"],
      resources: (scope) => [roles(scope)],
      conditions: () => ({
        StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com", "appsync.amazonaws.com"] },
      }),
      wildcardReason: OWN_NAMES,
    },
  ],
  logs: [
    {
      sid: "LogGroups",
      reads: ["logs:DescribeMetricFilters", "logs:ListTagsForResource"],
      writes: [
        "logs:AssociateKmsKey",
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:DeleteMetricFilter",
        "logs:DisassociateKmsKey",
        "logs:PutMetricFilter",
        "logs:PutRetentionPolicy",
      ],
      resources: (scope) =>
        [
          `/aws/lambda/${base(scope)}-*`,
          `/aws/vendedlogs/apis/${base(scope)}`,
          `/aws/vendedlogs/apis/${base(scope)}:*`,
          "/aws/appsync/apis/*",
        ].map((name) => builtArn(scope.deployment, "logs", `log-group:${name}`)) as [string, ...string[]],
      wildcardReason: `${OWN_NAMES}; AppSync's log groups have the id of their API`,
    },
    {
      // For the access log of an HTTP API. (Amazon API Gateway: Configure logging for HTTP APIs)
      sid: "LogDelivery",
      reads: ["logs:DescribeLogGroups"],
      writes: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
      resources: () => ["*"],
      wildcardReason: "groups are looked up by the beginning of a name, and deliveries have no resources",
    },
  ],
  cloudwatch: [
    {
      sid: "Alarms",
      reads: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      writes: ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
      resources: (scope) => [builtArn(scope.deployment, "cloudwatch", `alarm:${base(scope)}-*`)],
      wildcardReason: OWN_NAMES,
    },
    {
      sid: "Dashboards",
      reads: ["cloudwatch:GetDashboard"],
      writes: ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
      resources: (scope) => [globalArn(scope.deployment, "cloudwatch", `dashboard/${base(scope)}-*`)],
      wildcardReason: OWN_NAMES,
    },
  ],
  parameters: [
    {
      sid: "Outputs",
      reads: ["ssm:GetParameter", "ssm:ListTagsForResource"],
      writes: ["ssm:DeleteParameter", "ssm:PutParameter"],
      resources: ({ policyName, deployment }) => [
        builtArn(deployment, "ssm", `parameter/claimsmith/${policyName}/${deployment.environment}/*`),
      ],
      wildcardReason: "the outputs of this policy and environment have this prefix to themselves",
    },
    {
      sid: "FindOutputs",
      reads: ["ssm:DescribeParameters"],
      writes: [],
      resources: () => ["*"],
      wildcardReason: `${NO_RESOURCES}; it shows names, no values`,
    },
  ],
  tables: [
    {
      sid: "Tables",
      reads: [
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
      ],
      writes: [
        "dynamodb:CreateTable",
        "dynamodb:DeleteTable",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
      ],
      resources: (scope) => [builtArn(scope.deployment, "dynamodb", `table/${base(scope)}-*`)],
      wildcardReason: OWN_NAMES,
    },
  ],
  keys: [
    {
      // Of a table that AWS encrypts the provider looks up with which key.
      sid: "Keys",
      reads: ["kms:DescribeKey"],
      writes: [],
      resources: ({ deployment }) => [builtArn(deployment, "kms", "key/*")],
      wildcardReason: "AWS makes the key, with an id of its own",
    },
  ],
  apis: [
    {
      sid: "HttpApis",
      reads: ["apigateway:GET"],
      writes: ["apigateway:DELETE", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT"],
      resources: (scope) => [gateway(scope, "/apis"), gateway(scope, "/apis/*")],
      wildcardReason: GENERATED_IDS,
    },
    {
      sid: "GraphqlApis",
      reads: [
        "appsync:GetDataSource",
        "appsync:GetGraphqlApi",
        "appsync:GetResolver",
        "appsync:GetSchemaCreationStatus",
      ],
      writes: [
        "appsync:CreateDataSource",
        "appsync:CreateResolver",
        "appsync:DeleteDataSource",
        "appsync:DeleteGraphqlApi",
        "appsync:DeleteResolver",
        "appsync:StartSchemaCreation",
        "appsync:UpdateDataSource",
        "appsync:UpdateGraphqlApi",
        "appsync:UpdateResolver",
      ],
      resources: ({ deployment }) => [builtArn(deployment, "appsync", "apis/*")],
      wildcardReason: GENERATED_IDS,
    },
    {
      sid: "NewGraphqlApis",
      reads: [],
      writes: ["appsync:CreateGraphqlApi"],
      resources: () => ["*"],
      wildcardReason: NO_RESOURCES,
    },
  ],
};
