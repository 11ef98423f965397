// What must never be, whatever facts a sign-in has? `claimsmith check` proves it.
import { claim, client, defineAssertions, inGroup, never, scope } from "@claimsmith/claims-policy";
import { policy } from "./policy.ts";

/** The assertions of the orders policy. */
export const assertions = defineAssertions(policy, [
  never(scope("admin/*")).unless(inGroup("ADMINS")),
  never(client("web"), claim("external_partner_id")),
  never(client("partner"), scope("orders/write")),
]);
