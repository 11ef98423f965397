// How does a name point to a version? CreateAlias, GetAlias, UpdateAlias, DeleteAlias, ListAliases.
import { randomUUID } from "node:crypto";
import { isJsonObject } from "@claimsmith/cognito-model";
import { ANY_OBJECT, type MemberTable, textRule } from "../pools/member-rules.ts";
import type { Reader } from "../store/database.ts";
import { FUNCTION_ALIASES, FUNCTION_POLICIES, FUNCTION_VERSIONS } from "../store/tables.ts";
import {
  checkRevision,
  functionOf,
  type LambdaCall,
  type LambdaOperation,
  type NamedFunction,
} from "./call.ts";
import { lambdaMembers } from "./function-members.ts";
import { LambdaError, unsupported } from "./lambda-error.ts";
import type { AliasRecord } from "./records.ts";

/** (AWS Lambda API Reference: CreateAlias) */
const MEMBERS: MemberTable = {
  FunctionVersion: { rule: textRule({ min: 1, max: 1024, pattern: /^(\$LATEST|[0-9]+)$/ }) },
  Description: { rule: textRule({ max: 256 }) },
  RoutingConfig: { rule: ANY_OBJECT },
};
const ALIAS_NAME = {
  rule: textRule({ min: 1, max: 128, pattern: /^(?!^[0-9]+$)([a-zA-Z0-9-_]+)$/ }),
  required: true,
};

/** A new name for a version. */
export const createAlias: LambdaOperation = async (call) => {
  const named = functionOf(call);
  const { Name } = lambdaMembers(call.input, { Name: ALIAS_NAME });
  const change = changeOf(call);
  const alias = { description: "", name: String(Name), revisionId: randomUUID(), ...change } as AliasRecord;
  await call.cloud.database.write((tx) => {
    if (tx.get(FUNCTION_ALIASES, [named.scope, alias.name]) !== undefined) {
      throw new LambdaError("ResourceConflictException", `Alias already exists: ${named.arn}:${alias.name}`);
    }
    checkVersion(tx, named, alias.version);
    tx.put(FUNCTION_ALIASES, [named.scope, alias.name], alias);
  });
  return { status: 201, body: described(named, alias) };
};

/** Which version the alias names. */
export const getAlias: LambdaOperation = async (call) => {
  const named = functionOf(call);
  return { status: 200, body: described(named, existing(call.cloud.database, named, call.part("alias"))) };
};

/** Moves the alias: the next invocation runs the other version. */
export const updateAlias: LambdaOperation = async (call) => {
  const named = functionOf(call);
  const change = changeOf(call);
  const after = await call.cloud.database.write((tx) => {
    const before = existing(tx, named, call.part("alias"));
    checkRevision(call.input.RevisionId, before.revisionId);
    const moved: AliasRecord = { ...before, ...change, revisionId: randomUUID() };
    checkVersion(tx, named, moved.version);
    tx.put(FUNCTION_ALIASES, [named.scope, moved.name], moved);
    return moved;
  });
  return { status: 200, body: described(named, after) };
};

/** An alias goes with the permissions on it. One that is not there does no harm. */
export const deleteAlias: LambdaOperation = async (call) => {
  const { scope } = functionOf(call);
  await call.cloud.database.write((tx) => {
    tx.remove(FUNCTION_ALIASES, [scope, call.part("alias")]);
    tx.remove(FUNCTION_POLICIES, [scope, call.part("alias")]);
  });
  return { status: 204 };
};

/** Every alias, or those of one version, on one page. */
export const listAliases: LambdaOperation = async (call) => {
  const named = functionOf(call);
  const wanted = call.query.get("FunctionVersion");
  const all = [...call.cloud.database.list(FUNCTION_ALIASES, named.scope)];
  const aliases = all.filter(({ version }) => wanted === null || version === wanted);
  return { status: 200, body: { Aliases: aliases.map((alias) => described(named, alias)) } };
};

function changeOf({ input }: LambdaCall): Partial<AliasRecord> {
  const { FunctionVersion, Description, RoutingConfig } = lambdaMembers(input, MEMBERS);
  const weights = isJsonObject(RoutingConfig) ? RoutingConfig.AdditionalVersionWeights : undefined;
  if (Object.keys(Object(weights)).length > 0) throw unsupported("weights: expected an alias of one version");
  return {
    ...(FunctionVersion === undefined ? {} : { version: String(FunctionVersion) }),
    ...(Description === undefined ? {} : { description: String(Description) }),
  };
}

function checkVersion(reader: Reader, { scope, arn }: NamedFunction, version: string | undefined): void {
  if (version === undefined) throw new LambdaError("ValidationException", "expected FunctionVersion");
  if (reader.get(FUNCTION_VERSIONS, [scope, version]) === undefined) {
    throw new LambdaError("ResourceNotFoundException", `Function not found: ${arn}:${version}`);
  }
}

function existing(reader: Reader, { scope, arn }: NamedFunction, name: string): AliasRecord {
  const alias = reader.get(FUNCTION_ALIASES, [scope, name]);
  if (alias !== undefined) return alias;
  throw new LambdaError("ResourceNotFoundException", `Cannot find alias arn: expected an alias of ${arn}`);
}

function described({ arn }: NamedFunction, { name, version, description, revisionId }: AliasRecord): object {
  return {
    AliasArn: `${arn}:${name}`,
    Name: name,
    FunctionVersion: version,
    Description: description,
    RevisionId: revisionId,
  };
}
