// How do the groups of a blueprint replace those of a pool? Whoever was in a group that is gone has left it, as DeleteGroup does.
import type { GroupBlueprint } from "@claimsmith/cognito-model";
import type { Writer } from "../store/database.ts";
import { GROUPS, USERS } from "../store/tables.ts";

/** Writes the groups. `userPoolId` may be a pool that is not there yet. */
export function writeGroups(
  tx: Writer,
  userPoolId: string,
  { groups, nowMs }: { readonly groups: readonly GroupBlueprint[]; readonly nowMs: number },
): void {
  const before = new Map([...tx.list(GROUPS, userPoolId)].map((group) => [group.name, group]));
  tx.removeAll(GROUPS, userPoolId);
  for (const group of groups) {
    const createdAtMs = before.get(group.name)?.createdAtMs ?? nowMs;
    tx.put(GROUPS, [userPoolId, group.name], { ...group, createdAtMs, modifiedAtMs: nowMs });
    before.delete(group.name);
  }
  // A token must not name a group that nobody declares. Users are read only where one is gone: there may be many.
  if (before.size > 0) leaveGroups(tx, userPoolId, new Set(before.keys()));
}

function leaveGroups(tx: Writer, userPoolId: string, gone: ReadonlySet<string>): void {
  for (const user of tx.list(USERS, userPoolId)) {
    const groups = user.groups.filter((name) => !gone.has(name));
    if (groups.length < user.groups.length) tx.put(USERS, [userPoolId, user.username], { ...user, groups });
  }
}
