// AdminRespondToAuthChallenge: how does a sign-in through a server go on? Its ClientMetadata reaches the trigger.
import type { Action } from "./action.ts";
import { clientOfPool } from "./lookup.ts";
import { answerChallenge } from "./respond-to-auth-challenge.ts";

/** PASSWORD_VERIFIER and NEW_PASSWORD_REQUIRED. */
export const adminRespondToAuthChallenge: Action = async (cloud, input) =>
  answerChallenge(clientOfPool(cloud, input), input);
