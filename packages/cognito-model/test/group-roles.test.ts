// Which roles follow from which groups?
import { describe, expect, it } from "vitest";
import { type GroupRole, type GroupRoles, groupRoles } from "../src/index.ts";

const ROWS: readonly { title: string; groups: readonly GroupRole[]; expected: GroupRoles }[] = [
  { title: "no groups give no roles", groups: [], expected: { roles: [] } },
  { title: "groups without a role give none", groups: [{ precedence: 0 }, {}], expected: { roles: [] } },
  {
    title: "one role is preferred, whatever its precedence",
    groups: [{ roleArn: "a" }],
    expected: { roles: ["a"], preferredRole: "a" },
  },
  {
    title: "the lowest number is preferred",
    groups: [
      { precedence: 10, roleArn: "a" },
      { precedence: 0, roleArn: "b" },
      { precedence: 5, roleArn: "c" },
    ],
    expected: { roles: ["a", "b", "c"], preferredRole: "b" },
  },
  {
    title: "a group without precedence comes last",
    groups: [{ roleArn: "a" }, { precedence: 2_147_483_647, roleArn: "b" }],
    expected: { roles: ["a", "b"], preferredRole: "b" },
  },
  {
    title: "equal highest precedence with different roles gives no preferred role",
    groups: [
      { precedence: 1, roleArn: "a" },
      { precedence: 1, roleArn: "b" },
    ],
    expected: { roles: ["a", "b"] },
  },
  {
    title: "equal highest precedence with the same role prefers it, and lists it once",
    groups: [
      { precedence: 1, roleArn: "a" },
      { precedence: 1, roleArn: "a" },
    ],
    expected: { roles: ["a"], preferredRole: "a" },
  },
  {
    title: "equal precedence below the highest does not matter",
    groups: [
      { precedence: 1, roleArn: "a" },
      { precedence: 1, roleArn: "b" },
      { precedence: 0, roleArn: "c" },
    ],
    expected: { roles: ["a", "b", "c"], preferredRole: "c" },
  },
  {
    title: "two groups without precedence and with different roles give no preferred role",
    groups: [{ roleArn: "a" }, { roleArn: "b" }],
    expected: { roles: ["a", "b"] },
  },
  {
    title: "a group without a role prefers none, so the next one does",
    groups: [{ precedence: 0 }, { precedence: 1, roleArn: "a" }],
    expected: { roles: ["a"], preferredRole: "a" },
  },
];

describe("groupRoles", () => {
  it.each(ROWS)("$title", ({ groups, expected }) => {
    expect(groupRoles(groups)).toStrictEqual(expected);
  });
});
