// What does a deployment work with? The table of its orders, and the profiles of its pool.
import type { Configuration } from "./configuration.ts";
import { dynamoStore } from "./dynamo-store.ts";
import { type Operations, orderOperations } from "./operations.ts";
import { poolProfiles } from "./pool-profiles.ts";

/** The operations of a deployment. Nothing is connected before it is needed. */
export function operationsOf(configuration: Pick<Configuration, "tableName" | "userPoolId">): Operations {
  return orderOperations({ store: dynamoStore(configuration), fetchProfile: poolProfiles(configuration) });
}
