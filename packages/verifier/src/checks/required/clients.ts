// Did the token come through one of the clients that the route is for?
import type { RequirementCheck } from "./check.ts";

/** By the client's name in the policy. */
export const requiredClients: RequirementCheck = ({ principal, part: { clients = [] } }) =>
  clients.includes(principal.client) ? undefined : { code: "INSUFFICIENT_CLIENT" };
