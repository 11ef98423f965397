// Where do the logs of a service go? A log group with a written retention, made before the service would make its own.
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { Construct } from "constructs";
import type { LogSettings } from "./log-settings.ts";

/** A log group of that name. (AWS: Working with log groups and log streams) */
export function keptLogGroup(scope: Construct, name: string, logs: LogSettings): CloudwatchLogGroup {
  return new CloudwatchLogGroup(scope, "logs", {
    name,
    retentionInDays: logs.retentionDays,
    ...(logs.keyArn !== undefined && { kmsKeyId: logs.keyArn }),
  });
}
