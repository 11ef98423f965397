// Do app clients, resource servers and groups come, change and go through the AWS SDK as they do in Cognito?
import {
  AddUserPoolClientSecretCommand,
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
  CreateGroupCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  DeleteGroupCommand,
  DeleteResourceServerCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListResourceServersCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
  UpdateGroupCommand,
  UpdateResourceServerCommand,
  UpdateUserPoolClientCommand,
  type UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CloudWorld, createPool, openCloud } from "./world/cloud.ts";
import { tokenRequest } from "./world/world.ts";

let world: CloudWorld;
let UserPoolId: string;
beforeAll(async () => {
  world = await openCloud();
  UserPoolId = await createPool(world, { Schema: [{ Name: "tenant", AttributeDataType: "String" }] });
  await world.cognito.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: "orders",
      Name: "orders",
      Scopes: ["read", "write"].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
    }),
  );
});
afterAll(() => world.close());

async function create(change: Partial<CreateUserPoolClientCommandInput>): Promise<UserPoolClientType> {
  const input = { UserPoolId, ClientName: "web", ...change };
  return (await world.cognito.send(new CreateUserPoolClientCommand(input))).UserPoolClient ?? {};
}

const CODE = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code"],
  AllowedOAuthScopes: ["openid", "orders/read"],
  CallbackURLs: ["https://app.example.org/callback"],
} satisfies Partial<CreateUserPoolClientCommandInput>;

const MACHINE = {
  GenerateSecret: true,
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["client_credentials"],
  AllowedOAuthScopes: ["orders/read", "orders/write"],
} satisfies Partial<CreateUserPoolClientCommandInput>;

