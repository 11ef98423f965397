// AdminInitiateAuth: how does a server sign a person in, or refresh? Its ClientMetadata never reaches this trigger.
import type { Action } from "./action.ts";
import { ADMIN_FLOWS, runAuthFlow } from "./auth-flows.ts";
import { clientOfPool } from "./lookup.ts";

/** ADMIN_USER_PASSWORD_AUTH, USER_SRP_AUTH and REFRESH_TOKEN_AUTH. */
export const adminInitiateAuth: Action = async (cloud, input) =>
  runAuthFlow(clientOfPool(cloud, input), { input, flows: ADMIN_FLOWS });
