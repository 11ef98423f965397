// How do functions come, change and go? CreateFunction, GetFunction, ListFunctions, UpdateFunction…, DeleteFunction.
import { randomUUID } from "node:crypto";
import { FLAG, textMapRule, textRule } from "../pools/member-rules.ts";
import type { Writer } from "../store/database.ts";
import {
  FUNCTION_ALIASES,
  FUNCTION_CODE,
  FUNCTION_POLICIES,
  FUNCTION_VERSIONS,
  FUNCTIONS,
  TABLES_OF_A_FUNCTION,
} from "../store/tables.ts";
import {
  checkRevision,
  dropUnusedCode,
  functionArn,
  functionOf,
  type LambdaAnswer,
  type LambdaCall,
  type LambdaOperation,
  type NamedFunction,
  versionOf,
  versionsOf,
} from "./call.ts";
import { type DeploymentPackage, deploymentPackage } from "./deployment-package.ts";
import { describedVersion } from "./described-function.ts";
import { functionSettings, lambdaMembers } from "./function-members.ts";
import { LambdaError, unsupported } from "./lambda-error.ts";
import { type FunctionRecord, functionScope, LATEST, type VersionRecord } from "./records.ts";
import { publish } from "./versions-api.ts";

/** A new function with its first `$LATEST`, and, where it is asked for, version 1. */
export const createFunction: LambdaOperation = async ({ cloud, input }) => {
  const { FunctionName, Tags = {} } = lambdaMembers(input, {
    FunctionName: { rule: textRule({ min: 1, max: 64, pattern: /^[a-zA-Z0-9-_]+$/ }), required: true },
    Tags: { rule: textMapRule(textRule({ min: 1, max: 128 }), textRule({ max: 256 })) },
    Publish: { rule: FLAG },
  });
  if (input.PackageType != null && input.PackageType !== "Zip") throw unsupported("a PackageType but Zip");
  const name = String(FunctionName);
  const settings = functionSettings(input);
  const code = deploymentPackage(input.Code);
  const record: FunctionRecord = { name, nextVersion: 1, tags: Tags as Record<string, string> };
  const latest: VersionRecord = {
    functionName: name,
    version: LATEST,
    region: cloud.region,
    settings,
    codeSha256: code.sha256,
    codeSizeBytes: code.sizeBytes,
    modifiedAtMs: cloud.clock(),
    revisionId: randomUUID(),
  };
  const scope = functionScope(cloud.region, name);
  const described = await cloud.database.write((tx) => {
    if (tx.get(FUNCTIONS, [cloud.region, name]) !== undefined) {
      throw new LambdaError("ResourceConflictException", `Function already exist: ${name}`);
    }
    tx.put(FUNCTIONS, [cloud.region, name], record);
    tx.put(FUNCTION_CODE, [scope, code.sha256], code.base64);
    tx.put(FUNCTION_VERSIONS, [scope, LATEST], latest);
    return input.Publish === true ? publish(tx, cloud, { name, scope, record, latest }) : latest;
  });
  return { status: 201, body: describedVersion(described, arnOf(functionArn(cloud, name), described)) };
};

