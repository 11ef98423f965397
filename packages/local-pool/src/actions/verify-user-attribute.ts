// VerifyUserAttribute: how does a signed-in user show that an address is theirs?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { countAttempt } from "../users/attempts.ts";
import { checkedCode, codesWith, VERIFICATION, verifiedBy } from "../users/codes.ts";
import type { Action } from "./action.ts";
import { addressAttribute } from "./get-user-attribute-verification-code.ts";
import { text } from "./input.ts";
import { changeUser } from "./lookup.ts";

/** An address that waited for its code becomes the user's now. */
export const verifyUserAttribute: Action = async (cloud, input) => {
  const { pool, user } = await readAccessToken(cloud, text(input, "AccessToken"));
  const purpose = VERIFICATION[addressAttribute(input)];
  const given = text(input, "Code");
  await countAttempt(pool, user.username, "VerifyUserAttribute");
  await changeUser(pool, user.username, (before) => {
    const code = checkedCode(pool, before, { purpose, given });
    return {
      attributes: { ...before.attributes, ...verifiedBy(code) },
      codes: codesWith(before, purpose),
    };
  });
  return {};
};
