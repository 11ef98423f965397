// GetUser: what may the bearer of an access token read of its own user?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { readableAttributes } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { asAttributeList, text } from "./input.ts";

/** The attributes that the token's client may read. */
export const getUser: Action = async (pool, input) => {
  const { user, client } = await readAccessToken(pool, text(input, "AccessToken"));
  return {
    Username: user.username,
    UserAttributes: asAttributeList(user.username, readableAttributes(client.blueprint, user)),
  };
};
