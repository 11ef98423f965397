// Is it a user, or a machine, where the route demands one?
import type { RequirementCheck } from "./check.ts";

/** The kind, exactly. */
export const requiredKind: RequirementCheck = ({ principal, part: { kind } }) =>
  kind === principal.kind ? undefined : { code: "KIND_NOT_ALLOWED" };
