// What does a change open or close besides what tokens show?
import type { ProvenEffect, StructuralChange } from "../plan.ts";
import type { Side } from "../worlds/side.ts";
import { clientChanges } from "./client-changes.ts";
import { environmentChanges } from "./environment-changes.ts";
import { ruleChanges } from "./rule-changes.ts";

/** Every structural change. One that proven effects show already names them. */
export function structuralChanges(
  before: Side,
  after: Side,
  effects: readonly ProvenEffect[],
): StructuralChange[] {
  const clients = clientChanges(before, after).map((change) => withEffects(change, effects));
  return [...ruleChanges(before, after, effects), ...clients, ...environmentChanges(before, after)];
}

/** A scope on a client's list shows on tokens, and so does an attribute that the client reads, on the ID token. */
function withEffects(change: StructuralChange, effects: readonly ProvenEffect[]): StructuralChange {
  const [, scopeOf] = /^clientScope:(.*)$/s.exec(change.id) ?? [];
  const [, readOf] = /^reads:(.*)$/s.exec(change.id) ?? [];
  const [client, ...name] = (scopeOf ?? readOf ?? "").split(":");
  if (client === undefined || client === "") return change;
  const id =
    scopeOf === undefined ? `claim:id:${name.join(":")}:${client}` : `scope:${name.join(":")}:${client}`;
  const isShown = effects.some((effect) => effect.id === id && effect.direction === change.direction);
  return isShown ? { ...change, shownBy: [id] } : change;
}
