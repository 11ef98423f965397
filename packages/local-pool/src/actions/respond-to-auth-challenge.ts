// RespondToAuthChallenge: how does a sign-in go on? Its ClientMetadata reaches the trigger.
import type { PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { Action, ActionInput } from "./action.ts";
import { text } from "./input.ts";
import { clientOf } from "./lookup.ts";
import { answerNewPassword } from "./new-password-challenge.ts";
import { answerPasswordVerifier } from "./srp-challenge.ts";

/** PASSWORD_VERIFIER and NEW_PASSWORD_REQUIRED. */
export const respondToAuthChallenge: Action = async (cloud, input) =>
  answerChallenge(clientOf(cloud, input), input);

type Answer = (client: PoolClient, input: ActionInput) => Promise<object>;

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ["NEW_PASSWORD_REQUIRED", answerNewPassword],
  ["PASSWORD_VERIFIER", answerPasswordVerifier],
]);

const MFA = "multi-factor authentication is missing";
const DEVICES = "remembered devices are missing";
const CHOICE = "choice-based sign-in is missing";

/** Challenges that Cognito has and this pool never sends, with what is missing. (AWS API Reference: RespondToAuthChallenge) */
const ABSENT_CHALLENGES: ReadonlyMap<string, string> = new Map([
  ["ADMIN_NO_SRP_AUTH", "a password is asked for in AdminInitiateAuth alone"],
  ["CUSTOM_CHALLENGE", "challenge triggers are missing"],
  ["DEVICE_PASSWORD_VERIFIER", DEVICES],
  ["DEVICE_SRP_AUTH", DEVICES],
  ["EMAIL_OTP", MFA],
  ["MFA_SETUP", MFA],
  ["PASSWORD", CHOICE],
  ["PASSWORD_SRP", CHOICE],
  ["SELECT_CHALLENGE", CHOICE],
  ["SELECT_MFA_TYPE", MFA],
  ["SMS_MFA", MFA],
  ["SMS_OTP", MFA],
  ["SOFTWARE_TOKEN_MFA", MFA],
  ["WEB_AUTHN", "passkeys are missing"],
]);

/** @throws CognitoError UnsupportedOperationException, and what the challenge itself refuses */
export function answerChallenge(client: PoolClient, input: ActionInput): Promise<object> {
  const name = text(input, "ChallengeName");
  const answer = ANSWERS.get(name);
  if (answer !== undefined) return answer(client, input);
  const missing = ABSENT_CHALLENGES.get(name);
  if (missing === undefined) throw new CognitoError("InvalidParameterException", "Unknown ChallengeName");
  throw new CognitoError("UnsupportedOperationException", `${name}: ${missing} in the local pool`);
}
