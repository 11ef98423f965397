// Which scopes does a token carry? Tokens of one client carry the same few lists, so each is made once and shared.
import { NOTHING } from "./principal.ts";

/** The scopes of a `scope` claim, frozen. */
export type ReadScopes = (scope: string | undefined) => readonly string[];

/** So many lists are kept: what a policy can draw is a few dozen, and a token cannot make the rest stay. */
const MOST_LISTS = 1_000;

/** Makes a reader with its own memory. */
export function scopeReader(): ReadScopes {
  const lists = new Map<string, readonly string[]>();
  function listOf(scope: string): readonly string[] {
    const known = lists.get(scope);
    if (known !== undefined) return known;
    if (scope === "") return NOTHING;
    if (lists.size >= MOST_LISTS) lists.clear();
    const list = Object.freeze(scope.split(" "));
    lists.set(scope, list);
    return list;
  }

  let last = { scope: "", list: NOTHING };
  return (scope) => {
    if (scope === undefined) return NOTHING;
    // To compare two texts costs less than to hash one, and most tokens have the scopes of the one before.
    if (scope !== last.scope) last = { scope, list: listOf(scope) };
    return last.list;
  };
}
