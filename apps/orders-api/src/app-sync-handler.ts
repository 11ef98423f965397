// How does the function resolve fields for AppSync?
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import {
  type AppSyncEvent,
  appSyncHandler,
  fieldGuard,
  type IdentityVerifier,
} from "@claimsmith/verifier/graphql";
import { resolversOf } from "./resolvers.ts";

/** The Lambda handler for AppSync's direct Lambda resolvers. It trusts the identity of the event, so let AppSync alone invoke it. */
export function ordersAppSyncHandler(
  identities: IdentityVerifier<OrdersPolicy>,
): (event: AppSyncEvent) => Promise<unknown> {
  return appSyncHandler(identities, resolversOf(fieldGuard(identities)));
}
