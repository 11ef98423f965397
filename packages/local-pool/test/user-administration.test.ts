// What may administrators do with users beside reading and changing attributes, and how do users leave?
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMINS_ROLE, CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { byName, listed } from "./world/own-pool.ts";
import { addUser, openWorld, PASSWORD, refresh, signIn, startWorld, type World } from "./world/world.ts";

const UserPoolId = USER_POOL_ID;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let count = 0;
function newEmail(): string {
  count += 1;
  return `user${count}@example.org`;
}

const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    ({ name }) => name as string,
  );
const stored = async (Username: string) =>
  byName((await world.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))).UserAttributes);

describe("an invitation", () => {
  const create = (Username: string, change: Partial<AdminCreateUserCommandInput> = {}) =>
    world.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username, ...change }));
  const firstSignIn = async (USERNAME: string, password: string) => {
    const answer = await world.sdk.send(
      new InitiateAuthCommand({
        ClientId: CLIENT_IDS.web.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD: password },
      }),
    );
    return answer.ChallengeName;
  };

  it("carries a generated password that the pool takes", async () => {
    const email = newEmail();
    await create(email);
    const [delivery] = world.pool.outbox();
    expect(delivery).toMatchObject({ purpose: "temporary_password", destination: email, medium: "EMAIL" });
    expect(await firstSignIn(email, delivery?.code ?? "")).toBe("NEW_PASSWORD_REQUIRED");
  });

  it("carries the given password", async () => {
    await create(newEmail(), { TemporaryPassword: PASSWORD });
    expect(world.pool.outbox()[0]?.code).toBe(PASSWORD);
  });

  it("goes to each medium that is asked for and has an address", async () => {
    const UserAttributes = listed({ phone_number: "+12345550100" });
    await create(newEmail(), { UserAttributes, DesiredDeliveryMediums: ["EMAIL", "SMS"] });
    const media = world.pool.outbox().map(({ medium }) => medium);
    expect(media.slice(0, 2).sort()).toEqual(["EMAIL", "SMS"]);
  });

  it("is not sent where it is suppressed, or has no address for the medium", async () => {
    const before = world.pool.outbox();
    await create(newEmail(), { MessageAction: "SUPPRESS" });
    await create(newEmail(), { DesiredDeliveryMediums: ["SMS"] });
    expect(world.pool.outbox()).toEqual(before);
  });

  it("is sent again with another password, and the first one stops", async () => {
    const email = newEmail();
    await create(email);
    const first = world.pool.outbox()[0]?.code ?? "";
    const { User } = await create(email, { MessageAction: "RESEND" });
    expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    const second = world.pool.outbox()[0]?.code ?? "";
    expect(await nameOf(firstSignIn(email, first))).toBe("NotAuthorizedException");
    expect(await firstSignIn(email, second)).toBe("NEW_PASSWORD_REQUIRED");
  });

  it("is not sent again to who is confirmed, or is not there", async () => {
    const email = newEmail();
    await addUser(world, email);
    expect(await nameOf(create(email, { MessageAction: "RESEND" }))).toBe("UnsupportedUserStateException");
    expect(await nameOf(create(newEmail(), { MessageAction: "RESEND" }))).toBe("UserNotFoundException");
  });
});

describe("a disabled user", () => {
  it("is out at once, tokens and all, and may sign in again when enabled", async () => {
    const own = await startWorld();
    const email = "pat@example.org";
    await addUser(own, email);
    const { accessToken, refreshToken } = await signIn(own, email);
    const at = { UserPoolId, Username: email };
    await own.sdk.send(new AdminDisableUserCommand(at));
    expect((await own.sdk.send(new AdminGetUserCommand(at))).Enabled).toBe(false);
    const getUser = () => own.sdk.send(new GetUserCommand({ AccessToken: accessToken }));
    expect(await nameOf(getUser())).toBe("NotAuthorizedException");
    expect(await nameOf(refresh(own, refreshToken))).toBe("NotAuthorizedException");
    await own.sdk.send(new AdminEnableUserCommand(at));
    expect(await nameOf(getUser())).toBe("NotAuthorizedException");
    expect((await signIn(own, email)).accessToken).not.toBe("");
  });
});

