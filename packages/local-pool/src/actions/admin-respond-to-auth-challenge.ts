// AdminRespondToAuthChallenge: how does a sign-in through a server go on? Its ClientMetadata reaches the trigger.
import type { Action } from "./action.ts";
import { checkUserPool } from "./lookup.ts";
import { respondToAuthChallenge } from "./respond-to-auth-challenge.ts";

/** NEW_PASSWORD_REQUIRED. */
export const adminRespondToAuthChallenge: Action = async (pool, input) => {
  checkUserPool(pool, input);
  return respondToAuthChallenge(pool, input);
};
