// What does a call of the Lambda API hold, what is its answer, and how does it find a function?
import type { Cloud } from "../cloud/cloud.ts";
import type { Reader, Writer } from "../store/database.ts";
import { FUNCTION_CODE, FUNCTION_VERSIONS, FUNCTIONS } from "../store/tables.ts";
import { findVersion } from "./find-function.ts";
import { type FunctionName, functionNameOf } from "./function-names.ts";
import { LambdaError } from "./lambda-error.ts";
import { type FunctionRecord, functionScope, LATEST, type VersionRecord } from "./records.ts";

/** One call. */
export interface LambdaCall {
  /** Of the region that the call was signed for. */
  readonly cloud: Cloud;
  /** A part of the path, decoded; empty where the path has none of this name. */
  readonly part: (name: "name" | "alias" | "statement" | "arn") => string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The body as a JSON object; empty where there is none. `Invoke` has any JSON: see `payload`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

/** An answer; without a body it is empty. */
export interface LambdaAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation. Refuses with a LambdaError. */
export type LambdaOperation = (call: LambdaCall) => Promise<LambdaAnswer>;

/** A function that a call names. */
export interface NamedFunction extends FunctionName {
  readonly scope: string;
  readonly record: FunctionRecord;
  /** Its ARN without a qualifier. */
  readonly arn: string;
}

/**
 * The function in the call's path.
 * @throws LambdaError ResourceNotFoundException
 */
export function functionOf({ cloud, part, query }: LambdaCall): NamedFunction {
  const { name, qualifier } = functionNameOf(part("name"), cloud, query.get("Qualifier") ?? undefined);
  return namedFunction(cloud, name, qualifier);
}

/** @throws LambdaError ResourceNotFoundException */
export function namedFunction(cloud: Cloud, name: string, qualifier?: string): NamedFunction {
  const { region, database } = cloud;
  const record = database.get(FUNCTIONS, [region, name]);
  const arn = functionArn(cloud, name);
  if (record === undefined) throw new LambdaError("ResourceNotFoundException", `Function not found: ${arn}`);
  const found = { name, scope: functionScope(region, name), record, arn };
  return qualifier === undefined ? found : { ...found, qualifier };
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`. */
export function functionArn({ region, accountId }: Cloud, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/**
 * The version that the call's qualifier names; `$LATEST` without one.
 * @throws LambdaError ResourceNotFoundException
 */
export function versionOf(
  { database, region }: Cloud,
  { name, qualifier, arn }: NamedFunction,
): VersionRecord {
  const version = findVersion(database, { region, name, qualifier });
  if (version !== undefined) return version;
  throw new LambdaError("ResourceNotFoundException", `Function not found: ${arn}:${qualifier ?? LATEST}`);
}

/** The versions of a function, oldest first: `$LATEST` before all. */
export function versionsOf(reader: Reader, scope: string): readonly VersionRecord[] {
  const order = ({ version }: VersionRecord): number => (version === LATEST ? 0 : Number(version));
  return [...reader.list(FUNCTION_VERSIONS, scope)].sort((one, other) => order(one) - order(other));
}

/** Removes a deployment package that no version has any more. */
export function dropUnusedCode(tx: Writer, scope: string, codeSha256: string): void {
  const isUsed = versionsOf(tx, scope).some((version) => version.codeSha256 === codeSha256);
  if (!isUsed) tx.remove(FUNCTION_CODE, [scope, codeSha256]);
}

/** @throws LambdaError PreconditionFailedException where the caller has seen another revision */
export function checkRevision(given: unknown, current: string): void {
  if (given === undefined || given === null || given === current) return;
  throw new LambdaError(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
  );
}
