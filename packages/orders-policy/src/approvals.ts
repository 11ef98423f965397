// Who stands for a widening, and why? `claimsmith plan` prints the ids, and exits with 3 until each has a reason here.
import type { Approval } from "@claimsmith/claims-policy/plan";

/** Approved widenings of the change at hand. Once it is merged they are no widenings any more: take them out again. */
export const approvals: readonly Approval[] = [];
