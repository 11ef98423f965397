// What does a change of a policy do to the tokens? Two snapshots in, one plan out; no code of either policy runs.
import type { Persona } from "../language/persona.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { personaPlans } from "./personas/persona-plans.ts";
import type { Approval, PlanEnvironment, PolicyPlan, ProvenEffect, StructuralChange } from "./plan.ts";
import { provenEffects } from "./proof/proven-effects.ts";
import { structuralChanges } from "./structure/structural-changes.ts";
import { undeployableChanges } from "./structure/undeployable.ts";
import { type Side, sideOf } from "./worlds/side.ts";

/** What a comparison may know besides the two policies. */
export interface CompareOptions {
  /** Whose tokens are shown before and after. Default: nobody's. */
  readonly personas?: Readonly<Record<string, Persona>>;
  /**
   * The environment on both sides: settings have its values, URLs and the like are compared. Default: settings may have any value
   * of their types. Each fits its policy, as `validateEnvironments` says.
   */
  readonly environments?: { readonly before: PlanEnvironment; readonly after: PlanEnvironment };
  /** Default: none. */
  readonly approvals?: readonly Approval[];
}

/**
 * Compares two policies as tokens: persona by persona, and over all facts that there could be, with the smallest example of each
 * thing that someone can now get, or no longer. It is taken that the trigger runs: an environment that detaches it is a structural
 * change, and then nothing of the policy holds. Both snapshots hold valid policies: `parseSnapshot` reads them so. Pure; the same
 * input gives the same plan.
 *
 * @throws PlanError `PROVER_DISAGREES` where an example does not show on real tokens what was to be shown: a defect of this package
 */
export function comparePolicies(
  before: PolicySnapshot,
  after: PolicySnapshot,
  { personas = {}, environments, approvals = [] }: CompareOptions = {},
): PolicyPlan {
  const sides: readonly [Side, Side] = [
    sideOf(before, environments?.before),
    sideOf(after, environments?.after),
  ];
  const effects = provenEffects(...sides);
  const structural = structuralChanges(...sides, effects);
  return {
    before: { hash: before.hash, eventVersion: before.eventVersion },
    after: { hash: after.hash, eventVersion: after.eventVersion },
    personas: personaPlans(personas, { before: sides[0], after: sides[1], effects }),
    effects,
    structural,
    undeployable: undeployableChanges(...sides),
    ...approvalsOf([...effects, ...structural], approvals),
  };
}

/** A structural change that an effect shows is approved with that. */
function approvalsOf(
  changes: readonly (ProvenEffect | StructuralChange)[],
  approvals: readonly Approval[],
): Pick<PolicyPlan, "unapproved" | "approved" | "unusedApprovals"> {
  const widenings = changes.filter(
    (change) => change.direction === "widening" && !("shownBy" in change && change.shownBy !== undefined),
  );
  const ids = new Set(widenings.map(({ id }) => id));
  const approved = approvals.filter(({ id }) => ids.has(id));
  const isApproved = new Set(approved.map(({ id }) => id));
  return {
    unapproved: [...ids].filter((id) => !isApproved.has(id)).sort(),
    approved,
    unusedApprovals: approvals.map(({ id }) => id).filter((id) => !ids.has(id)),
  };
}
