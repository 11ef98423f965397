// How right is a local Cognito? Behaviours of Cognito as a table that runs against the local pool and against a real one.
export { type ApiOptions, type Call, type Credentials, userPoolsApi } from "./api.ts";
export type { Behaviour, Certainty, Need } from "./behaviour.ts";
export { BEHAVIOURS } from "./behaviours/index.ts";
export { type Fidelity, fidelityList, fidelityOf } from "./fidelity.ts";
export type { Json, JsonRecord } from "./json.ts";
export { PROBE_SOURCE } from "./probe.ts";
export { redactedEvent } from "./redacted-event.ts";
export { type ParityOptions, type ParityOutcome, type ParityRun, runParity } from "./run.ts";
export type { ParityTarget } from "./world.ts";
