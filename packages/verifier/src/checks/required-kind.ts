// Is it a user, or a machine, where the route demands one?
import type { Check } from "./check.ts";
import { kindOf } from "./subject.ts";

/** No demand, or met. */
export const requiredKind: Check = ({ payload, requirement: { kind } }) =>
  kind === undefined || kind === kindOf(payload) ? undefined : { code: "KIND_NOT_ALLOWED" };
