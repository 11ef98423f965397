// Do assertions take the names of their policy, and no others? Checked by tsc.
import {
  type Assertion,
  claim,
  client,
  defineAssertions,
  definePolicy,
  group,
  inGroup,
  never,
  role,
  scope,
  setting,
} from "../../src/index.ts";

const policy = definePolicy({
  name: "shop",
  resourceServers: { admin: { scopes: { "*": "All" } } },
  groups: { ADMINS: { role: "arn:aws:iam::111122223333:role/admin" } },
  clients: { web: { kind: "browser", scopes: ["openid"] } },
});

export const good = defineAssertions(policy, [
  never(scope("admin/*")).unless(inGroup("ADMINS")),
  never(scope("openid"), group("ADMINS")),
  never(client("web"), claim("email", { token: "access" })),
  never(role("arn:aws:iam::111122223333:role/admin")),
]);
export const anyone: readonly Assertion[] = good;

// @ts-expect-error no such scope
defineAssertions(policy, [never(scope("admin/all"))]);
// @ts-expect-error no such group
defineAssertions(policy, [never(group("ADMIN")).unless(inGroup("ADMINS"))]);
// @ts-expect-error no such client
defineAssertions(policy, [never(client("kiosk"))]);
// @ts-expect-error one of two does not exist
defineAssertions(policy, [never(client("web"), scope("admin/all"))]);
// @ts-expect-error there are two tokens
claim("email", { token: "refresh" });
// @ts-expect-error a role is an ARN or a setting
role(scope("openid"));
role(setting("adminRole"));
