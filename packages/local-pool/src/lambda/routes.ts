// How does the local pool speak the Lambda API? REST with JSON. (AWS Lambda API Reference: Actions)
import { randomUUID } from "node:crypto";
import { isJsonObject } from "@claimsmith/cognito-model";
import { type Context, Hono } from "hono";
import { cloudOfCall, isSigned } from "../cloud/call-region.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { causeForLog } from "../errors.ts";
import { bodyText } from "../http/body.ts";
import { limitBody } from "../http/body-limit.ts";
import { isNoDeeperThan } from "../pools/member-rules.ts";
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from "./aliases-api.ts";
import type { LambdaAnswer, LambdaCall, LambdaOperation } from "./call.ts";
import {
  deleteConcurrency,
  getCodeSigningConfig,
  getConcurrency,
  getRuntimeManagementConfig,
  listTags,
  putConcurrency,
  tagFunction,
  untagFunction,
} from "./function-extras-api.ts";
import {
  createFunction,
  deleteFunction,
  getFunction,
  getFunctionConfiguration,
  listFunctions,
  updateFunctionCode,
  updateFunctionConfiguration,
} from "./functions-api.ts";

import { invoke } from "./invoke-api.ts";
import { LambdaError } from "./lambda-error.ts";
import { addPermission, getPolicy, removePermission } from "./policy-api.ts";
import { listVersions, publishVersion } from "./versions-api.ts";

const FUNCTIONS = "/2015-03-31/functions";
const FUNCTION = `${FUNCTIONS}/:name`;

/** Method, path, name for the log, operation. */
export const ROUTES: readonly (readonly [string, string, string, LambdaOperation])[] = [
  ["POST", FUNCTIONS, "CreateFunction", createFunction],
  ["GET", FUNCTIONS, "ListFunctions", listFunctions],
  ["GET", FUNCTION, "GetFunction", getFunction],
  ["DELETE", FUNCTION, "DeleteFunction", deleteFunction],
  ["PUT", `${FUNCTION}/code`, "UpdateFunctionCode", updateFunctionCode],
  ["GET", `${FUNCTION}/configuration`, "GetFunctionConfiguration", getFunctionConfiguration],
  ["PUT", `${FUNCTION}/configuration`, "UpdateFunctionConfiguration", updateFunctionConfiguration],
  ["POST", `${FUNCTION}/versions`, "PublishVersion", publishVersion],
  ["GET", `${FUNCTION}/versions`, "ListVersionsByFunction", listVersions],
  ["POST", `${FUNCTION}/aliases`, "CreateAlias", createAlias],
  ["GET", `${FUNCTION}/aliases`, "ListAliases", listAliases],
  ["GET", `${FUNCTION}/aliases/:alias`, "GetAlias", getAlias],
  ["PUT", `${FUNCTION}/aliases/:alias`, "UpdateAlias", updateAlias],
  ["DELETE", `${FUNCTION}/aliases/:alias`, "DeleteAlias", deleteAlias],
  ["POST", `${FUNCTION}/policy`, "AddPermission", addPermission],
  ["GET", `${FUNCTION}/policy`, "GetPolicy", getPolicy],
  ["DELETE", `${FUNCTION}/policy/:statement`, "RemovePermission", removePermission],
  ["POST", `${FUNCTION}/invocations`, "Invoke", invoke],
  ["PUT", "/2017-10-31/functions/:name/concurrency", "PutFunctionConcurrency", putConcurrency],
  ["DELETE", "/2017-10-31/functions/:name/concurrency", "DeleteFunctionConcurrency", deleteConcurrency],
  ["GET", "/2019-09-30/functions/:name/concurrency", "GetFunctionConcurrency", getConcurrency],
  [
    "GET",
    "/2020-06-30/functions/:name/code-signing-config",
    "GetFunctionCodeSigningConfig",
    getCodeSigningConfig,
  ],
  [
    "GET",
    "/2021-07-20/functions/:name/runtime-management-config",
    "GetRuntimeManagementConfig",
    getRuntimeManagementConfig,
  ],
  ["GET", "/2017-03-31/tags/:arn", "ListTags", listTags],
  ["POST", "/2017-03-31/tags/:arn", "TagResource", tagFunction],
  ["DELETE", "/2017-03-31/tags/:arn", "UntagResource", untagFunction],
];

const HAS_BODY: ReadonlySet<string> = new Set(["POST", "PUT"]);

