// What APIs know of the orders tokens: the contract, without the policy language.
import { type PolicySnapshot, type TokenContract, tokenContract } from "@claimsmith/claims-policy/contract";
import snapshot from "../policy.json" with { type: "json" };
import type { policy } from "./policy.ts";

/** The type of the orders policy, for route guards and principals. */
export type OrdersPolicy = typeof policy;

/** The contract of the orders tokens, of the committed policy.json. */
export const contract: TokenContract<OrdersPolicy> = tokenContract<OrdersPolicy>(
  snapshot as unknown as PolicySnapshot,
);
