// Which scopes does Cognito itself define, and how does a custom scope read?

/** The scopes that Cognito reserves. (AWS: Scopes, M2M, and resource servers) */
export const SYSTEM_SCOPES = [
  "openid",
  "email",
  "phone",
  "profile",
  "aws.cognito.signin.user.admin",
] as const;

/** A scope that Cognito defines. */
export type SystemScope = (typeof SYSTEM_SCOPES)[number];

/** Lets its bearer call the user's own operations: GetUser, UpdateUserAttributes, ChangePassword and more. */
export const USER_ADMIN_SCOPE = "aws.cognito.signin.user.admin";

/** True for a scope that Cognito defines. */
export function isSystemScope(scope: string): scope is SystemScope {
  return (SYSTEM_SCOPES as readonly string[]).includes(scope);
}

/**
 * The resource server identifier and the name of a custom scope, or `undefined` where no slash divides the two.
 * Identifiers may hold slashes and scope names may not, so the last slash divides.
 */
export function splitScope(scope: string): { identifier: string; name: string } | undefined {
  const slash = scope.lastIndexOf("/");
  return slash < 1 || slash === scope.length - 1
    ? undefined
    : { identifier: scope.slice(0, slash), name: scope.slice(slash + 1) };
}
