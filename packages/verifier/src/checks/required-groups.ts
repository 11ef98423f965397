// Is the user in the groups that the route demands? A machine is in none.
import type { Check } from "./check.ts";
import { holds } from "./holds.ts";
import { kindOf } from "./subject.ts";

/** No demand, or met. Groups that the policy does not declare neither help nor hurt. */
export const requiredGroups: Check = ({ payload, requirement: { groups } }) => {
  if (groups === undefined) return undefined;
  const present = kindOf(payload) === "user" ? (payload["cognito:groups"] ?? []) : [];
  return holds(present, groups) ? undefined : { code: "INSUFFICIENT_GROUP" };
};