/** A zip of 50 MiB in base64, and what stands around it. */
const MAX_BODY_BYTES = 70 * 1024 * 1024;

/** Ours: deeper JSON overflows the stack of whoever writes it again. */
const MAX_PAYLOAD_DEPTH = 1_000;

/** The Lambda API of a cloud, as a web application to be mounted at the root. */
export function lambdaApp(cloud: Cloud): Hono {
  const app = new Hono();
  const tooLarge = new LambdaError(
    "RequestTooLargeException",
    `expected a body of at most ${MAX_BODY_BYTES} bytes`,
  );
  const limit = limitBody(MAX_BODY_BYTES, () =>
    answerOf({ ...refusalOf(tooLarge), headers: { connection: "close" } }),
  );
  for (const [method, path, name, operation] of ROUTES) {
    const paths = path === FUNCTIONS ? [path, `${path}/`] : [path];
    // Who may not call is told before the body is read; only what has a body is held to its limit.
    app.on(method, paths, (c, next) => guard(cloud, c, next));
    if (HAS_BODY.has(method)) app.on(method, paths, limit);
    app.on(method, paths, (c) => answer(cloud, c, { name, operation }));
  }
  return app;
}

/** Runs code on this machine: so no web page may call, and each call must be signed, which no page can do without asking first. */
async function guard(cloud: Cloud, c: Context, next: () => Promise<void>): Promise<Response | undefined> {
  const { headers } = c.req.raw;
  const refusal = headers.has("origin")
    ? new LambdaError("AccessDeniedException", "expected a caller that is no web page")
    : isSigned(headers)
      ? undefined
      : new LambdaError("MissingAuthenticationTokenException", "Missing Authentication Token");
  if (refusal === undefined) {
    await next();
    return undefined;
  }
  cloud.log(`lambda ${refusal.status} ${refusal.type}`);
  return answerOf(refusalOf(refusal));
}

async function answer(
  cloud: Cloud,
  c: Context,
  { name, operation }: { readonly name: string; readonly operation: LambdaOperation },
): Promise<Response> {
  try {
    const result = await operation(await callOf(cloud, c, name));
    cloud.log(`${name} ${result.status}`);
    return answerOf(result);
  } catch (thrown) {
    const error = asLambdaError(thrown);
    cloud.log(`${name} ${error.status} ${error.type}${causeForLog(error)}`);
    return answerOf(refusalOf(error));
  }
}

async function callOf(cloud: Cloud, c: Context, name: string): Promise<LambdaCall> {
  const { raw } = c.req;
  const payload = HAS_BODY.has(raw.method) ? jsonOf(await bodyText(raw), name === "Invoke") : {};
  return {
    cloud: cloudOfCall(cloud, raw.headers),
    part: (part) => c.req.param(part) ?? "",
    query: new URL(raw.url).searchParams,
    headers: raw.headers,
    input: isJsonObject(payload) ? payload : {},
    payload,
  };
}

function jsonOf(text: string | undefined, isPayload: boolean): unknown {
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text ?? "not UTF-8");
  } catch {
    if (isPayload)
      throw new LambdaError("InvalidRequestContentException", "Could not parse request body into json");
    throw new LambdaError("SerializationException", "expected a body of JSON in UTF-8");
  }
  if (isPayload && !isNoDeeperThan(value, MAX_PAYLOAD_DEPTH)) {
    throw new LambdaError(
      "InvalidRequestContentException",
      `expected at most ${MAX_PAYLOAD_DEPTH} levels of JSON`,
    );
  }
  if (isPayload || isJsonObject(value)) return value;
  throw new LambdaError("SerializationException", "expected a JSON object");
}

function asLambdaError(thrown: unknown): LambdaError {
  if (thrown instanceof LambdaError) return thrown;
  return new LambdaError("ServiceException", "the local pool failed: please report it", thrown);
}

/** What the AWS SDK expects of a refusal. */
function refusalOf({ type, status, message }: LambdaError): LambdaAnswer {
  return { status, body: { Type: "User", Message: message, message }, headers: { "x-amzn-errortype": type } };
}

function answerOf({ status, body, headers }: LambdaAnswer): Response {
  const common = { "cache-control": "no-store", "x-amzn-requestid": randomUUID(), ...headers };
  if (body === undefined) return new Response(null, { status, headers: common });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...common },
  });
}
