// Who may invoke a function? AddPermission, GetPolicy, RemovePermission.
import { randomUUID } from "node:crypto";
import { FLAG, type MemberTable, textRule } from "../pools/member-rules.ts";
import { FUNCTION_POLICIES } from "../store/tables.ts";
import {
  checkRevision,
  functionOf,
  type LambdaCall,
  type LambdaOperation,
  type NamedFunction,
  versionOf,
} from "./call.ts";
import { policyQualifier } from "./find-function.ts";
import { lambdaMembers } from "./function-members.ts";
import { LambdaError } from "./lambda-error.ts";
import { LATEST, type Permission, type ResourcePolicy } from "./records.ts";
import { statementOf } from "./resource-policy.ts";

/** (AWS Lambda API Reference: AddPermission) */
const MEMBERS: MemberTable = {
  StatementId: { rule: textRule({ min: 1, max: 100, pattern: /^([a-zA-Z0-9-_]+)$/ }), required: true },
  Action: { rule: textRule({ pattern: /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/ }), required: true },
  Principal: { rule: textRule({ pattern: /^\S+$/ }), required: true },
  SourceArn: {
    rule: textRule({ pattern: /^arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:([a-z0-9-]*):(\d{12})?:(.*)$/ }),
  },
  SourceAccount: { rule: textRule({ pattern: /^\d{12}$/ }) },
  PrincipalOrgID: { rule: textRule({ pattern: /^o-[a-z0-9]{10,32}$/ }) },
  EventSourceToken: { rule: textRule({ max: 256 }) },
  InvokedViaFunctionUrl: { rule: FLAG },
};

/** One statement more, on the function or on the version or alias that the call names. */
export const addPermission: LambdaOperation = async (call) => {
  const { cloud, input } = call;
  const named = policyTarget(call);
  const permission = lambdaMembers(input, MEMBERS) as unknown as Permission;
  await cloud.database.write((tx) => {
    const before = tx.get(FUNCTION_POLICIES, [named.scope, named.at]);
    checkRevision(input.RevisionId, before?.revisionId ?? "");
    if (before?.statements.some(({ StatementId }) => StatementId === permission.StatementId)) {
      throw new LambdaError(
        "ResourceConflictException",
        `The statement id (${permission.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statements = [...(before?.statements ?? []), permission];
    tx.put(FUNCTION_POLICIES, [named.scope, named.at], policyOf(named.at, statements));
  });
  return { status: 201, body: { Statement: JSON.stringify(statementOf(permission, named.resource)) } };
};

/** The whole policy as JSON text. */
export const getPolicy: LambdaOperation = async (call) => {
  const named = policyTarget(call);
  const policy = call.cloud.database.get(FUNCTION_POLICIES, [named.scope, named.at]);
  if (policy === undefined) throw noPolicy();
  const Statement = policy.statements.map((permission) => statementOf(permission, named.resource));
  const Policy = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement });
  return { status: 200, body: { Policy, RevisionId: policy.revisionId } };
};

/** A policy goes with its last statement. */
export const removePermission: LambdaOperation = async (call) => {
  const named = policyTarget(call);
  await call.cloud.database.write((tx) => {
    const before = tx.get(FUNCTION_POLICIES, [named.scope, named.at]);
    if (before === undefined) throw noPolicy();
    checkRevision(call.query.get("RevisionId"), before.revisionId);
    const statements = before.statements.filter(({ StatementId }) => StatementId !== call.part("statement"));
    if (statements.length === before.statements.length) {
      throw new LambdaError("ResourceNotFoundException", "Statement is not found in resource policy.");
    }
    if (statements.length === 0) tx.remove(FUNCTION_POLICIES, [named.scope, named.at]);
    else tx.put(FUNCTION_POLICIES, [named.scope, named.at], policyOf(named.at, statements));
  });
  return { status: 204 };
};

interface PolicyTarget extends NamedFunction {
  /** The key of the policy. */
  readonly at: string;
  /** The ARN that its statements name. */
  readonly resource: string;
}

function policyTarget(call: LambdaCall): PolicyTarget {
  const named = functionOf(call);
  if (named.qualifier === LATEST) {
    throw new LambdaError(
      "InvalidParameterValueException",
      "We currently do not support adding policies for $LATEST.",
    );
  }
  versionOf(call.cloud, named);
  const at = policyQualifier(named.qualifier);
  return { ...named, at, resource: at === "" ? named.arn : `${named.arn}:${at}` };
}

function policyOf(qualifier: string, statements: readonly Permission[]): ResourcePolicy {
  return { qualifier, revisionId: randomUUID(), statements };
}

function noPolicy(): LambdaError {
  return new LambdaError("ResourceNotFoundException", "The resource you requested does not exist.");
}
