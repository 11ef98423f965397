// How does a version come to stay? PublishVersion and ListVersionsByFunction.
import { randomUUID } from "node:crypto";
import type { Cloud } from "../cloud/cloud.ts";
import { textRule } from "../pools/member-rules.ts";
import type { Writer } from "../store/database.ts";
import { FUNCTION_VERSIONS, FUNCTIONS } from "../store/tables.ts";
import { checkRevision, functionOf, type LambdaOperation, versionsOf } from "./call.ts";
import { describedVersion } from "./described-function.ts";
import { lambdaMembers } from "./function-members.ts";
import { LambdaError } from "./lambda-error.ts";
import { type FunctionRecord, LATEST, type VersionRecord } from "./records.ts";

/** What `$LATEST` is now, for good. Nothing changed since the last version: that version again. */
export const publishVersion: LambdaOperation = async (call) => {
  const { cloud, input } = call;
  const { name, scope, record, arn } = functionOf(call);
  const { Description } = lambdaMembers(input, { Description: { rule: textRule({ max: 256 }) } });
  const published = await cloud.database.write((tx) => {
    const latest = tx.get(FUNCTION_VERSIONS, [scope, LATEST]) as VersionRecord;
    checkRevision(input.RevisionId, latest.revisionId);
    if (input.CodeSha256 != null && input.CodeSha256 !== latest.codeSha256) {
      throw new LambdaError(
        "InvalidParameterValueException",
        "expected the CodeSha256 of the code that is there",
      );
    }
    const described = Description === undefined ? {} : { description: String(Description) };
    return publish(tx, cloud, { name, scope, record, latest, ...described });
  });
  return { status: 201, body: describedVersion(published, `${arn}:${published.version}`) };
};

/** `$LATEST`, then every published version. */
export const listVersions: LambdaOperation = async (call) => {
  const { scope, arn } = functionOf(call);
  const all = versionsOf(call.cloud.database, scope);
  return {
    status: 200,
    body: { Versions: all.map((one) => describedVersion(one, `${arn}:${one.version}`)) },
  };
};

/** Publishes `$LATEST` inside a write. */
export function publish(
  tx: Writer,
  cloud: Cloud,
  options: {
    readonly name: string;
    readonly scope: string;
    readonly record: FunctionRecord;
    readonly latest: VersionRecord;
    readonly description?: string;
  },
): VersionRecord {
  const { name, scope, latest, description } = options;
  const newest = versionsOf(tx, scope).at(-1);
  if (newest !== undefined && newest.version !== LATEST && isSame(newest, latest)) return newest;
  const record = tx.get(FUNCTIONS, [cloud.region, name]) ?? options.record;
  const version = String(record.nextVersion);
  const settings =
    description === undefined ? latest.settings : { ...latest.settings, Description: description };
  const published = { ...latest, settings, version, modifiedAtMs: cloud.clock(), revisionId: randomUUID() };
  tx.put(FUNCTIONS, [cloud.region, name], { ...record, nextVersion: record.nextVersion + 1 });
  tx.put(FUNCTION_VERSIONS, [scope, version], published);
  return published;
}

/** The description of a version is its own. */
function isSame(one: VersionRecord, other: VersionRecord): boolean {
  const comparable = ({ codeSha256, settings }: VersionRecord): string => {
    const entries = Object.entries({ ...settings, Description: "" });
    return JSON.stringify([codeSha256, entries.sort(([a], [b]) => (a < b ? -1 : 1))]);
  };
  return comparable(one) === comparable(other);
}
