// Who may read and change what about a user?
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  type AttributeType,
  GetUserCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_POOL_ID } from "./world/blueprint.ts";
import { addUser, openWorld, signIn, startWorld, type World } from "./world/world.ts";

const EMAIL = "pat@example.org";
const UserPoolId = USER_POOL_ID;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await addUser(world, "taken@example.org");
});
afterAll(() => world.close());

let count = 0;
/** An address that no other test of this file uses. */
function newEmail(): string {
  count += 1;
  return `user${count}@example.org`;
}

function attributes(list: readonly AttributeType[] = []): Record<string, string | undefined> {
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

const asList = (map: Readonly<Record<string, string>>) =>
  Object.entries(map).map(([Name, Value]) => ({ Name, Value }));

async function stored(Username: string): Promise<Record<string, string | undefined>> {
  return attributes((await world.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))).UserAttributes);
}

describe("AdminCreateUser", () => {
  const create = (Username: string, given: Readonly<Record<string, string>> = {}) =>
    world.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes: asList(given) }));

  it("generates the user name, which is the sub, and keeps the address as an alias", async () => {
    const email = newEmail();
    const { User } = await create(email, { "custom:level": "3" });
    expect(User).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD", Enabled: true });
    expect(User?.UserCreateDate).toEqual(new Date(1_790_000_000_000));
    expect(attributes(User?.Attributes)).toEqual({ sub: User?.Username, email, "custom:level": "3" });
    expect(await stored(email)).toEqual(await stored(User?.Username ?? ""));
  });

  interface Refused {
    readonly what: string;
    readonly username?: string;
    readonly given?: Readonly<Record<string, string>>;
    readonly name: string;
  }

  it.each<Refused>([
    { what: "an address in use", username: "TAKEN@example.org", name: "UsernameExistsException" },
    { what: "a user name that is no address", username: "pat", name: "InvalidParameterException" },
    { what: "two addresses", given: { email: "other@example.org" }, name: "InvalidParameterException" },
    { what: "an unknown attribute", given: { "custom:unknown": "x" }, name: "InvalidParameterException" },
    { what: "half of a character", given: { name: "Pat \ud800" }, name: "InvalidParameterException" },
    { what: "a prototype's name", given: { constructor: "x" }, name: "InvalidParameterException" },
    { what: "a sub", given: { sub: "x" }, name: "InvalidParameterException" },
    {
      what: "a text that is too long",
      given: { "custom:nickname": "x".repeat(11) },
      name: "InvalidParameterException",
    },
    { what: "a number out of bounds", given: { "custom:level": "6" }, name: "InvalidParameterException" },
    { what: "a number that is none", given: { "custom:level": "three" }, name: "InvalidParameterException" },
    { what: "a flag that is none", given: { email_verified: "yes" }, name: "InvalidParameterException" },
  ])("refuses $what with $name", async ({ username = newEmail(), given = {}, name }) => {
    await expect(create(username, given)).rejects.toMatchObject({ name });
  });
});

describe("an administrator", () => {
  const update = (Username: string, given: Readonly<Record<string, string>>) =>
    world.sdk.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes: asList(given) }),
    );

  it("writes attributes that no client may write, and removes one by a blank value", async () => {
    const email = newEmail();
    await addUser(world, email, { "custom:level": "3" });
    await update(email, { "custom:company_id": "c-2", "custom:level": "" });
    expect(await stored(email)).toMatchObject({ "custom:company_id": "c-2" });
    expect(await stored(email)).not.toHaveProperty(["custom:level"]);
  });

  it("moves the alias with the address, which is then not verified", async () => {
    const [before, after] = [newEmail(), newEmail()];
    const username = await addUser(world, before, { email_verified: "true" });
    await update(before, { email: after });
    expect(await stored(after)).toEqual({ sub: username, email: after, email_verified: "false" });
    await expect(stored(before)).rejects.toMatchObject({ name: "UserNotFoundException" });
  });

  it.each([
    { what: "an address in use", given: { email: "taken@example.org" }, name: "AliasExistsException" },
    { what: "an immutable attribute", given: { "custom:origin": "b" }, name: "InvalidParameterException" },
    { what: "a required attribute's removal", given: { email: "" }, name: "InvalidParameterException" },
  ])("is refused $what with $name", async ({ given, name }) => {
    const email = newEmail();
    await addUser(world, email, { "custom:origin": "a" });
    await expect(update(email, given as Record<string, string>)).rejects.toMatchObject({ name });
    expect(await stored(email)).toMatchObject({ email, "custom:origin": "a" });
  });

  it.each([
    {
      what: "an unknown group",
      user: "taken@example.org",
      group: "NOBODY",
      name: "ResourceNotFoundException",
    },
    { what: "an unknown user", user: "nobody@example.org", group: "ADMINS", name: "UserNotFoundException" },
  ])("is told $name for $what", async ({ user, group, name }) => {
    const command = new AdminAddUserToGroupCommand({ UserPoolId, Username: user, GroupName: group });
    await expect(world.sdk.send(command)).rejects.toMatchObject({ name });
  });

  it("loses no change that is made at the same time as another", async () => {
    const email = newEmail();
    await addUser(world, email);
    const changes = [{ "custom:company_id": "c-3" }, { "custom:level": "4" }, { name: "Pat" }];
    await Promise.all(changes.map((change) => update(email, change as Record<string, string>)));
    expect(await stored(email)).toMatchObject({
      "custom:company_id": "c-3",
      "custom:level": "4",
      name: "Pat",
    });
  });
});

