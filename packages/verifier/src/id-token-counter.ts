// How many ID tokens still pass in place of access tokens? Told to the program with each.
import type { AnyPrincipal } from "./checks/required/index.ts";
import type { IdTokenUse } from "./options.ts";

/** Counts ID tokens that passed, and tells the hook. Counting never refuses anybody: what the hook throws is dropped. */
export function idTokenCounter(
  onIdToken: ((use: IdTokenUse) => void) | undefined,
): (principal: AnyPrincipal) => void {
  let count = 0;
  return ({ client }) => {
    count += 1;
    try {
      onIdToken?.({ client, count });
    } catch {
      // See above.
    }
  };
}
