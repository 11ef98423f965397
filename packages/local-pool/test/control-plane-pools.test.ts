// Do user pools come, change and go through the AWS SDK as they do in Cognito?
import {
  AddCustomAttributesCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetUserPoolMfaConfigCommand,
  ListTagsForResourceCommand,
  ListUserPoolsCommand,
  SetUserPoolMfaConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
  UpdateUserPoolDomainCommand,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT, type CloudWorld, createPasswordClient, createPool, openCloud } from "./world/cloud.ts";
import { NOW_MS } from "./world/world.ts";

let world: CloudWorld;
beforeAll(async () => {
  world = await openCloud();
});
afterAll(() => world.close());

const FUNCTION_ARN = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:trigger`;
const V3 = { PreTokenGenerationConfig: { LambdaArn: FUNCTION_ARN, LambdaVersion: "V3_0" } } as const;

async function described(UserPoolId: string): Promise<UserPoolType> {
  const { UserPool } = await world.cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  return UserPool ?? {};
}

const create = (change: Partial<CreateUserPoolCommandInput>) =>
  world.cognito.send(new CreateUserPoolCommand({ PoolName: "orders", ...change }));
const update = (UserPoolId: string, change: Omit<UpdateUserPoolCommandInput, "UserPoolId">) =>
  world.cognito.send(new UpdateUserPoolCommand({ UserPoolId, ...change }));

describe("a new pool", () => {
  it("has an id, an ARN, dates and Cognito's defaults", async () => {
    const { UserPool } = await create({});
    const pool = await described(UserPool?.Id ?? "");
    expect(pool).toMatchObject({
      Id: expect.stringMatching(/^eu-west-1_[A-Za-z0-9]{9}$/),
      Arn: `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/${pool.Id}`,
      Name: "orders",
      UserPoolTier: "ESSENTIALS",
      DeletionProtection: "INACTIVE",
      MfaConfiguration: "OFF",
      LambdaConfig: {},
      UserPoolTags: {},
      EstimatedNumberOfUsers: 0,
      CreationDate: new Date(NOW_MS),
      LastModifiedDate: new Date(NOW_MS),
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      Policies: {
        PasswordPolicy: { MinimumLength: 8, RequireSymbols: true, TemporaryPasswordValidityDays: 7 },
      },
    });
    expect(pool).toEqual(UserPool);
    expect(pool.SchemaAttributes?.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining(["sub", "email", "phone_number_verified", "updated_at"]),
    );
  });

  it("is in the region that the call was signed for", async () => {
    const frankfurt = new CognitoIdentityProviderClient({
      endpoint: world.cloud.endpoint,
      region: "eu-central-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    const { UserPool } = await frankfurt.send(new CreateUserPoolCommand({ PoolName: "there" }));
    expect(UserPool?.Id).toMatch(/^eu-central-1_/);
    expect(UserPool?.Arn).toContain(":eu-central-1:");
    const there = await frankfurt.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(there.UserPools?.map(({ Name }) => Name)).toEqual(["there"]);
    const here = await world.cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(here.UserPools?.map(({ Name }) => Name)).not.toContain("there");
    frankfurt.destroy();
  });

  it("turns off the password rules that a policy leaves out", async () => {
    const id = await createPool(world, { Policies: { PasswordPolicy: { MinimumLength: 6 } } });
    expect((await described(id)).Policies?.PasswordPolicy).toMatchObject({
      MinimumLength: 6,
      RequireUppercase: false,
      RequireNumbers: false,
    });
  });

  it("has its custom attributes with a prefix, and required standard ones", async () => {
    const id = await createPool(world, {
      Schema: [
        { Name: "email", Required: true, Mutable: true, AttributeDataType: "String" },
        {
          Name: "company_id",
          AttributeDataType: "String",
          Mutable: false,
          StringAttributeConstraints: { MinLength: "1", MaxLength: "36" },
        },
        { Name: "secret", AttributeDataType: "String", DeveloperOnlyAttribute: true },
      ],
    });
    const schema = (await described(id)).SchemaAttributes ?? [];
    expect(schema.find(({ Name }) => Name === "email")).toMatchObject({ Required: true });
    expect(schema.find(({ Name }) => Name === "custom:company_id")).toEqual({
      Name: "custom:company_id",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: false,
      Required: false,
      StringAttributeConstraints: { MinLength: "1", MaxLength: "36" },
    });
    expect(schema.at(-1)?.Name).toBe("dev:custom:secret");
  });

  it.each<{ what: string; change: object; name: string }>([
    {
      what: "a name of 129 characters",
      change: { PoolName: "n".repeat(129) },
      name: "InvalidParameterException",
    },
    { what: "a name with a slash", change: { PoolName: "a/b" }, name: "InvalidParameterException" },
    { what: "a name that is a number", change: { PoolName: 7 }, name: "SerializationException" },
    { what: "an unknown tier", change: { UserPoolTier: "GOLD" }, name: "InvalidParameterException" },
    {
      what: "a password of five characters",
      change: { Policies: { PasswordPolicy: { MinimumLength: 5 } } },
      name: "InvalidParameterException",
    },
    {
      what: "sign-in names and aliases",
      change: { UsernameAttributes: ["email"], AliasAttributes: ["email"] },
      name: "InvalidParameterException",
    },
    {
      what: "V2_0 on LITE",
      change: {
        UserPoolTier: "LITE",
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: FUNCTION_ARN, LambdaVersion: "V2_0" } },
      },
      name: "FeatureUnavailableInTierException",
    },
    {
      what: "V3_0 on LITE",
      change: { UserPoolTier: "LITE", LambdaConfig: V3 },
      name: "FeatureUnavailableInTierException",
    },
    {
      what: "threat protection below PLUS",
      change: { UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } },
      name: "FeatureUnavailableInTierException",
    },
    {
      what: "two functions for one trigger",
      change: { LambdaConfig: { ...V3, PreTokenGeneration: `${FUNCTION_ARN}2` } },
      name: "InvalidParameterException",
    },
    {
      what: "a version without a function",
      change: { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V3_0" } } },
      name: "InvalidParameterException",
    },
    {
      what: "a function name in place of an ARN",
      change: { LambdaConfig: { PreTokenGeneration: "my-function-of-some-length" } },
      name: "InvalidParameterException",
    },
    { what: "MFA", change: { MfaConfiguration: "ON" }, name: "UnsupportedOperationException" },
    {
      what: "a required custom attribute",
      change: { Schema: [{ Name: "tenant", AttributeDataType: "String", Required: true }] },
      name: "InvalidParameterException",
    },
    {
      what: "a custom attribute of 21 characters",
      change: { Schema: [{ Name: "n".repeat(21), AttributeDataType: "String" }] },
      name: "InvalidParameterException",
    },
    {
      what: "a standard attribute of another type",
      change: { Schema: [{ Name: "email", AttributeDataType: "Number" }] },
      name: "InvalidParameterException",
    },
    {
      what: "the same attribute twice",
      change: {
        Schema: [
          { Name: "tenant", AttributeDataType: "String" },
          { Name: "tenant", AttributeDataType: "String" },
        ],
      },
      name: "InvalidParameterException",
    },
  ])("is refused with $name for $what", async ({ change, name }) => {
    await expect(create(change as Partial<CreateUserPoolCommandInput>)).rejects.toMatchObject({ name });
  });

  it("says every constraint that is not met, without a value", async () => {
    await expect(create({ PoolName: "canary/name", EmailVerificationSubject: "" })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^2 validation errors detected: .*'poolName'.*'emailVerificationSubject'/,
      ),
    });
    const error = await create({ PoolName: "canary/name" }).catch((thrown: Error) => thrown);
    expect((error as Error).message).not.toContain("canary");
  });

  it.each(["PreSignUp", "PostConfirmation", "CustomMessage", "UserMigration"])(
    "is refused by the trigger's name where it asks for %s",
    async (trigger) => {
      await expect(create({ LambdaConfig: { [trigger]: FUNCTION_ARN } })).rejects.toMatchObject({
        name: "UnsupportedOperationException",
        message: expect.stringContaining(trigger),
      });
    },
  );

  it("takes V1_0 on LITE", async () => {
    const config = { LambdaArn: FUNCTION_ARN, LambdaVersion: "V1_0" } as const;
    const id = await createPool(world, {
      UserPoolTier: "LITE",
      LambdaConfig: { PreTokenGenerationConfig: config },
    });
    expect((await described(id)).LambdaConfig).toEqual({ PreTokenGenerationConfig: config });
  });
});

describe("an update of a pool", () => {
  it("removes the trigger that it does not name, and keeps name, plan, tags and sign-in", async () => {
    const id = await createPool(world, {
      LambdaConfig: V3,
      UserPoolTier: "PLUS",
      UserPoolTags: { team: "identity" },
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ["email"],
      DeletionProtection: "ACTIVE",
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    });
    world.pass(60);
    await update(id, { AutoVerifiedAttributes: ["email"] });
    const pool = await described(id);
    expect(pool).toMatchObject({
      Name: "orders",
      UserPoolTier: "PLUS",
      UserPoolTags: { team: "identity" },
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ["email"],
      DeletionProtection: "INACTIVE",
      LambdaConfig: {},
      Policies: { PasswordPolicy: { MinimumLength: 8 } },
    });
    expect((pool.LastModifiedDate?.getTime() ?? 0) - (pool.CreationDate?.getTime() ?? 0)).toBe(60_000);
  });

  it("cannot go down to LITE with a V3_0 trigger, and can without", async () => {
    const id = await createPool(world, { LambdaConfig: V3 });
    await expect(update(id, { UserPoolTier: "LITE", LambdaConfig: V3 })).rejects.toMatchObject({
      name: "FeatureUnavailableInTierException",
    });
    expect((await described(id)).LambdaConfig).toEqual(V3);
    await update(id, { UserPoolTier: "LITE" });
    expect(await described(id)).toMatchObject({ UserPoolTier: "LITE", LambdaConfig: {} });
  });

  it("is refused for a pool that does not exist", async () => {
    await expect(update("eu-west-1_Nowhere00", {})).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("custom attributes", () => {
  const add = (UserPoolId: string, names: readonly string[]) =>
    world.cognito.send(
      new AddCustomAttributesCommand({
        UserPoolId,
        CustomAttributes: names.map((Name) => ({ Name, AttributeDataType: "String", Mutable: true })),
      }),
    );

  it("can be added, and stay as they are", async () => {
    const id = await createPool(world, { Schema: [{ Name: "tenant", AttributeDataType: "String" }] });
    await add(id, ["plan"]);
    const names = (await described(id)).SchemaAttributes?.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(["custom:tenant", "custom:plan"]));
    await expect(add(id, ["tenant"])).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("are fifty at most", async () => {
    const id = await createPool(world);
    const names = (from: number, count: number) => Array.from({ length: count }, (_, at) => `a${from + at}`);
    await add(id, names(0, 25));
    await add(id, names(25, 25));
    await expect(add(id, names(50, 1))).rejects.toMatchObject({ name: "InvalidParameterException" });
    expect(
      (await described(id)).SchemaAttributes?.filter(({ Name }) => Name?.startsWith("custom:")),
    ).toHaveLength(50);
  });
});

describe("the end of a pool", () => {
  const remove = (UserPoolId: string) => world.cognito.send(new DeleteUserPoolCommand({ UserPoolId }));

  it("takes clients, users and keys along", async () => {
    const UserPoolId = await createPool(world);
    const ClientId = await createPasswordClient(world, UserPoolId);
    await world.cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: "pat" }));
    expect((await described(UserPoolId)).EstimatedNumberOfUsers).toBe(1);
    await remove(UserPoolId);
    await expect(described(UserPoolId)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(
      world.cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const jwks = await fetch(`${world.cloud.endpoint}/${UserPoolId}/.well-known/jwks.json`);
    expect(jwks.status).toBe(404);
  });

  it("is refused while the pool is protected", async () => {
    const id = await createPool(world, { DeletionProtection: "ACTIVE" });
    await expect(remove(id)).rejects.toMatchObject({ name: "InvalidParameterException" });
    await update(id, { DeletionProtection: "INACTIVE" });
    await remove(id);
  });

  it("is refused while the pool has a domain", async () => {
    const UserPoolId = await createPool(world);
    const Domain = "orders-of-the-end";
    await world.cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
    await expect(remove(UserPoolId)).rejects.toMatchObject({ name: "InvalidParameterException" });
    await world.cognito.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
    await remove(UserPoolId);
  });
});

describe("the domain of a pool", () => {
  const make = (UserPoolId: string, Domain: string, more: object = {}) =>
    world.cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain, ...more }));
  const show = async (Domain: string) =>
    (await world.cognito.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

  it("is described while it is there, and empty after", async () => {
    const UserPoolId = await createPool(world);
    await make(UserPoolId, "orders-dev", { ManagedLoginVersion: 1 });
    expect(await show("orders-dev")).toMatchObject({
      Domain: "orders-dev",
      UserPoolId,
      AWSAccountId: ACCOUNT,
      Status: "ACTIVE",
      ManagedLoginVersion: 1,
    });
    expect((await described(UserPoolId)).Domain).toBe("orders-dev");
    const login = { UserPoolId, Domain: "orders-dev", ManagedLoginVersion: 2 };
    await world.cognito.send(new UpdateUserPoolDomainCommand(login));
    expect((await show("orders-dev"))?.ManagedLoginVersion).toBe(2);
    await world.cognito.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain: "orders-dev" }));
    expect(await show("orders-dev")).toEqual({});
  });

  it.each(["Orders", "-orders", "orders-", "my.orders", "my-cognito-login", "amazon-orders", "n".repeat(64)])(
    "may not be %s",
    async (domain) => {
      const id = await createPool(world);
      await expect(make(id, domain)).rejects.toMatchObject({ name: "InvalidParameterException" });
    },
  );

  it("is one for one pool, beside a custom one with a certificate", async () => {
    const [one, other] = [await createPool(world), await createPool(world)];
    await make(one, "orders-shared");
    await expect(make(other, "orders-shared")).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(make(one, "orders-second")).rejects.toMatchObject({ name: "InvalidParameterException" });
    const CertificateArn = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/0f0f0f0f`;
    const made = await make(one, "login.example.org", { CustomDomainConfig: { CertificateArn } });
    expect(made.CloudFrontDomain).toMatch(/\.invalid$/);
    expect(await described(one)).toMatchObject({
      Domain: "orders-shared",
      CustomDomain: "login.example.org",
    });
  });
});