describe("a user who leaves", () => {
  it.each([
    {
      who: "by themselves",
      leave: (_email: string, AccessToken: string) => world.sdk.send(new DeleteUserCommand({ AccessToken })),
    },
    {
      who: "by an administrator",
      leave: (Username: string) => world.sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username })),
    },
  ])("$who leaves the address to others, and no token behind", async ({ leave }) => {
    const email = newEmail();
    const before = await addUser(world, email);
    const { accessToken, refreshToken } = await signIn(world, email);
    await leave(email, accessToken);
    expect(await nameOf(stored(email))).toBe("UserNotFoundException");
    expect(await addUser(world, email)).not.toBe(before);
    expect(await nameOf(world.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
      "NotAuthorizedException",
    );
    expect(await nameOf(refresh(world, refreshToken))).toBe("NotAuthorizedException");
  });
});

describe("removed attributes", () => {
  it("go, and what says that they are verified goes with them", async () => {
    const email = newEmail();
    await addUser(world, email, { phone_number: "+12345550199", "custom:level": "2" });
    const UserAttributeNames = ["phone_number", "custom:level", "nickname"];
    await world.sdk.send(
      new AdminDeleteUserAttributesCommand({ UserPoolId, Username: email, UserAttributeNames }),
    );
    expect(Object.keys(await stored(email)).sort()).toEqual(["email", "sub"]);
  });

  it.each([
    { what: "a required one", names: ["email"], name: "InvalidParameterException" },
    { what: "an immutable one", names: ["custom:origin"], name: "InvalidParameterException" },
    { what: "an unknown one", names: ["custom:unknown"], name: "InvalidParameterException" },
    { what: "the sub", names: ["sub"], name: "InvalidParameterException" },
  ])("are not $what: $name", async ({ names, name }) => {
    const email = newEmail();
    await addUser(world, email, { "custom:origin": "a" });
    const command = { UserPoolId, Username: email, UserAttributeNames: names };
    expect(await nameOf(world.sdk.send(new AdminDeleteUserAttributesCommand(command)))).toBe(name);
    expect(await stored(email)).toMatchObject({ email, "custom:origin": "a" });
  });

  it("are those of the write list where a user removes them", async () => {
    const email = newEmail();
    await addUser(world, email, { name: "Pat", "custom:level": "2" });
    const { accessToken: AccessToken } = await signIn(world, email);
    const remove = (...UserAttributeNames: string[]) =>
      world.sdk.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames }));
    expect(await nameOf(remove("custom:level"))).toBe("NotAuthorizedException");
    await remove("name");
    expect(Object.keys(await stored(email)).sort()).toEqual(["custom:level", "email", "sub"]);
  });
});

