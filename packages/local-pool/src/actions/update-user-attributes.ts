// UpdateUserAttributes: what may the bearer of an access token change of its own user?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { changedAttributes, checkAttributes, checkWritable } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { attributeList, text } from "./input.ts";
import { changeUser } from "./lookup.ts";

/** Held to the write list of the token's client. No message is sent. */
export const updateUserAttributes: Action = async (cloud, input) => {
  const { pool, user, client } = await readAccessToken(cloud, text(input, "AccessToken"));
  const change = attributeList(input, "UserAttributes");
  checkWritable(pool, client, Object.keys(change));
  await changeUser(pool, user.username, ({ attributes }) => {
    checkAttributes(pool.record, change, attributes);
    return { attributes: changedAttributes(attributes, change) };
  });
  return { CodeDeliveryDetailsList: [] };
};
