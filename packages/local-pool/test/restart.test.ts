// What does a pool with a data directory still know when it is started again?
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  GetUserCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeProtectedHeader } from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import { startLocalPool } from "../src/index.ts";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { newDataDirectory } from "./world/data-directory.ts";
import {
  addUser,
  openWorld,
  PASSWORD,
  refresh,
  signIn,
  startWorld,
  verified,
  type World,
} from "./world/world.ts";

const EMAIL = "pat@example.org";

/** Stops a world and starts it anew on the same directory and port: the tokens name the port. */
async function restarted(world: World, dataDirectory: string, change: Parameters<typeof startWorld>[0] = {}) {
  const port = Number(new URL(world.pool.endpoint).port);
  await world.close();
  return startWorld({ dataDirectory, port, ...change });
}

async function worldWithPat() {
  const dataDirectory = newDataDirectory();
  const world = await openWorld({ dataDirectory });
  const username = await addUser(world, EMAIL, { "custom:company_id": "c-1" });
  return { world, username, dataDirectory };
}

async function groupsOf(world: World): Promise<unknown> {
  const { accessToken } = await signIn(world, EMAIL);
  return (await verified(world, accessToken))["cognito:groups"];
}

describe("a pool that is started again on its data directory", () => {
  it("signs its users in, with the attributes and groups they had", async () => {
    const { world, username, dataDirectory } = await worldWithPat();
    await world.sdk.send(
      new AdminAddUserToGroupCommand({ UserPoolId: USER_POOL_ID, Username: username, GroupName: "ADMINS" }),
    );
    const again = await restarted(world, dataDirectory);
    const { idToken } = await signIn(again, EMAIL);
    expect(await verified(again, idToken)).toMatchObject({
      email: EMAIL,
      "custom:company_id": "c-1",
      "cognito:groups": ["ADMINS"],
      "cognito:username": username,
    });
    await expect(signIn(again, EMAIL, `${PASSWORD}!`)).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
  });

  it("has its keys, so tokens of before verify, open the user's operations and refresh", async () => {
    const { world, dataDirectory } = await worldWithPat();
    const before = await signIn(world, EMAIL);
    const again = await restarted(world, dataDirectory);
    const { sub } = await verified(again, before.accessToken);
    const after = await refresh(again, before.refreshToken);
    const told = await again.sdk.send(new GetUserCommand({ AccessToken: before.accessToken }));
    expect(told.UserAttributes).toContainEqual({ Name: "sub", Value: sub });
    expect((await verified(again, after.AccessToken ?? "")).sub).toBe(sub);
    expect(decodeProtectedHeader(after.AccessToken ?? "").kid).toBe(
      decodeProtectedHeader(before.accessToken).kid,
    );
  });

  it("remembers what was revoked", async () => {
    const { world, dataDirectory } = await worldWithPat();
    const revoked = await signIn(world, EMAIL);
    const other = await signIn(world, EMAIL);
    await world.sdk.send(
      new RevokeTokenCommand({ ClientId: CLIENT_IDS.web.clientId, Token: revoked.refreshToken }),
    );
    const again = await restarted(world, dataDirectory);
    await expect(refresh(again, revoked.refreshToken)).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    await expect(
      again.sdk.send(new GetUserCommand({ AccessToken: revoked.accessToken })),
    ).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    await expect(refresh(again, other.refreshToken)).resolves.toHaveProperty("AccessToken");
  });

  it("has the pool id, client ids and secrets that were generated", async () => {
    const dataDirectory = newDataDirectory();
    const options = { port: 0, blueprint: blueprint("V3_0"), dataDirectory };
    const first = await startLocalPool(options);
    await first.close();
    const second = await startLocalPool(options);
    onTestFinished(() => second.close());
    expect(second.userPoolId).toBe(first.userPoolId);
    expect(second.clients).toEqual(first.clients);
  });
});

