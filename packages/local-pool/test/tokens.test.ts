// What do the tokens carry, who can verify them, and what does a trigger change?
import {
  AdminAddUserToGroupCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { ADMINS_ROLE, CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import {
  addUser,
  NOW_MS,
  refresh,
  signIn,
  startWorld,
  tokenRequest,
  verified,
  type World,
} from "./world/world.ts";

const EMAIL = "pat@example.org";
const NOW = NOW_MS / 1000;
const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const group = (Username: string, GroupName: string) => ({ UserPoolId: USER_POOL_ID, Username, GroupName });

async function json(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as never;
}

describe("the tokens of an API sign-in without changes by a trigger", () => {
  it("carry the default claims and nothing else", async () => {
    const world = await startWorld();
    const sub = await addUser(world, EMAIL, {
      email_verified: "true",
      "custom:company_id": "c-1",
      "custom:level": "3",
    });
    await world.sdk.send(new AdminAddUserToGroupCommand(group(EMAIL, "ADMINS")));
    const { accessToken, idToken } = await signIn(world, EMAIL);
    const shared = {
      sub,
      iss: world.pool.issuer,
      "cognito:groups": ["ADMINS"],
      origin_jti: UUID,
      event_id: UUID,
      jti: UUID,
      auth_time: NOW,
      iat: NOW,
    };
    expect(await verified(world, accessToken)).toEqual({
      ...shared,
      token_use: "access",
      client_id: CLIENT_IDS.web.clientId,
      scope: "aws.cognito.signin.user.admin",
      username: sub,
      exp: NOW + 900,
    });
    expect(await verified(world, idToken)).toEqual({
      ...shared,
      token_use: "id",
      aud: CLIENT_IDS.web.clientId,
      "cognito:username": sub,
      "cognito:roles": [ADMINS_ROLE],
      "cognito:preferred_role": ADMINS_ROLE,
      email: EMAIL,
      email_verified: true,
      "custom:company_id": "c-1",
      exp: NOW + 600,
    });
  });

  it("are signed by different keys, with kid and alg in the header only", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { accessToken, idToken } = await signIn(world, EMAIL);
    const headers = [idToken, accessToken].map((token) => decodeProtectedHeader(token));
    const { keys } = (await json(world.pool.jwksUri)) as { keys: Record<string, unknown>[] };
    expect(headers).toEqual(keys.map(({ kid }) => ({ kid, alg: "RS256" })));
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(2);
  });

  it("show the groups and attributes of the moment when they are refreshed", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL, { "custom:company_id": "c-1" });
    await world.sdk.send(new AdminAddUserToGroupCommand(group(EMAIL, "ADMINS")));
    const { refreshToken } = await signIn(world, EMAIL);
    await world.sdk.send(new AdminAddUserToGroupCommand(group(EMAIL, "EVERYONE")));
    await world.sdk.send(new AdminRemoveUserFromGroupCommand(group(EMAIL, "ADMINS")));
    await world.sdk.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: USER_POOL_ID,
        Username: EMAIL,
        UserAttributes: [{ Name: "custom:company_id", Value: "c-2" }],
      }),
    );
    const { IdToken = "" } = await refresh(world, refreshToken);
    const claims = await verified(world, IdToken);
    expect(claims).toMatchObject({ "cognito:groups": ["EVERYONE"], "custom:company_id": "c-2" });
    expect(claims["cognito:roles"]).toBeUndefined();
  });
});

describe("what the pool publishes", () => {
  it("names exactly the issuer that its tokens carry", async () => {
    const { pool } = await startWorld();
    const document = await json(`${pool.issuer}/.well-known/openid-configuration`);
    expect(document).toMatchObject({ issuer: pool.issuer, jwks_uri: pool.jwksUri });
    expect(pool.issuer).toBe(`${pool.endpoint}/${pool.userPoolId}`);
    expect(document.token_endpoint).toBe(`${pool.endpoint}/oauth2/token`);
  });

  it("has the public halves of two RSA keys of 2,048 bits and nothing private", async () => {
    const { pool } = await startWorld();
    const { keys } = (await json(pool.jwksUri)) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
      expect(key).toMatchObject({ alg: "RS256", kty: "RSA", use: "sig" });
      expect(Buffer.from(key.n ?? "", "base64url")).toHaveLength(256);
    }
  });

  it("is different keys in every pool", async () => {
    const pools = [await startWorld(), await startWorld()];
    const sets = await Promise.all(pools.map(({ pool }) => json(pool.jwksUri)));
    expect(sets[0]).not.toEqual(sets[1]);
  });
});

describe("what a trigger answers", () => {
  const withResponse = (response: unknown) => (event: Record<string, unknown>) => ({ ...event, response });

  async function tokensOf(world: World) {
    await addUser(world, EMAIL);
    await world.sdk.send(new AdminAddUserToGroupCommand(group(EMAIL, "EVERYONE")));
    const { accessToken, idToken } = await signIn(world, EMAIL);
    return { access: await verified(world, accessToken), id: await verified(world, idToken) };
  }

  it("reaches the ID token, and through groups both, in version 1", async () => {
    const handler = withResponse({
      claimsOverrideDetails: {
        claimsToAddOrOverride: { plan: "gold" },
        claimsToSuppress: ["email"],
        groupOverrideDetails: { groupsToOverride: ["VISITORS"] },
      },
    });
    const { access, id } = await tokensOf(await startWorld({ eventVersion: "V1_0", handler }));
    expect(id).toMatchObject({ plan: "gold", "cognito:groups": ["VISITORS"] });
    expect(id.email).toBeUndefined();
    expect(access["cognito:groups"]).toEqual(["VISITORS"]);
    expect(access.plan).toBeUndefined();
  });

  it("reaches both tokens and the scopes in version 2", async () => {
    const handler = withResponse({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToSuppress: ["email"] },
        accessTokenGeneration: {
          claimsToAddOrOverride: { roles: { owner: { document: "full" } }, sub: "somebody-else" },
          scopesToAdd: ["orders/read"],
          scopesToSuppress: ["aws.cognito.signin.user.admin"],
        },
      },
    });
    const world = await startWorld({ eventVersion: "V2_0", handler });
    const { access, id } = await tokensOf(world);
    expect(access).toMatchObject({ roles: { owner: { document: "full" } }, scope: "orders/read" });
    expect(access.sub).toBe(id.sub);
    expect(access["cognito:groups"]).toEqual(["EVERYONE"]);
    expect(id.email).toBeUndefined();
    expect(world.logLines).toContainEqual(expect.stringContaining('no effect on "sub" (reserved)'));
  });

  it("reaches a machine's token in version 3", async () => {
    const handler = withResponse({
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { claimsToAddOrOverride: { partner: "p-1" }, scopesToAdd: ["orders/delete"] },
      },
    });
    const world = await startWorld({ eventVersion: "V3_0", handler });
    const { clientId, clientSecret } = CLIENT_IDS.batch;
    const { body } = await tokenRequest(world, {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "orders/read",
    });
    expect(await verified(world, String(body.access_token))).toMatchObject({
      partner: "p-1",
      scope: "orders/read orders/delete",
    });
  });

  it("changes nothing where there is no trigger", async () => {
    const world = await startWorld({ withoutTrigger: true });
    const { access } = await tokensOf(world);
    expect(access.scope).toBe("aws.cognito.signin.user.admin");
    expect(world.events).toEqual([]);
  });
});
