// Which checks does a requirement ask for, and in what order?
import type { AnyRequirement } from "../../requirement.ts";
import type { RequirementCheck } from "./check.ts";
import { requiredAsserted, requiredClaims } from "./claims.ts";
import { requiredClients } from "./clients.ts";
import { requiredGroups } from "./groups.ts";
import { requiredKind } from "./kind.ts";
import { requiredAge } from "./max-age.ts";
import { requiredScopes } from "./scopes.ts";

export type { AnyPrincipal, RequirementCheck } from "./check.ts";

/** Who it is, what it may do, and last how old it is: nobody signs in again only to learn that he may not. */
export const REQUIREMENT_CHECKS: readonly {
  /** The key of the requirement that asks for the check. */
  readonly of: keyof AnyRequirement;
  readonly check: RequirementCheck;
}[] = [
  { of: "kind", check: requiredKind },
  { of: "clients", check: requiredClients },
  { of: "scopes", check: requiredScopes },
  { of: "groups", check: requiredGroups },
  { of: "claims", check: requiredClaims },
  { of: "asserted", check: requiredAsserted },
  { of: "maxAge", check: requiredAge },
];
