// ConfirmSignUp: how does somebody who registered show that the address is theirs?
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { countAttempt } from "../users/attempts.ts";
import { checkedCode, codeExpired, codesWith, verifiedBy } from "../users/codes.ts";
import type { User } from "../users/user.ts";
import type { Action } from "./action.ts";
import { flag, text } from "./input.ts";
import { changeUser, changeUserTakingAliases } from "./lookup.ts";
import { checkEnabled, hidesUsers, namedUser, noSuchUser } from "./named-user.ts";

const PURPOSE = "confirm_sign_up";

/**
 * A right code confirms the user and verifies the address that it went to. `ForceAliasCreation` takes that address from a user
 * who had it as an alias. Which error hides that there is no user is not documented: it is that of a code nobody was sent.
 */
export const confirmSignUp: Action = async (cloud, input) => {
  const { pool, client, user } = namedUser(cloud, input);
  const given = text(input, "ConfirmationCode");
  if (user === undefined) throw hidesUsers(client) ? codeExpired() : noSuchUser();
  await countAttempt(pool, user.username, "ConfirmSignUp");
  const change = flag(input, "ForceAliasCreation") ? changeUserTakingAliases : changeUser;
  await change(pool, user.username, (before) => confirmed(pool, before, given));
  return {};
};

function confirmed(pool: Pool, user: User, given: string): Partial<User> {
  checkEnabled(user);
  checkUnconfirmed(user);
  const code = checkedCode(pool, user, { purpose: PURPOSE, given });
  return {
    status: "CONFIRMED",
    attributes: { ...user.attributes, ...verifiedBy(code) },
    codes: codesWith(user, PURPOSE),
  };
}

/** @throws CognitoError NotAuthorizedException for a user who did not register, or is confirmed already */
export function checkUnconfirmed({ status }: User): void {
  if (status === "UNCONFIRMED") return;
  throw new CognitoError("NotAuthorizedException", `User cannot be confirmed. Current status is ${status}`);
}
