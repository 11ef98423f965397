// GetUserAttributeVerificationCode: how does a signed-in user get a code for an address?
import { CognitoError } from "../errors.ts";
import type { AddressAttribute } from "../pools/user-pool.ts";
import { readAccessToken } from "../tokens/read-access-token.ts";
import { countAttempt } from "../users/attempts.ts";
import { VERIFICATION } from "../users/codes.ts";
import type { Action, ActionInput } from "./action.ts";
import { sendCode } from "./code-delivery.ts";
import { text } from "./input.ts";

/** For the address that the user has; a new one that waits for its code keeps that code. */
export const getUserAttributeVerificationCode: Action = async (cloud, input) => {
  const { pool, user } = await readAccessToken(cloud, text(input, "AccessToken"));
  const attribute = addressAttribute(input);
  const purpose = VERIFICATION[attribute];
  const destination = user.codes?.[purpose]?.pending
    ? user.codes[purpose].destination
    : user.attributes[attribute];
  if (destination === undefined) {
    throw new CognitoError("InvalidParameterException", `expected a user with ${attribute}`);
  }
  await countAttempt(pool, user.username, "GetUserAttributeVerificationCode");
  const contact = { attribute, destination };
  return { CodeDeliveryDetails: await sendCode(pool, user.username, { purpose, contact }) };
};

/** @throws CognitoError InvalidParameterException for an attribute that no message can reach */
export function addressAttribute(input: ActionInput): AddressAttribute {
  const name = text(input, "AttributeName");
  if (name === "email" || name === "phone_number") return name;
  throw new CognitoError("InvalidParameterException", "expected email or phone_number as AttributeName");
}
