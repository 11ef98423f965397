// What is a check of a requirement? It holds a principal against one part, on each request anew.
import type { Principal } from "../../principal.ts";
import type { AnyRequirement } from "../../requirement.ts";
import type { Refusal } from "../token/index.ts";

/** What a check of a requirement looks at. */
export interface Demanded {
  readonly principal: AnyPrincipal;
  /** The part of the requirement that asks. */
  readonly part: AnyRequirement;
  /** Every scope that the whole requirement names. */
  readonly scopes: readonly string[];
  readonly nowSeconds: number;
}

/** A principal of any policy. */
export type AnyPrincipal = Principal<unknown, "user" | "machine", "access" | "id">;

/** One check of a requirement. */
export type RequirementCheck = (demanded: Demanded) => Refusal | undefined;
