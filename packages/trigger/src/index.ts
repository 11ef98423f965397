// Runs a policy in a Pre Token Generation trigger.
export { optionsFromEnvironment, type TriggerOptions } from "./configuration.ts";
export { createHandler, type InvocationContext, type TriggerHandler } from "./create-handler.ts";
export type { LookupFailureCode } from "./look-ups/failure.ts";
export type { LookupOptions } from "./look-ups/options.ts";
export { MAX_EVENT_LENGTH } from "./read-event.ts";
export { PUBLIC_REFUSAL, TriggerError, type TriggerErrorCode, type TriggerRefusalCode } from "./refusal.ts";