describe("a changed blueprint on a data directory", () => {
  it("changes the pool and keeps its users", async () => {
    const { world, username, dataDirectory } = await worldWithPat();
    const attributes = [
      ...blueprint("V1_0").attributes,
      { name: "added", type: "String", mutable: true } as const,
    ];
    const readAttributes = ["email", "custom:added"] as const;
    const clients = blueprint("V1_0").clients.map((client) =>
      client.name === "web" ? { ...client, readAttributes } : client,
    );
    const changed = { blueprint: blueprint("V1_0", { attributes, clients }), eventVersion: "V1_0" } as const;
    const again = await restarted(world, dataDirectory, changed);
    const claims = await verified(again, (await signIn(again, EMAIL)).idToken);
    expect(claims).toMatchObject({ email: EMAIL, "cognito:username": username });
    expect(claims).not.toHaveProperty("custom:company_id");
    expect(again.events).toMatchObject([{ version: "1" }]);
  });

  it("leaves an attribute that it has no more with the pool, as it is on AWS", async () => {
    const { world, username, dataDirectory } = await worldWithPat();
    const attributes = blueprint("V3_0").attributes.filter(({ name }) => name !== "company_id");
    const again = await restarted(world, dataDirectory, { blueprint: blueprint("V3_0", { attributes }) });
    const place = { UserPoolId: USER_POOL_ID, Username: username };
    const UserAttributes = [{ Name: "custom:company_id", Value: "c-2" }];
    await again.sdk.send(new AdminUpdateUserAttributesCommand({ ...place, UserAttributes }));
    const told = await again.sdk.send(new AdminGetUserCommand(place));
    expect(told.UserAttributes).toContainEqual(UserAttributes[0]);
  });

  it("takes users out of a group that is gone, for good", async () => {
    const { world, username, dataDirectory } = await worldWithPat();
    for (const GroupName of ["EVERYONE", "ADMINS"]) {
      const member = { UserPoolId: USER_POOL_ID, Username: username, GroupName };
      await world.sdk.send(new AdminAddUserToGroupCommand(member));
    }
    const without = { blueprint: blueprint("V3_0", { groups: [{ name: "EVERYONE", precedence: 10 }] }) };
    const second = await restarted(world, dataDirectory, without);
    expect(await groupsOf(second)).toEqual(["EVERYONE"]);
    const third = await restarted(second, dataDirectory);
    expect(await groupsOf(third)).toEqual(["EVERYONE"]);
  });

  it("makes a pool of another name beside the one that is there", async () => {
    const dataDirectory = newDataDirectory();
    const first = await startLocalPool({ port: 0, blueprint: blueprint("V3_0"), dataDirectory });
    await first.close();
    const other = { port: 0, blueprint: blueprint("V3_0", { name: "parcels" }), dataDirectory };
    const second = await startLocalPool(other);
    onTestFinished(() => second.close());
    expect(second.userPoolId).not.toBe(first.userPoolId);
    const jwks = await fetch(`${second.endpoint}/${first.userPoolId}/.well-known/jwks.json`);
    expect(jwks.status).toBe(200);
  });
});

describe("a pool that cannot start", () => {
  it("gives its data directory back", async () => {
    const { world, dataDirectory } = await worldWithPat();
    await world.close();
    const blocker = await startWorld();
    const port = Number(new URL(blocker.pool.endpoint).port);
    await expect(startWorld({ dataDirectory, port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
    const refused = startWorld({ dataDirectory, userPoolId: "none" });
    await expect(refused).rejects.toMatchObject({ code: "USER_POOL_ID_INVALID" });
    const again = await startWorld({ dataDirectory });
    const user = await again.sdk.send(new AdminGetUserCommand({ UserPoolId: USER_POOL_ID, Username: EMAIL }));
    expect(user.Enabled).toBe(true);
  });

  it("says so where its data directory is in use", async () => {
    const { world, dataDirectory } = await worldWithPat();
    onTestFinished(() => world.close());
    await expect(startWorld({ dataDirectory })).rejects.toMatchObject({ code: "STORE_IN_USE" });
    await expect(signIn(world, EMAIL)).resolves.toHaveProperty("accessToken");
  });
});
