// What becomes of a user that is there when its persona is made a user again?
import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminUpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { poolBlueprint, type UserPersona } from "@claimsmith/claims-policy";
import { type LocalPool, startLocalPool } from "@claimsmith/local-pool";
import { expect, it, onTestFinished } from "vitest";
import { cognitoClient, createUsers } from "../src/local-users.ts";
import { personas, policy } from "./fixtures/small/policy.ts";

const DORA = personas.dora as UserPersona;
const Username = DORA.attributes.email;

async function startedPool(): Promise<LocalPool> {
  const pool = await startLocalPool({ port: 0, blueprint: poolBlueprint(policy, {}) });
  onTestFinished(() => pool.close());
  return pool;
}

function administrator(pool: LocalPool) {
  const client = cognitoClient(pool);
  onTestFinished(() => client.destroy());
  return { client, place: { UserPoolId: pool.userPoolId, Username } };
}

async function told(pool: LocalPool) {
  const { client, place } = administrator(pool);
  const { Enabled, UserStatus, UserAttributes = [] } = await client.send(new AdminGetUserCommand(place));
  const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand(place));
  const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  return { Enabled, UserStatus, attributes, groups: Groups.map(({ GroupName }) => GroupName) };
}

it("it is what the persona says, whatever happened to it, under the same sub", async () => {
  const pool = await startedPool();
  const first = await createUsers(pool, { dora: DORA });
  const before = await told(pool);
  const { client, place } = administrator(pool);
  await client.send(new AdminDisableUserCommand(place));
  const UserAttributes = [
    { Name: "custom:shelf", Value: "s-2" },
    { Name: "name", Value: "Dora" },
  ];
  await client.send(new AdminUpdateUserAttributesCommand({ ...place, UserAttributes }));
  const second = await createUsers(pool, { dora: DORA });
  expect(await told(pool)).toEqual(before);
  expect(before).toMatchObject({ Enabled: true, UserStatus: "CONFIRMED", groups: ["KEEPERS"] });
  expect(second.dora?.sub).toBe(first.dora?.sub);
  expect(second.dora?.password).not.toBe(first.dora?.password);
});

it("it leaves the groups that the persona is not in, and joins those that it is in", async () => {
  const pool = await startedPool();
  await createUsers(pool, { dora: { ...DORA, groups: [] } });
  expect((await told(pool)).groups).toEqual([]);
  await createUsers(pool, { dora: DORA });
  expect((await told(pool)).groups).toEqual(["KEEPERS"]);
  const { client, place } = administrator(pool);
  await client.send(new AdminAddUserToGroupCommand({ ...place, GroupName: "KEEPERS" }));
  await createUsers(pool, { dora: { ...DORA, groups: [] } });
  expect((await told(pool)).groups).toEqual([]);
});
