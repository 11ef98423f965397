// Which orders may a caller see?
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Principal } from "@claimsmith/verifier";
import { type Order, SAMPLE_ORDERS } from "./sample-orders.ts";

/** The orders of the caller's company. A machine belongs to no company, so it has none. */
export function ordersOf(principal: Principal<OrdersPolicy>): readonly Order[] {
  if (principal.kind !== "user") return [];
  const { company_id } = principal.claims;
  return SAMPLE_ORDERS.filter(({ companyId }) => companyId === company_id);
}

/** The orders of every company, for operators. */
export function ordersOfEveryone(): readonly Order[] {
  return SAMPLE_ORDERS;
}
