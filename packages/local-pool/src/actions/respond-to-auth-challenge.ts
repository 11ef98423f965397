// RespondToAuthChallenge: how does a sign-in go on? Its ClientMetadata reaches the trigger.
import { CognitoError } from "../errors.ts";
import type { Action } from "./action.ts";
import { text } from "./input.ts";
import { clientOf } from "./lookup.ts";
import { answerNewPassword } from "./new-password-challenge.ts";

/** NEW_PASSWORD_REQUIRED. */
export const respondToAuthChallenge: Action = async (pool, input) => {
  const client = clientOf(pool, input);
  if (text(input, "ChallengeName") !== "NEW_PASSWORD_REQUIRED") {
    throw new CognitoError(
      "UnsupportedOperationException",
      "the local pool knows no challenge but NEW_PASSWORD_REQUIRED yet",
    );
  }
  return answerNewPassword(pool, client, input);
};
