// What does Cognito say about a user's groups and roles, and what may replace it? (AWS: Pre token generation Lambda trigger)

/** The role arn of the highest-precedence group. The schema says string, AWS's samples show an array, groups without roles give null. */
export type PreferredRole = string | readonly string[] | null;

/** The user's groups and their IAM roles before any override. */
export interface GroupConfiguration {
  readonly groupsToOverride?: readonly string[] | null;
  readonly iamRolesToOverride?: readonly string[] | null;
  readonly preferredRole?: PreferredRole;
}

/**
 * Replaces the user's groups and roles in both tokens. Empty or null removes them; leave the key out to keep them. It has
 * the shape of what the request carries, because AWS's way to keep some of it is to copy `groupConfiguration` back.
 */
export type GroupOverrideDetails = GroupConfiguration;
