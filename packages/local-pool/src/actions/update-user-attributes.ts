// UpdateUserAttributes: what may the bearer of an access token change of its own user?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { changedAttributes, checkAttributes, checkWritable } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { attributeList, text } from "./input.ts";
import { changeUser } from "./lookup.ts";

/** Held to the write list of the token's client. No message is sent. */
export const updateUserAttributes: Action = async (pool, input) => {
  const { user, client } = await readAccessToken(pool, text(input, "AccessToken"));
  const change = attributeList(input, "UserAttributes");
  checkWritable(pool.blueprint, client.blueprint, Object.keys(change));
  await changeUser(pool, user.username, ({ attributes }) => {
    checkAttributes(pool.blueprint, change, attributes);
    return { attributes: changedAttributes(attributes, change) };
  });
  return { CodeDeliveryDetailsList: [] };
};
