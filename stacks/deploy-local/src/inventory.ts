// What is there in the account? Everything that the stacks can make, by the APIs of each service.
import { GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { ListDashboardsCommand, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { paginateDescribeLogGroups, paginateDescribeMetricFilters } from "@aws-sdk/client-cloudwatch-logs";
import { paginateListUserPools } from "@aws-sdk/client-cognito-identity-provider";
import { paginateListTables } from "@aws-sdk/client-dynamodb";
import { paginateListPolicies, paginateListRoles } from "@aws-sdk/client-iam";
import { paginateListFunctions } from "@aws-sdk/client-lambda";
import { paginateDescribeParameters } from "@aws-sdk/client-ssm";
import type { AwsClients } from "./aws-clients.ts";

/** How each kind of thing is listed. A name may be missing, a thing still counts. */
const LISTS: Readonly<Record<string, (clients: AwsClients) => Promise<readonly (string | undefined)[]>>> = {
  "user pool": ({ cognito: client }) =>
    named(paginateListUserPools({ client }, { MaxResults: 60 }), (page) =>
      page.UserPools?.map(({ Name }) => Name),
    ),
  function: ({ lambda: client }) =>
    named(paginateListFunctions({ client }, {}), (page) =>
      page.Functions?.map(({ FunctionName }) => FunctionName),
    ),
  role: ({ iam: client }) =>
    named(paginateListRoles({ client }, {}), (page) => page.Roles?.map(({ RoleName }) => RoleName)),
  // Of this account alone, without AWS's own.
  policy: ({ iam: client }) =>
    named(paginateListPolicies({ client }, { Scope: "Local" }), (page) =>
      page.Policies?.map(({ PolicyName }) => PolicyName),
    ),
  "log group": ({ logs: client }) =>
    named(paginateDescribeLogGroups({ client }, {}), (page) =>
      page.logGroups?.map(({ logGroupName }) => logGroupName),
    ),
  "metric filter": ({ logs: client }) =>
    named(paginateDescribeMetricFilters({ client }, {}), (page) =>
      page.metricFilters?.map(({ filterName }) => filterName),
    ),
  alarm: ({ cloudWatch: client }) =>
    named(paginateDescribeAlarms({ client }, {}), (page) =>
      page.MetricAlarms?.map(({ AlarmName }) => AlarmName),
    ),
  dashboard: async ({ cloudWatch }) => {
    const { DashboardEntries = [] } = await cloudWatch.send(new ListDashboardsCommand({}));
    return DashboardEntries.map(({ DashboardName }) => DashboardName);
  },
  parameter: ({ ssm: client }) =>
    named(paginateDescribeParameters({ client }, {}), (page) => page.Parameters?.map(({ Name }) => Name)),
  table: ({ dynamoDb: client }) => named(paginateListTables({ client }, {}), (page) => page.TableNames),
  "HTTP API": async ({ apiGateway }) => {
    const { Items = [] } = await apiGateway.send(new GetApisCommand({}));
    return Items.map(({ Name }) => Name);
  },
};

/** Everything in the account, each as `KIND NAME`. */
export async function inventory(clients: AwsClients): Promise<readonly string[]> {
  const lists = Object.entries(LISTS).map(async ([kind, list]) =>
    (await list(clients)).map((name) => `${kind} ${name ?? "without a name"}`),
  );
  return (await Promise.all(lists)).flat();
}

async function named<P>(
  pages: AsyncIterable<P>,
  namesOf: (page: P) => readonly (string | undefined)[] | undefined,
): Promise<readonly (string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const page of pages) names.push(...(namesOf(page) ?? []));
  return names;
}
