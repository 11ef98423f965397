// Is a demand for all or any of some names met?
import type { AllOrAny } from "../requirement.ts";

/** True where every name of `all` is present, and one of `any`. A list that is not given demands nothing. */
export function holds(present: readonly string[], { all, any }: AllOrAny<string>): boolean {
  const isPresent = (name: string) => present.includes(name);
  return (all === undefined || all.every(isPresent)) && (any === undefined || any.some(isPresent));
}
