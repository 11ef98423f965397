// What else is asked of a function? Tags, concurrency, and what infrastructure tools read: code signing, runtime updates.
import { integerRule, textMapRule, textRule } from "../pools/member-rules.ts";
import { FUNCTIONS } from "../store/tables.ts";
import {
  functionOf,
  type LambdaCall,
  type LambdaOperation,
  type NamedFunction,
  namedFunction,
} from "./call.ts";
import { lambdaMembers } from "./function-members.ts";
import { functionArnParts } from "./function-names.ts";
import { LambdaError } from "./lambda-error.ts";
import type { FunctionRecord } from "./records.ts";

/** No function is signed. */
export const getCodeSigningConfig: LambdaOperation = async (call) => ({
  status: 200,
  body: { FunctionName: functionOf(call).name },
});

/** The runtime is the Node that runs the pool. */
export const getRuntimeManagementConfig: LambdaOperation = async (call) => ({
  status: 200,
  body: { FunctionArn: functionOf(call).arn, UpdateRuntimeOn: "Auto" },
});

/** Kept and described, without effect here. */
export const putConcurrency: LambdaOperation = async (call) => {
  const { ReservedConcurrentExecutions } = lambdaMembers(call.input, {
    ReservedConcurrentExecutions: { rule: integerRule(0, 1_000_000), required: true },
  });
  const reservedConcurrency = Number(ReservedConcurrentExecutions);
  await change(call, functionOf(call), (record) => ({ ...record, reservedConcurrency }));
  return { status: 200, body: { ReservedConcurrentExecutions: reservedConcurrency } };
};

/** Empty where none is reserved. */
export const getConcurrency: LambdaOperation = async (call) => {
  const { reservedConcurrency } = functionOf(call).record;
  const body = reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  return { status: 200, body };
};

/** Back to none. */
export const deleteConcurrency: LambdaOperation = async (call) => {
  await change(call, functionOf(call), ({ reservedConcurrency: _gone, ...record }) => record);
  return { status: 204 };
};

/** The tags of a function. */
export const listTags: LambdaOperation = async (call) => ({
  status: 200,
  body: { Tags: taggedFunction(call).record.tags },
});

/** Adds tags, and replaces those of the same name. */
export const tagFunction: LambdaOperation = async (call) => {
  const rule = textMapRule(textRule({ min: 1, max: 128 }), textRule({ max: 256 }));
  const { Tags } = lambdaMembers(call.input, { Tags: { rule, required: true } });
  const more = Tags as Readonly<Record<string, string>>;
  await change(call, taggedFunction(call), (record) => ({ ...record, tags: { ...record.tags, ...more } }));
  return { status: 204 };
};

/** A tag that is not there does no harm. */
export const untagFunction: LambdaOperation = async (call) => {
  const gone = new Set(call.query.getAll("tagKeys"));
  await change(call, taggedFunction(call), (record) => {
    const tags = Object.entries(record.tags).filter(([name]) => !gone.has(name));
    return { ...record, tags: Object.fromEntries(tags) };
  });
  return { status: 204 };
};

function taggedFunction({ cloud, part }: LambdaCall): NamedFunction {
  const parts = functionArnParts(part("arn"));
  if (parts === undefined || parts.region !== cloud.region || parts.accountId !== cloud.accountId) {
    throw new LambdaError(
      "ResourceNotFoundException",
      "expected the ARN of a function of this region and account",
    );
  }
  return namedFunction(cloud, parts.name);
}

async function change(
  { cloud }: LambdaCall,
  { name }: NamedFunction,
  changed: (record: FunctionRecord) => FunctionRecord,
): Promise<void> {
  await cloud.database.write((tx) => {
    const before = tx.get(FUNCTIONS, [cloud.region, name]);
    if (before !== undefined) tx.put(FUNCTIONS, [cloud.region, name], changed(before));
  });
}
