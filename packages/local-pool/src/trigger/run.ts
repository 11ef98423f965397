// What did the trigger say, and which of Cognito's errors is it if it said nothing usable?
import {
  EVENT_VERSIONS,
  type EventVersionNumber,
  isJsonObject,
  RESPONSE_CONTAINER,
  type TriggerResponse,
  type TriggerSource,
  triggerResponseProblem,
} from "@claimsmith/cognito-model";
import { type Pool, userPoolArn } from "../cloud/cloud.ts";
import {
  CognitoError,
  type CognitoErrorName,
  type TriggerError,
  type TriggerFailureCode,
} from "../errors.ts";
import { groupsNamed } from "../pools/group.ts";
import { triggerOf } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { triggerEvent } from "./event.ts";

/** What the pool knows of one issuance when it calls the trigger. */
export interface TriggerCall {
  readonly triggerSource: TriggerSource;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly user: User | undefined;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/**
 * Calls the trigger (once, unless the cloud is told to call again what gives no answer in time) and gives its response; `null` where there is no trigger, or none for this grant.
 * @throws CognitoError UserLambdaValidationException, UnexpectedLambdaException or InvalidLambdaResponseException
 */
export async function runTrigger(pool: Pool, call: TriggerCall): Promise<TriggerResponse | null> {
  const { cloud, record, region, userPoolId } = pool;
  const trigger = triggerOf(record);
  if (trigger === undefined) return null;
  const { arn, eventVersion } = trigger;
  const groups = groupsNamed(pool, call.user?.groups ?? []);
  const event = triggerEvent({ ...call, eventVersion, region, userPoolId, groups });
  if (event === undefined) return null;
  const caller = { service: "cognito-idp.amazonaws.com", sourceAccount: cloud.accountId };
  const sourceArn = userPoolArn(cloud, userPoolId);
  const returned = await invoke(() => cloud.functions.invoke(arn, event, { ...caller, sourceArn }));
  return responseOf(returned, EVENT_VERSIONS[eventVersion]);
}

async function invoke(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (cause) {
    const code = (cause as Partial<TriggerError> | null)?.code;
    const row = FAILURES[code as TriggerFailureCode] ?? FAILURES.TRIGGER_CRASHED;
    throw new CognitoError(row.type, row.text(cause instanceof Error ? cause.message : ""), cause);
  }
}

interface FailureRow {
  readonly type: CognitoErrorName;
  readonly text: (functionText: string) => string;
}

function unavailable(reason: string): FailureRow {
  const text = `PreTokenGeneration invocation failed due to error ${reason}.`;
  return { type: "UnexpectedLambdaException", text: () => text };
}

/** Names: AWS API Reference, InitiateAuth. Texts: observed in public reports; of a crash and of a too large answer unverified. */
const FAILURES: Readonly<Record<TriggerFailureCode, FailureRow>> = {
  TRIGGER_THREW: {
    type: "UserLambdaValidationException",
    text: (functionText) => `PreTokenGeneration failed with error ${functionText}.`,
  },
  TRIGGER_MISSING: unavailable("ResourceNotFoundException"),
  TRIGGER_FORBIDDEN: unavailable("AccessDeniedException"),
  TRIGGER_CRASHED: unavailable("Unhandled"),
  TRIGGER_TIMED_OUT: unavailable("Socket timeout while invoking Lambda function"),
  TRIGGER_CLOSED: unavailable("ServiceException"),
  TRIGGER_ANSWER_NOT_JSON: {
    type: "InvalidLambdaResponseException",
    text: () => "Invalid lambda function output : Invalid JSON",
  },
  TRIGGER_ANSWER_TOO_LARGE: {
    type: "InvalidLambdaResponseException",
    text: () => "Unrecognizable lambda output",
  },
};

/** The usable part of what the function returned. Whether Cognito forgives any wrong shape is not documented. */
function responseOf(returned: unknown, version: EventVersionNumber): TriggerResponse | null {
  const problem = triggerResponseProblem(returned, version);
  if (problem !== undefined) {
    const cause = new TypeError(`expected ${problem.expected} at ${problem.path || "the top"} of the answer`);
    throw new CognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output", cause);
  }
  const response = isJsonObject(returned) ? returned.response : null;
  if (!isJsonObject(response)) return null;
  return isJsonObject(response[RESPONSE_CONTAINER[version]])
    ? (response as unknown as TriggerResponse)
    : null;
}