describe("tags and MFA", () => {
  it("keeps tags by ARN", async () => {
    const id = await createPool(world, { UserPoolTags: { team: "identity" } });
    const ResourceArn = (await described(id)).Arn;
    await world.cognito.send(new TagResourceCommand({ ResourceArn, Tags: { stage: "local" } }));
    await world.cognito.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["team"] }));
    const { Tags } = await world.cognito.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(Tags).toEqual({ stage: "local" });
    await expect(
      world.cognito.send(new ListTagsForResourceCommand({ ResourceArn: `arn:aws:x:y:z:userpool/${id}` })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("has no second factor and refuses one", async () => {
    const UserPoolId = await createPool(world);
    await world.cognito.send(new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: "OFF" }));
    const config = await world.cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
    expect(config.MfaConfiguration).toBe("OFF");
    await expect(
      world.cognito.send(
        new SetUserPoolMfaConfigCommand({
          UserPoolId,
          MfaConfiguration: "OPTIONAL",
          SoftwareTokenMfaConfiguration: { Enabled: true },
        }),
      ),
    ).rejects.toMatchObject({ name: "UnsupportedOperationException" });
  });
});

it("pools are listed page by page", async () => {
  for (let count = 0; count < 3; count += 1) await createPool(world);
  const ids: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await world.cognito.send(new ListUserPoolsCommand({ MaxResults: 2, NextToken }));
    expect(page.UserPools?.length).toBeLessThanOrEqual(2);
    ids.push(...(page.UserPools ?? []).map(({ Id }) => Id));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  const all = await world.cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  expect(ids).toEqual(all.UserPools?.map(({ Id }) => Id));
  expect(ids.length).toBeGreaterThanOrEqual(3);
});
