// Which IAM roles follow from a user's groups? (AWS: Adding groups to a user pool)

/** What decides the roles of a member: 0 is the highest precedence, none the lowest. */
export interface GroupRole {
  readonly precedence?: number;
  readonly roleArn?: string;
}

/** The roles of some groups: each once, and the one that is preferred if exactly one is. */
export interface GroupRoles {
  readonly roles: readonly string[];
  readonly preferredRole?: string;
}

/** The roles of a member of these groups. Equal highest precedence with different roles gives no preferred role. */
export function groupRoles(groups: readonly GroupRole[]): GroupRoles {
  const withRole = groups.filter((group) => group.roleArn !== undefined);
  const roles = [...new Set(withRole.map((group) => group.roleArn as string))];
  const highest = Math.min(...withRole.map(precedenceOf));
  const preferred = new Set(
    withRole.filter((group) => precedenceOf(group) === highest).map((group) => group.roleArn),
  );
  const [preferredRole] = preferred;
  return preferred.size === 1 && preferredRole !== undefined ? { roles, preferredRole } : { roles };
}

function precedenceOf(group: GroupRole): number {
  return group.precedence ?? Number.POSITIVE_INFINITY;
}
