// How a team writes its policy: one typed object.
import { parsePolicy } from "../validation/validate.ts";
import type { Policy, PolicyDocument } from "./policy.ts";

/**
 * Defines a policy. The object is plain data, with the sources and conditions of this package in it; the compiler keeps its
 * exact types, so that verifiers and route guards know the tokens that it makes.
 *
 * @throws PolicyError with code `POLICY_INVALID` and every issue, where the policy has any.
 */
export function definePolicy<const D extends PolicyDocument>(definition: D): Policy<D> {
  return parsePolicy(definition) as Policy<D>;
}