describe("lists", () => {
  let own: World;
  beforeAll(async () => {
    own = await openWorld();
    for (const [index, given_name] of ["Ann", "anna", "Bob", 'Q "x"'].entries()) {
      await addUser(own, `u${index}@example.org`, { given_name, "custom:level": "1" });
    }
    await own.sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: "u2@example.org" }));
    for (const GroupName of ["EVERYONE", "ADMINS"]) {
      await own.sdk.send(
        new AdminAddUserToGroupCommand({ UserPoolId, Username: "u1@example.org", GroupName }),
      );
    }
    await own.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: "u4@example.org" }));
  });
  afterAll(() => own.close());

  const list = async (change: Partial<ListUsersCommandInput>) => {
    const answer = await own.sdk.send(new ListUsersCommand({ UserPoolId, ...change }));
    return (answer.Users ?? []).map(({ Attributes }) => byName(Attributes).email);
  };
  const emails = (...indices: number[]) => indices.map((index) => `u${index}@example.org`);

  it.each([
    { filter: 'email = "u1@example.org"', found: emails(1) },
    { filter: 'email="U1@EXAMPLE.ORG"', found: emails(1) },
    { filter: 'given_name = "ann"', found: emails(0) },
    { filter: '  given_name  ^=  "an"  ', found: emails(0, 1) },
    { filter: 'given_name = "Q \\"x\\""', found: emails(3) },
    { filter: 'cognito:user_status = "force_change_password"', found: emails(4) },
    { filter: 'status = "Disabled"', found: emails(2) },
    { filter: 'status = "disabled"', found: [] },
    { filter: 'family_name ^= ""', found: [] },
    { filter: 'given_name = "Bob', name: "InvalidParameterException" },
    { filter: 'custom:level = "1"', name: "InvalidParameterException" },
    { filter: 'constructor = "1"', name: "InvalidParameterException" },
    { filter: 'email = "x" and name = "y"', name: "InvalidParameterException" },
  ])("find by $filter", async ({ filter, found, name }) => {
    if (name !== undefined) expect(await nameOf(list({ Filter: filter }))).toBe(name);
    else expect(await list({ Filter: filter })).toEqual(found);
  });

  it("are sorted by what is searched for", async () => {
    const byEmail = await list({ Filter: 'email ^= "u"' });
    expect(byEmail).toEqual(emails(0, 1, 2, 3, 4));
  });

  it.each([
    { what: "all users", Filter: undefined },
    { what: "found users", Filter: 'email ^= "u"' },
  ])("hand out $what in pages, each once", async ({ Filter }) => {
    const seen: (string | undefined)[] = [];
    const sizes: number[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await own.sdk.send(
        new ListUsersCommand({ UserPoolId, Filter, Limit: 2, PaginationToken }),
      );
      seen.push(...(page.Users ?? []).map(({ Username }) => Username));
      sizes.push(page.Users?.length ?? 0);
      PaginationToken = page.PaginationToken;
    } while (PaginationToken !== undefined);
    expect(sizes).toEqual([2, 2, 1]);
    expect(new Set(seen).size).toBe(5);
  });

  it.each([
    { what: "a page of 61", change: { Limit: 61 } },
    { what: "a page of -1", change: { Limit: -1 } },
    { what: "a token of nobody's", change: { PaginationToken: "%%%" } },
  ])("refuse $what", async ({ change }) => {
    expect(await nameOf(list(change))).toBe("InvalidParameterException");
  });

  it("show the attributes that are asked for", async () => {
    const Filter = 'email = "u1@example.org"';
    const ask = new ListUsersCommand({ UserPoolId, Filter, AttributesToGet: ["given_name"] });
    const { Users } = await own.sdk.send(ask);
    expect(Users?.[0]).toMatchObject({
      Enabled: true,
      UserStatus: "CONFIRMED",
      Attributes: [{ Name: "given_name", Value: "anna" }],
    });
  });

  it("name the users of a group and the groups of a user", async () => {
    const { Users } = await own.sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: "ADMINS" }));
    expect(Users?.map(({ Attributes }) => byName(Attributes).email)).toEqual(emails(1));
    const at = { UserPoolId, Username: "u1@example.org" };
    const first = await own.sdk.send(new AdminListGroupsForUserCommand({ ...at, Limit: 1 }));
    expect(first.Groups).toMatchObject([{ GroupName: "ADMINS", Precedence: 0, RoleArn: ADMINS_ROLE }]);
    const { NextToken } = first;
    const second = await own.sdk.send(new AdminListGroupsForUserCommand({ ...at, NextToken }));
    expect(second.Groups).toMatchObject([{ GroupName: "EVERYONE" }]);
    expect(second.NextToken).toBeUndefined();
  });

  it("know no group that the pool does not have", async () => {
    const command = new ListUsersInGroupCommand({ UserPoolId, GroupName: "NOBODY" });
    expect(await nameOf(own.sdk.send(command))).toBe("ResourceNotFoundException");
  });
});