describe("a new client", () => {
  it("has an id and Cognito's defaults, and no secret unless asked for", async () => {
    const client = await create({});
    expect(client).toMatchObject({
      ClientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      UserPoolId,
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
      RefreshTokenValidity: 30,
      AuthSessionValidity: 3,
      EnableTokenRevocation: true,
      AllowedOAuthFlowsUserPoolClient: false,
    });
    expect(client.ClientSecret).toBeUndefined();
    expect((await create({ GenerateSecret: true })).ClientSecret).toMatch(/^[a-z0-9]{52}$/);
    const { UserPoolClient } = await world.cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId, ClientId: client.ClientId }),
    );
    expect(UserPoolClient).toEqual(client);
  });

  it("shows no list that is Cognito's default, empty ones included", async () => {
    const client = await create({ ReadAttributes: [], WriteAttributes: [], CallbackURLs: [] });
    expect(Object.keys(client)).not.toEqual(expect.arrayContaining(["ReadAttributes"]));
    expect(client.WriteAttributes).toBeUndefined();
    expect(client.CallbackURLs).toBeUndefined();
  });

  it.each<{ what: string; change: object; name?: string }>([
    { what: "a write list with an unknown attribute", change: { WriteAttributes: ["custom:other"] } },
    { what: "a read list with an unknown attribute", change: { ReadAttributes: ["other"] } },
    { what: "a verification flag to write", change: { WriteAttributes: ["email_verified"] } },
    {
      what: "an access token of two minutes",
      change: { AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: "minutes" } },
    },
    { what: "sixty without a unit, which is hours", change: { AccessTokenValidity: 60 } },
    { what: "eleven years", change: { RefreshTokenValidity: 4015 } },
    {
      what: "an access token that outlives the refresh token",
      change: {
        RefreshTokenValidity: 1,
        TokenValidityUnits: { RefreshToken: "hours" },
        AccessTokenValidity: 2,
      },
    },
    { what: "a session of 16 minutes", change: { AuthSessionValidity: 16 } },
    {
      what: "old and new names of flows",
      change: { ExplicitAuthFlows: ["USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] },
    },
    { what: "a flow that is none", change: { ExplicitAuthFlows: ["ALLOW_EVERYTHING"] } },
    { what: "client tokens without a secret", change: { ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH"] } },
    {
      what: "client tokens beside another flow",
      change: { GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"] },
    },
    { what: "OAuth without scopes", change: { ...CODE, AllowedOAuthScopes: [] } },
    { what: "a code flow without a callback", change: { ...CODE, CallbackURLs: [] } },
    { what: "http", change: { ...CODE, CallbackURLs: ["http://app.example.org/callback"] } },
    { what: "a fragment", change: { ...CODE, CallbackURLs: ["https://app.example.org/#here"] } },
    { what: "a script for a URL", change: { ...CODE, LogoutURLs: ["javascript:alert(1)"] } },
    { what: "a relative URL", change: { ...CODE, CallbackURLs: ["/callback"] } },
    {
      what: "a default that is no callback",
      change: { ...CODE, DefaultRedirectURI: "https://app.example.org/" },
    },
    { what: "a provider that is not there", change: { SupportedIdentityProviders: ["Google"] } },
    {
      what: "a scope that does not exist",
      change: { ...CODE, AllowedOAuthScopes: ["orders/delete"] },
      name: "ScopeDoesNotExistException",
    },
    {
      what: "machines and people in one client",
      change: { ...MACHINE, ...CODE, AllowedOAuthFlows: ["code", "client_credentials"] },
      name: "InvalidOAuthFlowException",
    },
    {
      what: "a machine without a secret",
      change: { ...MACHINE, GenerateSecret: false },
      name: "InvalidOAuthFlowException",
    },
    {
      what: "openid for a machine",
      change: { ...MACHINE, AllowedOAuthScopes: ["openid"] },
      name: "InvalidOAuthFlowException",
    },
    { what: "a name with a slash", change: { ClientName: "a/b" } },
    { what: "a secret of 23 characters", change: { ClientSecret: "s".repeat(23) } },
  ])("is refused for $what", async ({ change, name = "InvalidParameterException" }) => {
    await expect(create(change as Partial<CreateUserPoolClientCommandInput>)).rejects.toMatchObject({ name });
  });

  it.each(["http://localhost:3000/callback", "http://127.0.0.1/callback", "myapp://signed-in"])(
    "takes the callback %s",
    async (url) => {
      expect((await create({ ...CODE, CallbackURLs: [url] })).CallbackURLs).toEqual([url]);
    },
  );
});

describe("an update of a client", () => {
  it("resets what it leaves out, and keeps name, id and secret", async () => {
    const before = await create({
      ...CODE,
      GenerateSecret: true,
      ReadAttributes: ["email"],
      WriteAttributes: ["name"],
      AccessTokenValidity: 10,
      TokenValidityUnits: { AccessToken: "minutes" },
      EnableTokenRevocation: false,
    });
    const { ClientId } = before;
    const { UserPoolClient: after } = await world.cognito.send(
      new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ReadAttributes: ["email"] }),
    );
    expect(after).toMatchObject({
      ClientId,
      ClientName: "web",
      ClientSecret: before.ClientSecret,
      ReadAttributes: ["email"],
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
    });
    for (const member of ["WriteAttributes", "AccessTokenValidity", "TokenValidityUnits", "CallbackURLs"]) {
      expect(after).not.toHaveProperty(member);
    }
  });

  it("is refused for the client of another pool", async () => {
    const { ClientId } = await create({});
    const other = await createPool(world);
    await expect(
      world.cognito.send(new UpdateUserPoolClientCommand({ UserPoolId: other, ClientId })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

it("clients are listed and deleted", async () => {
  const pool = await createPool(world);
  const clients = [await create({ UserPoolId: pool }), await create({ UserPoolId: pool, ClientName: "two" })];
  const list = async () => {
    const input = { UserPoolId: pool, MaxResults: 60 };
    const { UserPoolClients } = await world.cognito.send(new ListUserPoolClientsCommand(input));
    return UserPoolClients?.map(({ ClientId }) => ClientId);
  };
  expect((await list())?.sort()).toEqual(clients.map(({ ClientId }) => ClientId).sort());
  const ClientId = clients[0]?.ClientId;
  await world.cognito.send(new DeleteUserPoolClientCommand({ UserPoolId: pool, ClientId }));
  expect(await list()).toEqual([clients[1]?.ClientId]);
});

describe("the secrets of a client", () => {
  it("are two at most, both good, and the last one stays", async () => {
    const client = await create(MACHINE);
    const named = { UserPoolId, ClientId: client.ClientId };
    const status = async (secret: string | undefined) => {
      const pool = { pool: { endpoint: world.cloud.endpoint } as never };
      const form = {
        grant_type: "client_credentials",
        client_id: client.ClientId ?? "",
        client_secret: secret ?? "",
      };
      return (await tokenRequest(pool, form)).status;
    };
    const own = "a-secret-of-our-own-with-40-characters-x".replaceAll("-", "_");
    const added = await world.cognito.send(
      new AddUserPoolClientSecretCommand({ ...named, ClientSecret: own }),
    );
    expect(added.ClientSecretDescriptor?.ClientSecretValue).toBeUndefined();
    expect([await status(client.ClientSecret), await status(own), await status("other")]).toEqual([
      200, 200, 401,
    ]);
    await expect(world.cognito.send(new AddUserPoolClientSecretCommand(named))).rejects.toMatchObject({
      name: "LimitExceededException",
    });
    const { ClientSecrets: both = [] } = await world.cognito.send(
      new ListUserPoolClientSecretsCommand(named),
    );
    expect(both).toHaveLength(2);
    expect(JSON.stringify(both)).not.toContain(own);
    const first = both.find(({ ClientSecretId: id }) => id !== added.ClientSecretDescriptor?.ClientSecretId);
    const remove = (ClientSecretId: string | undefined) =>
      world.cognito.send(new DeleteUserPoolClientSecretCommand({ ...named, ClientSecretId }));
    await remove(first?.ClientSecretId);
    expect([await status(client.ClientSecret), await status(own)]).toEqual([401, 200]);
    await expect(remove(added.ClientSecretDescriptor?.ClientSecretId)).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

describe("a resource server", () => {
  const Scopes = [{ ScopeName: "read", ScopeDescription: "Read" }];

  it("comes, changes and goes, and a scope that went is not issued any more", async () => {
    const named = { UserPoolId, Identifier: "https://billing.example.org" };
    const made = await world.cognito.send(
      new CreateResourceServerCommand({ ...named, Name: "billing", Scopes }),
    );
    expect(made.ResourceServer).toEqual({ ...named, Name: "billing", Scopes });
    const scope = `${named.Identifier}/read`;
    const machine = await create({ ...MACHINE, AllowedOAuthScopes: [scope, "orders/read"] });
    await world.cognito.send(new UpdateResourceServerCommand({ ...named, Name: "billing 2", Scopes: [] }));
    const { ResourceServer } = await world.cognito.send(new DescribeResourceServerCommand(named));
    expect(ResourceServer).toEqual({ ...named, Name: "billing 2", Scopes: [] });
    const pool = { pool: { endpoint: world.cloud.endpoint } as never };
    const { body } = await tokenRequest(pool, {
      grant_type: "client_credentials",
      client_id: machine.ClientId ?? "",
      client_secret: machine.ClientSecret ?? "",
    });
    const claims = JSON.parse(
      Buffer.from(String(body.access_token).split(".")[1] ?? "", "base64url").toString(),
    );
    expect(claims.scope).toBe("orders/read");
    await world.cognito.send(new DeleteResourceServerCommand(named));
    await expect(world.cognito.send(new DescribeResourceServerCommand(named))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it.each([
    { what: "an identifier that is taken", change: { Identifier: "orders" } },
    { what: "an identifier with a space", change: { Identifier: "or ders" } },
    { what: "a scope with a slash", change: { Scopes: [{ ScopeName: "a/b", ScopeDescription: "x" }] } },
    { what: "a scope without a description", change: { Scopes: [{ ScopeName: "a", ScopeDescription: "" }] } },
    { what: "the same scope twice", change: { Scopes: [...Scopes, ...Scopes] } },
    {
      what: "101 scopes",
      change: {
        Scopes: Array.from({ length: 101 }, (_, n) => ({ ScopeName: `s${n}`, ScopeDescription: "x" })),
      },
    },
  ])("is refused for $what", async ({ change }) => {
    const input = { UserPoolId, Identifier: "new", Name: "new", Scopes, ...change };
    await expect(world.cognito.send(new CreateResourceServerCommand(input))).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });

  it("is one of 25 at most, listed page by page", async () => {
    const pool = await createPool(world);
    const make = (n: number) =>
      world.cognito.send(
        new CreateResourceServerCommand({ UserPoolId: pool, Identifier: `rs-${n}`, Name: "x" }),
      );
    for (let n = 0; n < 25; n += 1) await make(n);
    await expect(make(25)).rejects.toMatchObject({ name: "LimitExceededException" });
    const page = await world.cognito.send(
      new ListResourceServersCommand({ UserPoolId: pool, MaxResults: 20 }),
    );
    expect(page.ResourceServers).toHaveLength(20);
    const rest = await world.cognito.send(
      new ListResourceServersCommand({ UserPoolId: pool, MaxResults: 20, NextToken: page.NextToken }),
    );
    expect(rest.ResourceServers).toHaveLength(5);
    expect(rest.NextToken).toBeUndefined();
  });
});

describe("a group", () => {
  const RoleArn = "arn:aws:iam::111122223333:role/editors";

  it("comes, changes what an update names, and goes with its memberships", async () => {
    const named = { UserPoolId, GroupName: "editors" };
    await world.cognito.send(
      new CreateGroupCommand({ ...named, Description: "Editors", Precedence: 0, RoleArn }),
    );
    await expect(world.cognito.send(new CreateGroupCommand(named))).rejects.toMatchObject({
      name: "GroupExistsException",
    });
    const { Group } = await world.cognito.send(new UpdateGroupCommand({ ...named, Precedence: 7 }));
    expect(Group).toMatchObject({ ...named, Description: "Editors", Precedence: 7, RoleArn });
    const user = { UserPoolId, Username: "kim" };
    await world.cognito.send(new AdminCreateUserCommand(user));
    await world.cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: "editors" }));
    await world.cognito.send(new DeleteGroupCommand(named));
    await expect(world.cognito.send(new GetGroupCommand(named))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await world.cognito.send(new CreateGroupCommand(named));
    const { Groups: joined } = await world.cognito.send(new AdminListGroupsForUserCommand(user));
    expect(joined).toEqual([]);
    const { Groups } = await world.cognito.send(new ListGroupsCommand({ UserPoolId, Limit: 10 }));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(["editors"]);
  });

  it.each([
    { what: "a blank in its name", change: { GroupName: "all editors" } },
    { what: "a name of 129 characters", change: { GroupName: "n".repeat(129) } },
    { what: "a negative precedence", change: { Precedence: -1 } },
    { what: "a precedence of 2^31", change: { Precedence: 2 ** 31 } },
    { what: "a role that is no ARN", change: { RoleArn: "editors-of-everything" } },
  ])("is refused for $what", async ({ change }) => {
    await expect(
      world.cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: "new", ...change })),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});