describe("a user with an access token", () => {
  const getUser = (AccessToken: string) => world.sdk.send(new GetUserCommand({ AccessToken }));
  const write = (AccessToken: string, given: Readonly<Record<string, string>>) =>
    world.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: asList(given) }));

  it("reads what the client may read", async () => {
    const email = newEmail();
    const username = await addUser(world, email, { "custom:company_id": "c-1", "custom:level": "3" });
    const { accessToken } = await signIn(world, email);
    const user = await getUser(accessToken);
    expect(user.Username).toBe(username);
    expect(attributes(user.UserAttributes)).toEqual({ sub: username, email, "custom:company_id": "c-1" });
  });

  it("writes what the client may write", async () => {
    const email = newEmail();
    await addUser(world, email);
    await write((await signIn(world, email)).accessToken, { name: "Pat" });
    expect(await stored(email)).toMatchObject({ name: "Pat" });
  });

  it.each([
    { what: "an attribute off the write list", given: { "custom:company_id": "c-9" } },
    { what: "an attribute off the list beside one on it", given: { name: "Pat", "custom:level": "5" } },
    { what: "the verification of the address", given: { email_verified: "true" } },
    { what: "the sub", given: { sub: "somebody-else" } },
    { what: "a prototype's name", given: { ["__proto__"]: "x" } },
  ])("may not write $what, and nothing is changed", async ({ given }) => {
    const email = newEmail();
    await addUser(world, email, { "custom:company_id": "c-1" });
    const before = await stored(email);
    const { accessToken } = await signIn(world, email);
    await expect(write(accessToken, given as Record<string, string>)).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    expect(await stored(email)).toEqual(before);
  });

  it("is refused with an ID token, a foreign token, or none at all", async () => {
    const email = newEmail();
    await addUser(world, email);
    const { idToken, accessToken } = await signIn(world, email);
    const stranger = await startWorld();
    await addUser(stranger, email);
    const foreign = (await signIn(stranger, email)).accessToken;
    const tampered = `${accessToken.slice(0, -4)}AAAA`;
    for (const token of [idToken, foreign, tampered, "not-a-token"]) {
      await expect(getUser(token)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    }
    expect((await getUser(accessToken)).Username).toBeDefined();
  });

  it("is refused when the token has expired", async () => {
    const own = await startWorld();
    await addUser(own, EMAIL);
    const { accessToken } = await signIn(own, EMAIL);
    const command = new GetUserCommand({ AccessToken: accessToken });
    own.pass(899);
    expect((await own.sdk.send(command)).Username).toBeDefined();
    own.pass(1);
    await expect(own.sdk.send(command)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("is refused when the trigger took the scope for it away", async () => {
    const details = { accessTokenGeneration: { scopesToSuppress: ["aws.cognito.signin.user.admin"] } };
    const own = await startWorld({
      handler: (event) => ({ ...event, response: { claimsAndScopeOverrideDetails: details } }),
    });
    await addUser(own, EMAIL);
    const { accessToken } = await signIn(own, EMAIL);
    const command = new GetUserCommand({ AccessToken: accessToken });
    await expect(own.sdk.send(command)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});
