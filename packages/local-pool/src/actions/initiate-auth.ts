// InitiateAuth: how does a person sign in or refresh? Its ClientMetadata never reaches this trigger.
import type { Action } from "./action.ts";
import { runAuthFlow, USER_FLOWS } from "./auth-flows.ts";
import { clientOf } from "./lookup.ts";

/** USER_PASSWORD_AUTH, USER_SRP_AUTH and REFRESH_TOKEN_AUTH. */
export const initiateAuth: Action = async (cloud, input) =>
  runAuthFlow(clientOf(cloud, input), { input, flows: USER_FLOWS });
