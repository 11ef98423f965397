// Which IAM roles follow from a user's groups? (AWS: Adding groups to a user pool)

/** What decides the roles of a member: 0 is the highest precedence, none the lowest. */
export interface GroupRole {
  readonly precedence?: number | undefined;
  readonly roleArn?: string;
}

/** The roles of some groups: each once, and the one that is preferred if exactly one is. */
export interface GroupRoles {
  readonly roles: readonly string[];
  readonly preferredRole?: string;
}

/** The roles of a member of these groups. Equal highest precedence with different roles gives no preferred role. */
export function groupRoles(groups: readonly GroupRole[]): GroupRoles {
  const roles: string[] = [];
  let preferredRole: string | undefined;
  let highest = Number.POSITIVE_INFINITY;
  let isTied = false;
  for (const { roleArn, precedence = Number.POSITIVE_INFINITY } of groups) {
    if (roleArn === undefined) continue;
    if (!roles.includes(roleArn)) roles.push(roleArn);
    if (preferredRole === undefined || precedence < highest) {
      preferredRole = roleArn;
      highest = precedence;
      isTied = false;
    } else if (precedence === highest && roleArn !== preferredRole) isTied = true;
  }
  return preferredRole === undefined || isTied ? { roles } : { roles, preferredRole };
}
