// GetUser: what may the bearer of an access token read of its own user?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { readableAttributes } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { asAttributeList, text } from "./input.ts";

/** The attributes that the token's client may read. */
export const getUser: Action = async (cloud, input) => {
  const { pool, user, client } = await readAccessToken(cloud, text(input, "AccessToken"));
  const attributes = readableAttributes(pool, client, user);
  return { Username: user.username, UserAttributes: asAttributeList({ sub: user.sub, attributes }) };
};
