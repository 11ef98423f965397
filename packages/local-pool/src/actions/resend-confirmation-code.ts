// ResendConfirmationCode: how does somebody who registered get another code?
import { CognitoError } from "../errors.ts";
import { countAttempt } from "../users/attempts.ts";
import { confirmationContact, simulatedDetails } from "../users/contacts.ts";
import type { Action } from "./action.ts";
import { sendCode } from "./code-delivery.ts";
import { checkEnabled, hidesUsers, namedUser, noSuchUser } from "./named-user.ts";

/** A client that must not learn who exists is told of a delivery that never was. */
export const resendConfirmationCode: Action = async (cloud, input) => {
  const { pool, client, name, user } = namedUser(cloud, input);
  if (user?.enabled !== true && hidesUsers(client)) {
    return { CodeDeliveryDetails: simulatedDetails(pool, name) };
  }
  if (user === undefined) throw noSuchUser();
  checkEnabled(user);
  if (user.status !== "UNCONFIRMED") {
    throw new CognitoError("InvalidParameterException", "User is already confirmed.");
  }
  const contact = confirmationContact(pool.record, user.attributes);
  if (contact === undefined) {
    throw new CognitoError("NotAuthorizedException", "Cannot resend codes. Auto verification not turned on.");
  }
  await countAttempt(pool, user.username, "ResendConfirmationCode");
  return {
    CodeDeliveryDetails: await sendCode(pool, user.username, { purpose: "confirm_sign_up", contact }),
  };
};
