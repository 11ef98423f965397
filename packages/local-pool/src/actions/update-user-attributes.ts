// UpdateUserAttributes: what may the bearer of an access token change of its own user?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { checkWritable } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { changeAttributes } from "./attribute-change.ts";
import { attributeList, text } from "./input.ts";

/** Held to the write list of the token's client. */
export const updateUserAttributes: Action = async (cloud, input) => {
  const { pool, user, client } = await readAccessToken(cloud, text(input, "AccessToken"));
  const change = attributeList(input, "UserAttributes");
  checkWritable(pool, client, Object.keys(change));
  return { CodeDeliveryDetailsList: await changeAttributes(pool, user.username, change) };
};
