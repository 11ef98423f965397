// How does a user that a stored pool has become what its persona says now? Its `sub` stays, and so do users of other names.
import {
  AdminAddUserToGroupCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import type { UserPersona } from "@claimsmith/claims-policy";

/** Which user of which pool, as calls name it. */
export interface UserPlace {
  readonly UserPoolId: string;
  readonly Username: string;
}

/** What a pool has of a user. */
export interface StoredUser {
  readonly enabled: boolean;
  /** With `sub`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The user, where the pool has it. */
export async function storedUser(
  client: CognitoIdentityProviderClient,
  place: UserPlace,
): Promise<StoredUser | undefined> {
  try {
    const { Enabled, UserAttributes = [] } = await client.send(new AdminGetUserCommand({ ...place }));
    const attributes = Object.fromEntries(UserAttributes.map(({ Name = "", Value = "" }) => [Name, Value]));
    return { enabled: Enabled === true, attributes };
  } catch (error) {
    if ((error as Error).name === "UserNotFoundException") return undefined;
    throw error;
  }
}

/** Gives the user the persona's attributes and groups, and no other. Gives its `sub`. */
export async function renewUser(
  client: CognitoIdentityProviderClient,
  place: UserPlace,
  { persona, stored }: { readonly persona: UserPersona; readonly stored: StoredUser },
): Promise<string> {
  const UserAttributes = attributeChange(stored.attributes, persona.attributes);
  if (UserAttributes.length > 0) {
    await client.send(new AdminUpdateUserAttributesCommand({ ...place, UserAttributes }));
  }
  await renewGroups(client, place, new Set(persona.groups));
  if (!stored.enabled) await client.send(new AdminEnableUserCommand({ ...place }));
  return stored.attributes.sub ?? "";
}

/** What differs; a blank value takes an attribute away. `sub` and whether an address is verified are the pool's own. */
function attributeChange(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): { readonly Name: string; readonly Value: string }[] {
  const gone = Object.keys(before).filter(
    (name) => name !== "sub" && !name.endsWith("_verified") && !(name in after),
  );
  const changed = Object.entries(after).filter(([name, value]) => before[name] !== value);
  return [...gone.map((name) => [name, ""] as const), ...changed].map(([Name, Value]) => ({ Name, Value }));
}

async function renewGroups(
  client: CognitoIdentityProviderClient,
  place: UserPlace,
  groups: ReadonlySet<string>,
): Promise<void> {
  const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand({ ...place }));
  const before = new Set(Groups.map(({ GroupName = "" }) => GroupName));
  for (const GroupName of before) {
    if (!groups.has(GroupName))
      await client.send(new AdminRemoveUserFromGroupCommand({ ...place, GroupName }));
  }
  for (const GroupName of groups) {
    if (!before.has(GroupName)) await client.send(new AdminAddUserToGroupCommand({ ...place, GroupName }));
  }
}
