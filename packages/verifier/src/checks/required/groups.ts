// Is the user in the groups that the route demands? A machine is in none.
import type { RequirementCheck } from "./check.ts";
import { holds } from "./holds.ts";

/** Groups that the policy does not declare neither help nor hurt. */
export const requiredGroups: RequirementCheck = ({ principal, part: { groups = {} } }) =>
  holds(principal.groups, groups) ? undefined : { code: "INSUFFICIENT_GROUP" };
