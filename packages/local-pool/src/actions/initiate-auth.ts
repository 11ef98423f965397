// InitiateAuth: how does a person begin to sign in, or refresh? Its ClientMetadata never reaches this trigger.
import type { Action } from "./action.ts";
import { runAuthFlow, USER_FLOWS } from "./auth-flows.ts";
import { clientOf } from "./lookup.ts";

/** USER_PASSWORD_AUTH and REFRESH_TOKEN_AUTH. */
export const initiateAuth: Action = async (pool, input) =>
  runAuthFlow(pool, clientOf(pool, input), { input, flows: USER_FLOWS });
