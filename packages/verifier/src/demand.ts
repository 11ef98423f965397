// What does a requirement come down to, once read? The checks that it asks for, in their order, and the scopes to name.
import { REQUIREMENT_CHECKS, type RequirementCheck } from "./checks/required/index.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { type AnyRequirement, partsOf, scopesNamedBy } from "./requirement.ts";
import { assertNoIssues, type RequirementIssues } from "./requirement-issues.ts";

/** One check that a requirement asks for, and the part of it that asks. */
export interface Step {
  readonly check: RequirementCheck;
  readonly part: AnyRequirement;
}

/** A requirement, read. */
export interface Demand {
  readonly steps: readonly Step[];
  /** Every scope that the requirement names, for the challenge. */
  readonly scopes: readonly string[];
}

/** Gives the demand of a requirement. */
export type ReadRequirement = (requirement: unknown) => Demand;

/**
 * Prepares the reading of requirements. Each is read when it first comes and is frozen then, so that the object which a
 * program holds cannot come to say something else than what is checked.
 *
 * The function throws ConfigurationError `REQUIREMENT_INVALID` with every issue.
 */
export function requirementReader(issues: RequirementIssues): ReadRequirement {
  const seen = new WeakMap<object, Demand>();
  return (requirement) => {
    const known = seen.get(requirement as object);
    if (known !== undefined) return known;
    assertNoIssues(issues("", requirement));
    const demand = demandOf(deepFreeze(requirement as AnyRequirement));
    seen.set(requirement as object, demand);
    return demand;
  };
}

function demandOf(requirement: AnyRequirement): Demand {
  const parts = partsOf(requirement);
  const steps = REQUIREMENT_CHECKS.flatMap(({ of, check }) =>
    parts.filter((part) => part[of] !== undefined).map((part) => ({ check, part })),
  );
  return { steps, scopes: scopesNamedBy(requirement) };
}
