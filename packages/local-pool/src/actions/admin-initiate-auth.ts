// AdminInitiateAuth: how does a server sign a person in, or refresh? Its ClientMetadata never reaches this trigger.
import type { Action } from "./action.ts";
import { ADMIN_FLOWS, runAuthFlow } from "./auth-flows.ts";
import { checkUserPool, clientOf } from "./lookup.ts";

/** ADMIN_USER_PASSWORD_AUTH and REFRESH_TOKEN_AUTH. */
export const adminInitiateAuth: Action = async (pool, input) => {
  checkUserPool(pool, input);
  return runAuthFlow(pool, clientOf(pool, input), { input, flows: ADMIN_FLOWS });
};
