// A local Amazon Cognito over HTTP: sign-in APIs, the token endpoint, keys, and the real trigger.
export { type ErrorCategory, LocalPoolError, TriggerError, type TriggerFailureCode } from "./errors.ts";
export type { ClientCredentials } from "./pool/clients.ts";
export { type LocalPool, type LocalPoolOptions, startLocalPool } from "./start.ts";
export { type ChildProcessTriggerOptions, childProcessTrigger } from "./trigger/child-process.ts";
export { inProcessTrigger, type TriggerFunction } from "./trigger/in-process.ts";
export type { TriggerInvoker } from "./trigger/invoker.ts";
