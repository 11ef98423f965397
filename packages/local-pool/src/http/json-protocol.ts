// How does the pool speak the AWS JSON 1.1 protocol? One POST, the action in a header, errors by `__type`.
import { randomUUID } from "node:crypto";
import { isJsonObject } from "@claimsmith/cognito-model";
import { ACTIONS } from "../actions/index.ts";
import { cloudOfCall } from "../cloud/call-region.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { CognitoError, causeForLog } from "../errors.ts";
import { bodyText } from "./body.ts";

const TARGET_PREFIX = "AWSCognitoIdentityProviderService.";

/** Answers one call of the Cognito API. Never throws. */
export async function answerCall(cloud: Cloud, request: Request): Promise<Response> {
  const target = request.headers.get("x-amz-target") ?? "";
  const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : "";
  try {
    const answer = await runAction(cloud, name, request);
    cloud.log(`${name} 200`);
    return jsonAnswer(200, answer);
  } catch (thrown) {
    const error = asCognitoError(thrown);
    cloud.log(`${ACTIONS.has(name) ? name : "call"} ${error.status} ${error.type}${causeForLog(error)}`);
    return cognitoErrorAnswer(error);
  }
}

async function runAction(cloud: Cloud, name: string, request: Request): Promise<object> {
  const action = ACTIONS.get(name);
  if (action === undefined) throw noSuchAction(name);
  return action(cloudOfCall(cloud, request.headers), await readObject(request));
}

/** What the AWS SDK expects of a refusal. */
export function cognitoErrorAnswer(error: CognitoError): Response {
  const body = { __type: error.type, message: error.message };
  return jsonAnswer(error.status, body, { "x-amzn-errortype": `${error.type}:` });
}

function jsonAnswer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "cache-control": "no-store",
      "x-amzn-requestid": randomUUID(),
      ...headers,
    },
  });
}

/** Names of Cognito's actions look like this; anything else is not repeated. */
const ACTION_NAME = /^[A-Z][A-Za-z]{1,63}$/;

function noSuchAction(name: string): CognitoError {
  if (!ACTION_NAME.test(name)) {
    return new CognitoError(
      "UnknownOperationException",
      `expected a header x-amz-target: ${TARGET_PREFIX}ACTION`,
    );
  }
  return new CognitoError("UnsupportedOperationException", `the local pool does not support ${name}`);
}

async function readObject(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const body = await bodyText(request);
  if (body === undefined) throw new CognitoError("SerializationException", "expected a body in UTF-8");
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new CognitoError("SerializationException", "expected a body of JSON");
  }
  if (!isJsonObject(value)) throw new CognitoError("SerializationException", "expected a JSON object");
  return value;
}

function asCognitoError(thrown: unknown): CognitoError {
  if (thrown instanceof CognitoError) return thrown;
  return new CognitoError("InternalErrorException", "the local pool failed: please report it", thrown);
}
