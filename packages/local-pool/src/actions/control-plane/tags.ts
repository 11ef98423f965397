// How is a pool labelled? TagResource, UntagResource, ListTagsForResource.
import { type Cloud, type Pool, poolById, userPoolArn } from "../../cloud/cloud.ts";
import { CognitoError } from "../../errors.ts";
import { listRule, readMembers, textMapRule, textRule } from "../../pools/member-rules.ts";
import { USER_POOLS } from "../../store/tables.ts";
import type { Action, ActionInput } from "../action.ts";
import { text } from "../input.ts";

const KEY = textRule({ min: 1, max: 128 });
const MAX_TAGS = 50;

/** Adds tags, and replaces those of the same name. */
export const tagResource: Action = async (cloud, input) => {
  const rule = textMapRule(KEY, textRule({ max: 256 }), MAX_TAGS);
  const { Tags } = readMembers(input, { Tags: { rule, required: true } });
  await changeTags(taggedPool(cloud, input), (tags) => ({ ...tags, ...(Tags as Record<string, string>) }));
  return {};
};

/** A tag that is not there does no harm. */
export const untagResource: Action = async (cloud, input) => {
  const { TagKeys } = readMembers(input, { TagKeys: { rule: listRule(KEY), required: true } });
  const gone = new Set(TagKeys as readonly string[]);
  await changeTags(taggedPool(cloud, input), (tags) =>
    Object.fromEntries(Object.entries(tags).filter(([name]) => !gone.has(name))),
  );
  return {};
};

/** The tags of a pool. */
export const listTagsForResource: Action = async (cloud, input) => ({
  Tags: taggedPool(cloud, input).record.settings.UserPoolTags,
});

function taggedPool(cloud: Cloud, input: ActionInput): Pool {
  const arn = text(input, "ResourceArn");
  const pool = poolById(cloud, arn.slice(arn.lastIndexOf("/") + 1));
  if (userPoolArn(cloud, pool.userPoolId) === arn) return pool;
  throw new CognitoError("ResourceNotFoundException", "User pool does not exist.");
}

async function changeTags(
  { cloud, userPoolId }: Pool,
  change: (tags: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): Promise<void> {
  await cloud.database.write((tx) => {
    const before = tx.get(USER_POOLS, ["", userPoolId]);
    if (before === undefined) return;
    const UserPoolTags = change(before.settings.UserPoolTags);
    if (Object.keys(UserPoolTags).length > MAX_TAGS) {
      throw new CognitoError("InvalidParameterException", `expected at most ${MAX_TAGS} tags`);
    }
    tx.put(USER_POOLS, ["", userPoolId], { ...before, settings: { ...before.settings, UserPoolTags } });
  });
}