/** Configuration, tags and, in the place of a link to the code, nothing. */
export const getFunction: LambdaOperation = async (call) => {
  const named = functionOf(call);
  const { tags, reservedConcurrency } = named.record;
  return {
    status: 200,
    body: {
      Configuration: described(call, named),
      Code: { RepositoryType: "S3", Location: "" },
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
      ...(reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
    },
  };
};

/** The configuration alone. */
export const getFunctionConfiguration: LambdaOperation = async (call) => ({
  status: 200,
  body: described(call, functionOf(call)),
});

/** Every function of the region, on one page. */
export const listFunctions: LambdaOperation = async ({ cloud, query }) => {
  const functions = [...cloud.database.list(FUNCTIONS, cloud.region)];
  const versions = functions.flatMap(({ name }) => {
    const all = versionsOf(cloud.database, functionScope(cloud.region, name));
    return query.get("FunctionVersion") === "ALL" ? all : all.slice(0, 1);
  });
  const Functions = versions.map((version) => {
    const arn = functionArn(cloud, version.functionName);
    return describedVersion(
      version,
      query.get("FunctionVersion") === "ALL" ? `${arn}:${version.version}` : arn,
    );
  });
  return { status: 200, body: { Functions } };
};

/** Replaces the code of `$LATEST`. What runs already is finished with the old code. */
export const updateFunctionCode: LambdaOperation = async (call) => {
  const { input } = call;
  const code = deploymentPackage(input);
  return changeLatest(call, {
    code,
    change: (latest) => ({
      ...latest,
      settings:
        input.Architectures == null
          ? latest.settings
          : functionSettings({ Architectures: input.Architectures }, latest.settings),
      codeSha256: code.sha256,
      codeSizeBytes: code.sizeBytes,
    }),
  });
};

/** Changes what the call names; an environment is replaced as a whole. */
export const updateFunctionConfiguration: LambdaOperation = async (call) =>
  changeLatest(call, {
    change: (latest) => ({ ...latest, settings: functionSettings(call.input, latest.settings) }),
  });

async function changeLatest(
  call: LambdaCall,
  options: {
    readonly code?: DeploymentPackage;
    readonly change: (latest: VersionRecord) => VersionRecord;
  },
): Promise<LambdaAnswer> {
  const { cloud, input } = call;
  const { name, scope, record, arn } = functionOf(call);
  const after = await cloud.database.write((tx) => {
    const before = tx.get(FUNCTION_VERSIONS, [scope, LATEST]) as VersionRecord;
    checkRevision(input.RevisionId, before.revisionId);
    const changed = options.change(before);
    const latest = { ...changed, modifiedAtMs: cloud.clock(), revisionId: randomUUID() };
    if (input.DryRun === true) return latest;
    if (options.code !== undefined) tx.put(FUNCTION_CODE, [scope, options.code.sha256], options.code.base64);
    tx.put(FUNCTION_VERSIONS, [scope, LATEST], latest);
    if (before.codeSha256 !== latest.codeSha256) dropUnusedCode(tx, scope, before.codeSha256);
    return input.Publish === true ? publish(tx, cloud, { name, scope, record, latest }) : latest;
  });
  cloud.functions.runtimes.retire(scope, versionsOf(cloud.database, scope));
  return { status: 200, body: describedVersion(after, arnOf(arn, after)) };
}

/** A function goes with versions, aliases and permissions; with a qualifier, that version goes alone. */
export const deleteFunction: LambdaOperation = async (call) => {
  const { cloud } = call;
  const named = functionOf(call);
  const { scope, name, qualifier } = named;
  await cloud.database.write((tx) => {
    if (qualifier !== undefined) return deleteVersion(tx, named, versionOf(cloud, named));
    tx.remove(FUNCTIONS, [cloud.region, name]);
    for (const table of TABLES_OF_A_FUNCTION) tx.removeAll(table, scope);
  });
  cloud.functions.runtimes.retire(scope, versionsOf(cloud.database, scope));
  return { status: 204 };
};

function deleteVersion(tx: Writer, { scope, qualifier }: NamedFunction, version: VersionRecord): void {
  if (version.version !== qualifier || qualifier === LATEST) {
    throw new LambdaError(
      "InvalidParameterValueException",
      "expected the number of a published version: $LATEST goes with its function, an alias by DeleteAlias",
    );
  }
  if ([...tx.list(FUNCTION_ALIASES, scope)].some((alias) => alias.version === version.version)) {
    throw new LambdaError("ResourceConflictException", "expected a version that no alias names");
  }
  tx.remove(FUNCTION_VERSIONS, [scope, version.version]);
  tx.remove(FUNCTION_POLICIES, [scope, version.version]);
  dropUnusedCode(tx, scope, version.codeSha256);
}

function described({ cloud }: LambdaCall, named: NamedFunction): object {
  const arn = named.qualifier === undefined ? named.arn : `${named.arn}:${named.qualifier}`;
  return describedVersion(versionOf(cloud, named), arn);
}

function arnOf(arn: string, { version }: VersionRecord): string {
  return version === LATEST ? arn : `${arn}:${version}`;
}
