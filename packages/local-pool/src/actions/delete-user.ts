// DeleteUser: how does a user leave? Tokens of before open nothing any more.
import { readAccessToken } from "../tokens/read-access-token.ts";
import { removeUser } from "../users/aliases.ts";
import type { Action } from "./action.ts";
import { text } from "./input.ts";

/** The bearer of the access token, for good. */
export const deleteUser: Action = async (cloud, input) => {
  const { pool, user } = await readAccessToken(cloud, text(input, "AccessToken"));
  await removeUser(pool, user.username);
  return {};
};
