// Do the scopes of a token meet what a route demands?
import type { RouteRow } from "./route-rows.ts";

/** The answer, with what is missing. */
export interface Holding {
  readonly isMet: boolean;
  /** Of the list that the token comes nearest to; empty where the demand is met. */
  readonly missing: readonly string[];
}

/** Holds scopes against demands: any one list has to be there as a whole. No list at all lets anybody in. */
export function heldAgainst(demands: RouteRow["demands"], scopes: readonly string[]): Holding {
  const lacks = demands.map((list) => list.filter((scope) => !scopes.includes(scope)));
  const [nearest = []] = lacks.toSorted((one, other) => one.length - other.length);
  return { isMet: nearest.length === 0, missing: nearest };
}

/** A demand in words: `orders/read`, `orders/read or admin/*`. Empty for a public route. */
export function demandsInWords(demands: RouteRow["demands"]): string {
  return demands.map((list) => (list.length === 0 ? "any access token" : list.join(" and "))).join(" or ");
}
