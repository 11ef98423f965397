// DeleteUserAttributes: which attributes may the bearer of an access token remove?
import type { Pool } from "../cloud/cloud.ts";
import { readAccessToken } from "../tokens/read-access-token.ts";
import { changedAttributes, checkAttributes, checkWritable } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { text, textList } from "./input.ts";
import { changeUser } from "./lookup.ts";

/** Held to the write list of the token's client. */
export const deleteUserAttributes: Action = async (cloud, input) => {
  const { pool, user, client } = await readAccessToken(cloud, text(input, "AccessToken"));
  const names = textList(input, "UserAttributeNames");
  checkWritable(pool, client, names);
  await deleteAttributes(pool, user.username, names);
  return {};
};

/**
 * Removes attributes, and with an address that it was verified. One that the user does not have does no harm.
 * @throws CognitoError InvalidParameterException for one that is required, immutable or not in the schema
 */
export async function deleteAttributes(
  pool: Pool,
  username: string,
  names: readonly string[],
): Promise<void> {
  const blanks = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, ""]));
  const flags = names.filter((name) => name === "email" || name === "phone_number");
  const change = { ...blanks(names), ...blanks(flags.map((name) => `${name}_verified`)) };
  await changeUser(pool, username, ({ attributes }) => {
    checkAttributes(pool.record, blanks(names), attributes);
    return { attributes: changedAttributes(attributes, change) };
  });
}
