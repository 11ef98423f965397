// What does DescribeUserPool tell of a pool? (AWS API Reference: UserPoolType)
import { type Pool, userPoolArn } from "../../cloud/cloud.ts";
import { domainsOf } from "../../pools/domain.ts";
import { USERS } from "../../store/tables.ts";

/** The settings by the names of the API, with what Cognito adds; dates in seconds. Names of custom attributes have their prefix. */
export function describedPool(pool: Pool): object {
  const { cloud, userPoolId, record } = pool;
  const { PoolName, ...settings } = record.settings;
  const domains = domainsOf(pool);
  const prefix = domains.find(({ certificateArn }) => certificateArn === undefined);
  const custom = domains.find(({ certificateArn }) => certificateArn !== undefined);
  return {
    Id: userPoolId,
    Name: PoolName,
    Arn: userPoolArn(cloud, userPoolId),
    ...settings,
    MfaConfiguration: "OFF",
    SchemaAttributes: record.schema,
    EstimatedNumberOfUsers: countOf(cloud.database.list(USERS, userPoolId)),
    CreationDate: record.createdAtMs / 1000,
    LastModifiedDate: record.modifiedAtMs / 1000,
    ...(prefix === undefined ? {} : { Domain: prefix.domain }),
    ...(custom === undefined ? {} : { CustomDomain: custom.domain }),
  };
}

function countOf(rows: Iterable<unknown>): number {
  let count = 0;
  for (const _ of rows) count += 1;
  return count;
}
