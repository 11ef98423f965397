// Is a demand for all or any of some names met?
import type { AllOrAny } from "../../requirement.ts";

/** True where every name of `all` is present, and one of `any`. A list that is not given demands nothing. */
export function holds(present: readonly string[], { all, any }: AllOrAny<string>): boolean {
  if (any !== undefined && !any.some((name) => present.includes(name))) return false;
  return all === undefined || all.every((name) => present.includes(name));
}
