// GlobalSignOut: how does a person sign out everywhere?
import { readAccessToken } from "../tokens/read-access-token.ts";
import { signOutEverywhere } from "../tokens/revocation.ts";
import type { Action } from "./action.ts";
import { text } from "./input.ts";

/** No access or refresh token of before counts at the pool any more. Other verifiers take an access token until it expires. */
export const globalSignOut: Action = async (cloud, input) => {
  const { pool, user } = await readAccessToken(cloud, text(input, "AccessToken"));
  await signOutEverywhere(pool, user);
  return {};
};
