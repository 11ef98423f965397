// Entry of a bundle: an API that verifies its first token with the verifier.
import type { TokenContract } from "@claimsmith/claims-policy/contract";
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import { createVerifier, type PinnedKeys } from "@claimsmith/verifier";
import type { ColdEvent } from "./cold.ts";

/** The contract as data, which the bundling puts in: what can be done when an API is built is not done when it starts. */
declare const CONTRACT: TokenContract<OrdersPolicy>;

/** Verifies the token of the event. */
export async function handler({ token, userPoolId, clients, jwks }: ColdEvent): Promise<string> {
  const verifier = createVerifier(CONTRACT, { userPoolId, clients, jwks: jwks as PinnedKeys });
  return (await verifier.verify(token)).sub;
}
