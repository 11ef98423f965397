// What does the change of a policy do to the tokens of all its clients? For people and for machines.
import type { ProvenEffect } from "../plan.ts";
import type { Side } from "../worlds/side.ts";
import { Space } from "../worlds/space.ts";
import { proveEffects } from "./prove-effects.ts";
import { Prover } from "./prover.ts";

/** Every effect of going from one side to the other, people first. */
export function provenEffects(before: Side, after: Side): ProvenEffect[] {
  return (["user", "machine"] as const).flatMap((kind) => {
    const space = new Space([before, after], kind);
    return proveEffects(new Prover(space));
  });
}
