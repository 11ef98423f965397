// What is an action of the API?
import type { Cloud } from "../cloud/cloud.ts";

/** The parameters of a call: a JSON object, not looked at yet. */
export type ActionInput = Readonly<Record<string, unknown>>;

/** One action: parameters in, answer out. Refuses with a CognitoError. */
export type Action = (cloud: Cloud, input: ActionInput) => Promise<object>;
