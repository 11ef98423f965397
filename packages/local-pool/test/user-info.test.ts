// What do the userInfo and the revocation endpoint answer to whom?
import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { EMAIL } from "./world/calls.ts";
import { hostedBlueprint, hostedTokens, openHostedWorld, WEB } from "./world/hosted.ts";
import { addUser, openWorld, signIn, tokenRequest, type World } from "./world/world.ts";

const ADMIN = "aws.cognito.signin.user.admin";
let world: World;
let username: string;
beforeAll(async () => {
  world = await openHostedWorld();
  username = await addUser(world, EMAIL, {
    email_verified: "true",
    name: "Pat",
    "custom:company_id": "c-1",
    "custom:level": "3",
  });
});
afterAll(() => world.close());

async function userInfo(authorization: string | undefined, method = "GET") {
  const headers = authorization === undefined ? {} : { authorization };
  const response = await fetch(`${world.pool.endpoint}/oauth2/userInfo`, { method, headers });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

describe("userInfo", () => {
  it.each(["GET", "POST"])(
    "gives all that the client may read for openid alone, as strings, by %s",
    async (method) => {
      const { accessToken } = await hostedTokens(world, { scope: "openid" });
      const { status, headers, body } = await userInfo(`Bearer ${accessToken}`, method);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          sub: username,
          username,
          email: EMAIL,
          email_verified: "true",
          name: "Pat",
          "custom:company_id": "c-1",
        },
      });
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it.each([
    { scope: "openid email", body: { email: EMAIL, email_verified: "true" } },
    { scope: "openid profile", body: { name: "Pat", "custom:company_id": "c-1" } },
    {
      scope: "openid profile email",
      body: { name: "Pat", "custom:company_id": "c-1", email: EMAIL, email_verified: "true" },
    },
  ])("gives what '$scope' releases", async ({ scope, body }) => {
    const { accessToken } = await hostedTokens(world, { scope });
    expect((await userInfo(`bearer ${accessToken}`)).body).toEqual({ sub: username, username, ...body });
  });

  it("goes by the scopes in the token, which the trigger may have changed", async () => {
    const own = await openWorld({
      blueprint: hostedBlueprint(),
      handler: (event) => ({
        ...event,
        response: {
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: { scopesToAdd: ["openid"], scopesToSuppress: ["email"] },
          },
        },
      }),
    });
    await addUser(own, EMAIL, { email_verified: "true" });
    const { accessToken } = await signIn(own, EMAIL);
    const response = await fetch(`${own.pool.endpoint}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(await response.json()).toMatchObject({ email: EMAIL });
    await own.close();
  });

  it("refuses an ID token, a token without openid, a wrong one and none", async () => {
    const { idToken } = await hostedTokens(world);
    const withoutOpenid = await signIn(world, EMAIL);
    for (const { authorization, status, error } of [
      { authorization: `Bearer ${idToken}`, status: 401, error: "invalid_token" },
      { authorization: `Bearer ${withoutOpenid.accessToken}`, status: 401, error: "invalid_token" },
      { authorization: "Bearer x.y.z", status: 401, error: "invalid_token" },
      { authorization: "Basic eDp5", status: 400, error: "invalid_request" },
      { authorization: undefined, status: 400, error: "invalid_request" },
    ]) {
      const answer = await userInfo(authorization);
      expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
      expect(answer.headers.get("www-authenticate")).toContain(`error="${error}"`);
    }
  });
});

describe("the revocation endpoint", () => {
  async function revoke(
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const body = new URLSearchParams(form);
    const response = await fetch(`${world.pool.endpoint}/oauth2/revoke`, { method: "POST", body, headers });
    const text = await response.text();
    return { status: response.status, error: text === "" ? undefined : JSON.parse(text).error };
  }

  it("ends a sign-in by its refresh token, at every endpoint of the pool, and does so twice without harm", async () => {
    const tokens = await hostedTokens(world, { scope: `openid ${ADMIN}` });
    const AccessToken = tokens.accessToken;
    await world.sdk.send(new GetUserCommand({ AccessToken }));
    for (const _ of [1, 2]) {
      expect(await revoke({ token: tokens.refreshToken, client_id: WEB })).toEqual({ status: 200 });
    }
    await expect(world.sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    expect((await userInfo(`Bearer ${AccessToken}`)).body.error).toBe("invalid_token");
    const form = { grant_type: "refresh_token", client_id: WEB, refresh_token: tokens.refreshToken };
    expect((await tokenRequest(world, form)).body.error).toBe("invalid_grant");
  });

  it("changes nothing for the token of another client, and says nothing of it", async () => {
    const { refreshToken } = await hostedTokens(world);
    const other = { token: refreshToken, client_id: CLIENT_IDS.locked.clientId };
    expect(await revoke(other)).toEqual({ status: 200 });
    const form = { grant_type: "refresh_token", client_id: WEB, refresh_token: refreshToken };
    expect((await tokenRequest(world, form)).status).toBe(200);
  });

  it.each([
    { what: "no token", form: { client_id: WEB }, status: 400, error: "invalid_request" },
    { what: "no client", form: { token: "x" }, status: 400, error: "invalid_request" },
    {
      what: "an access token",
      form: { client_id: WEB, token: "x.y.z" },
      status: 400,
      error: "unsupported_token_type",
    },
    {
      what: "a client without its secret",
      form: { client_id: CLIENT_IDS.server.clientId, token: "x" },
      status: 401,
      error: "invalid_client",
    },
  ])("is $error for $what", async ({ form, status, error }) => {
    expect(await revoke(form)).toEqual({ status, error });
  });

  it("takes a token that is none, as the client that proves itself", async () => {
    const { clientId, clientSecret } = CLIENT_IDS.server;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    expect(await revoke({ token: "x" }, { authorization })).toEqual({ status: 200 });
  });
});
