// RespondToAuthChallenge: how does a sign-in go on? Its ClientMetadata reaches the trigger.
import type { PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { Action, ActionInput } from "./action.ts";
import { text } from "./input.ts";
import { clientOf } from "./lookup.ts";
import { answerNewPassword } from "./new-password-challenge.ts";

/** NEW_PASSWORD_REQUIRED. */
export const respondToAuthChallenge: Action = async (cloud, input) =>
  answerChallenge(clientOf(cloud, input), input);

/** @throws CognitoError UnsupportedOperationException, and what the challenge itself refuses */
export function answerChallenge(client: PoolClient, input: ActionInput): Promise<object> {
  if (text(input, "ChallengeName") !== "NEW_PASSWORD_REQUIRED") {
    throw new CognitoError(
      "UnsupportedOperationException",
      "the local pool knows no challenge but NEW_PASSWORD_REQUIRED yet",
    );
  }
  return answerNewPassword(client, input);
}
