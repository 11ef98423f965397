// Is a demand for all or any of some names met?
import type { AllOrAny } from "../../requirement.ts";

/** True where every name of `all` is present, and one of `any`. A list that is not given demands nothing. */
export function holds(present: readonly string[], { all, any }: AllOrAny<string>): boolean {
  return (any === undefined || holdsOne(present, any)) && (all === undefined || holdsEach(present, all));
}

// Loops: asked for every request, and a function made anew for each list costs more than the list.
function holdsOne(present: readonly string[], names: readonly string[]): boolean {
  for (const name of names) if (present.includes(name)) return true;
  return false;
}

function holdsEach(present: readonly string[], names: readonly string[]): boolean {
  for (const name of names) if (!present.includes(name)) return false;
  return true;
}
