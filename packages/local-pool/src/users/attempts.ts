// How often in an hour may one user's codes and passwords be tried? (AWS: Quotas in Amazon Cognito, code and password attempts)
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { replaceUser } from "./aliases.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Calls an hour for each user. For the two of a forgotten password AWS says 5 to 20, by the risk; here it is always 20. */
const CALLS_AN_HOUR = {
  ChangePassword: 5,
  ConfirmForgotPassword: 20,
  ConfirmSignUp: 15,
  ForgotPassword: 20,
  GetUserAttributeVerificationCode: 5,
  ResendConfirmationCode: 5,
  VerifyUserAttribute: 15,
} as const satisfies Readonly<Record<string, number>>;

/**
 * Counts one call, before anything is looked at, so that calls at the same time are no way around.
 * @throws CognitoError LimitExceededException
 */
export async function countAttempt(
  pool: Pool,
  username: string,
  action: keyof typeof CALLS_AN_HOUR,
): Promise<void> {
  const nowMs = pool.cloud.clock();
  await replaceUser(pool, username, (user) => {
    const recent = (user.attemptsAtMs?.[action] ?? []).filter((atMs) => atMs > nowMs - HOUR_MS);
    if (recent.length >= CALLS_AN_HOUR[action]) {
      throw new CognitoError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
    }
    return { ...user, attemptsAtMs: { ...user.attemptsAtMs, [action]: [...recent, nowMs] } };
  });
}
