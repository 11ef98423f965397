// Is what came of a deploy what the stacks promise?
import type { Summary } from "./journey.ts";

/** What must come of it. */
export const PROMISED: Summary = {
  applied: true,
  secondPlanEmpty: true,
  signIn: true,
  apiStatus: 200,
  replaced: 0,
  destroyedLeft: 0,
};

/** True where every figure is as promised. */
export function isAsPromised(summary: Summary): boolean {
  return Object.entries(PROMISED).every(([name, value]) => summary[name as keyof Summary] === value);
}
