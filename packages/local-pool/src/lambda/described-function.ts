// What does the Lambda API tell of a version? (AWS Lambda API Reference: FunctionConfiguration)
import type { VersionRecord } from "./records.ts";

/** The settings by the names of the API, with what Lambda adds. `arn` has the qualifier that was asked for. */
export function describedVersion(record: VersionRecord, arn: string): object {
  const { functionName, version, settings, codeSha256, codeSizeBytes, modifiedAtMs, revisionId } = record;
  return {
    FunctionName: functionName,
    FunctionArn: arn,
    ...settings,
    CodeSha256: codeSha256,
    CodeSize: codeSizeBytes,
    LastModified: new Date(modifiedAtMs).toISOString().replace("Z", "+0000"),
    LastUpdateStatus: "Successful",
    LoggingConfig: {
      LogFormat: "Text",
      LogGroup: `/aws/lambda/${functionName}`,
      ...Object(settings.LoggingConfig),
    },
    PackageType: "Zip",
    RevisionId: revisionId,
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    State: "Active",
    Version: version,
  };
}
