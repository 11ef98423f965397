// Does a principal whose token is verified already meet a requirement? For adapters that verify once and ask for each field.
import type { AnyPrincipal } from "./checks/required/index.ts";
import type { Refusal } from "./checks/token/index.ts";
import { requirementReader } from "./demand.ts";

/** Why a principal does not meet a requirement now; `undefined` where it does. */
export type RequirementRefusal = (
  principal: AnyPrincipal,
  requirement: unknown,
  nowSeconds: number,
) => Refusal | undefined;

/**
 * Asks requirements, each of which must have passed `verifier.assertRequirement`: mistakes are not looked for again. Expiry is
 * asked as well, since what was verified once may be asked about later.
 */
export function requirementRefusal(): RequirementRefusal {
  const demandOf = requirementReader(() => []);
  return (principal, requirement, nowSeconds) => {
    if (nowSeconds >= principal.expiresAtSeconds) return { code: "TOKEN_EXPIRED" };
    const { steps, scopes } = demandOf(requirement);
    for (const { check, part } of steps) {
      const refusal = check({ principal, part, scopes, nowSeconds });
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
}
