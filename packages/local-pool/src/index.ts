// A local Amazon Cognito over HTTP: sign-in APIs, OAuth endpoints, keys, the control plane, and the real trigger.
export type { ClientCredentials, Seed, SeededPool } from "./cloud/seed.ts";
export { type ErrorCategory, LocalPoolError, TriggerError, type TriggerFailureCode } from "./errors.ts";
export {
  type LocalCloud,
  type LocalCloudOptions,
  type LocalPool,
  type LocalPoolOptions,
  startLocalCloud,
  startLocalPool,
  type TriggerMaker,
} from "./start.ts";
export { type ChildProcessTriggerOptions, childProcessTrigger } from "./trigger/child-process.ts";
export { inProcessTrigger, type TriggerFunction } from "./trigger/in-process.ts";
export { type InvocationLog, invocationLogLines } from "./trigger/invocation-log.ts";
export type { TriggerInvoker } from "./trigger/invoker.ts";
export type { CsvProblem } from "./users/csv/csv-rows.ts";
export type { ImportOutcome } from "./users/csv/import-users.ts";
export type { Delivery } from "./users/outbox.ts";
