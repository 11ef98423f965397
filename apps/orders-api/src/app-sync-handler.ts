// How does the function resolve fields for AppSync?
import { randomUUID } from "node:crypto";
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import {
  type AppSyncEvent,
  appSyncHandler,
  fieldGuard,
  type IdentityVerifier,
} from "@claimsmith/verifier/graphql";
import type { Operations } from "./operations.ts";
import type { ShownFailure } from "./problems.ts";
import { type WriteLog, writeLog } from "./request-log.ts";
import { resolversOf } from "./resolvers.ts";

/** What the handler is made of. */
export interface AppSyncParts {
  readonly identities: IdentityVerifier<OrdersPolicy>;
  readonly operations: Operations;
  /** Takes the log. Default: the standard output. */
  readonly write?: WriteLog;
}

/** What is read of Lambda's context. (AWS Lambda: Using the Lambda context object) */
export interface LambdaContext {
  readonly awsRequestId?: string;
}

/** The Lambda handler for AppSync's direct Lambda resolvers. It trusts the identity of the event, so let AppSync alone invoke it. */
export function ordersAppSyncHandler(
  parts: AppSyncParts,
): (event: AppSyncEvent, context?: LambdaContext) => Promise<unknown> {
  const { identities, operations, write = writeLog } = parts;
  const failures = new WeakMap<object, string>();
  const resolve = appSyncHandler(
    identities,
    resolversOf({
      guardField: fieldGuard(identities),
      operations,
      errorOf,
      onFailure: (name, context) => {
        failures.set((context as { readonly event: AppSyncEvent }).event, name);
      },
    }),
  );
  return async (event, { awsRequestId: requestId = randomUUID() } = {}) => {
    const startedMs = performance.now();
    const log = (code?: string) => {
      const { parentTypeName, fieldName } = event.info;
      const error = failures.get(event);
      write({
        level: error === undefined ? "info" : "error",
        message: "orders api",
        requestId,
        route: `${parentTypeName}.${fieldName}`,
        durationMs: Math.round(performance.now() - startedMs),
        ...(code !== undefined && { code }),
        ...(error !== undefined && { error }),
      });
    };
    try {
      const value = await resolve(event);
      log();
      return value;
    } catch (error) {
      log(error instanceof Error ? error.name : "UNEXPECTED_FAILURE");
      throw error;
    }
  };
}

/** The runtime tells AppSync an error's name and message, and nothing else. */
function errorOf({ code, text, issues = [] }: ShownFailure): Error {
  const list = issues.map(({ path, expected }) => `${path}: expected ${expected}`);
  return Object.assign(new Error([text, ...list].join("; ")), { name: code });
}
