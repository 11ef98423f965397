// Which versions does a Pre Token Generation event come in?

/** The `version` member of an event: matches the configured `LambdaVersion` V1_0, V2_0 or V3_0. */
export type EventVersionNumber = "1" | "2" | "3";

/** The `LambdaVersion` of a pool's `PreTokenGenerationConfig`. */
export type EventVersion = "V1_0" | "V2_0" | "V3_0";

/** Every `LambdaVersion` with the `version` that its events carry, lowest first. */
export const EVENT_VERSIONS: Readonly<Record<EventVersion, EventVersionNumber>> = {
  V1_0: "1",
  V2_0: "2",
  V3_0: "3",
};
