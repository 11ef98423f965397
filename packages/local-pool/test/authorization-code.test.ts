// What does a client get for an authorization code, and which codes are refused?
import { createHash } from "node:crypto";
import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { Browser } from "./world/browser.ts";
import { EMAIL } from "./world/calls.ts";
import { addClient } from "./world/clients.ts";
import {
  CALLBACK,
  codeOf,
  hostedBlueprint,
  hostedTokens,
  openHostedWorld,
  PLAIN_REQUEST,
  REQUEST,
  redemption,
  signInAtForm,
  VERIFIER,
  WEB,
} from "./world/hosted.ts";
import { addUser, NOW_MS, openWorld, startWorld, tokenRequest, verified, type World } from "./world/world.ts";

const NOW = NOW_MS / 1000;
const ADMIN = "aws.cognito.signin.user.admin";

let world: World;
beforeAll(async () => {
  world = await openHostedWorld();
  await addUser(world, EMAIL, { email_verified: "true", name: "Pat", "custom:company_id": "c-1" });
});
afterAll(() => world.close());
beforeEach(() => void world.events.splice(0));

async function worldWithUser(options: Parameters<typeof startWorld>[0] = {}): Promise<World> {
  const own = await startWorld({ blueprint: hostedBlueprint(), ...options });
  await addUser(own, EMAIL, { email_verified: "true", name: "Pat", "custom:company_id": "c-1" });
  return own;
}

describe("a redeemed code", () => {
  it("gives the three tokens with the claims of a hosted sign-in", async () => {
    const { status, headers, body } = await tokenRequest(world, redemption(await codeOf(world)));
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 900, refresh_token: expect.any(String) });
    const id = await verified(world, String(body.id_token));
    const access = await verified(world, String(body.access_token));
    expect(access).toMatchObject({
      client_id: WEB,
      scope: "openid email",
      version: 2,
      token_use: "access",
      auth_time: NOW,
      origin_jti: id.origin_jti,
    });
    expect(access).not.toHaveProperty("aud");
    const hash = createHash("sha256").update(String(body.access_token)).digest().subarray(0, 16);
    expect(id).toMatchObject({
      aud: WEB,
      nonce: "a-nonce",
      at_hash: hash.toString("base64url"),
      email: EMAIL,
      email_verified: true,
      auth_time: NOW,
    });
  });

  it("has asked the trigger once, at the sign-in, as HostedAuth, without metadata", async () => {
    const code = await codeOf(world);
    expect(world.events).toMatchObject([
      { triggerSource: "TokenGeneration_HostedAuth", request: { scopes: ["openid", "email"] } },
    ]);
    expect(world.events[0]?.request).not.toHaveProperty("clientMetadata");
    await tokenRequest(world, redemption(code, { aws_client_metadata: '{"a":"b"}' }));
    expect(world.events).toHaveLength(1);
  });

  it("gives what the trigger said, in tokens that are as old as the redemption", async () => {
    const own = await worldWithUser({
      handler: (event) => ({
        ...event,
        response: {
          claimsAndScopeOverrideDetails: {
            idTokenGeneration: { claimsToAddOrOverride: { at_hash: "x", nonce: "x", plan: "gold" } },
            accessTokenGeneration: { scopesToAdd: ["orders/write"] },
          },
        },
      }),
    });
    const code = await codeOf(own);
    own.pass(60);
    const { body } = await tokenRequest(own, redemption(code));
    const id = await verified(own, String(body.id_token));
    const access = await verified(own, String(body.access_token));
    expect(id).toMatchObject({ plan: "gold", nonce: "a-nonce", iat: NOW + 60, auth_time: NOW });
    expect(id.at_hash).not.toBe("x");
    expect(access).toMatchObject({ scope: "openid email orders/write" });
  });

  it.each([
    { scope: "openid", has: ["email", "name", "custom:company_id"], hasNot: [] },
    { scope: "openid email", has: ["email", "email_verified"], hasNot: ["name", "custom:company_id"] },
    { scope: "openid profile", has: ["name", "custom:company_id"], hasNot: ["email", "email_verified"] },
    { scope: `openid ${ADMIN}`, has: ["email", "name"], hasNot: [] },
  ])("releases to the ID token what '$scope' does", async ({ scope, has, hasNot }) => {
    const id = await verified(world, (await hostedTokens(world, { scope })).idToken);
    for (const name of has) expect(id).toHaveProperty([name]);
    for (const name of hasNot) expect(id).not.toHaveProperty([name]);
  });

  it("comes without an ID token where openid was not asked for", async () => {
    const { body } = await tokenRequest(
      world,
      redemption(await codeOf(world, { ...REQUEST, scope: "orders/read" })),
    );
    expect(body).not.toHaveProperty("id_token");
    expect(await verified(world, String(body.access_token))).toMatchObject({ scope: "orders/read" });
  });

  it("grants every scope of the client where none was asked for", async () => {
    const { scope: _, ...request } = REQUEST;
    const { body } = await tokenRequest(world, redemption(await codeOf(world, request)));
    const { scope } = await verified(world, String(body.access_token));
    expect(scope).toBe(`openid email profile orders/read ${ADMIN}`);
  });

  it("is bound to the API that was asked for, also after a refresh", async () => {
    const resource = "https://api.example.org/orders";
    const tokens = await hostedTokens(world, { resource });
    expect((await verified(world, tokens.accessToken)).aud).toBe(resource);
    const form = { grant_type: "refresh_token", client_id: WEB, refresh_token: tokens.refreshToken };
    const { body } = await tokenRequest(world, form);
    expect((await verified(world, String(body.access_token))).aud).toBe(resource);
    expect((await verified(world, String(body.id_token))).aud).toBe(WEB);
  });

  it("needs no PKCE of a client that did not begin with it", async () => {
    const { code_verifier: _, ...form } = redemption(await codeOf(world, PLAIN_REQUEST));
    expect((await tokenRequest(world, form)).status).toBe(200);
  });

  it("proves a client with a secret by its secret", async () => {
    const { clientId, clientSecret } = CLIENT_IDS.server;
    const code = await codeOf(world, { ...REQUEST, client_id: clientId });
    const form = redemption(code, { client_id: clientId });
    expect((await tokenRequest(world, form)).body).toMatchObject({ error: "invalid_client" });
    expect((await tokenRequest(world, { ...form, client_secret: clientSecret })).status).toBe(200);
  });
});

describe("a refused code", () => {
  it.each([
    { what: "another redirect URI", change: { redirect_uri: `${CALLBACK}/` }, error: "invalid_grant" },
    { what: "no redirect URI", change: { redirect_uri: "" }, error: "invalid_request" },
    { what: "a wrong verifier", change: { code_verifier: `${VERIFIER}x` }, error: "invalid_grant" },
    { what: "no verifier", change: { code_verifier: "" }, error: "invalid_grant" },
    { what: "no code", change: { code: "" }, error: "invalid_request" },
    { what: "an unknown code", change: { code: "constructor" }, error: "invalid_grant" },
    { what: "another client", change: { client_id: CLIENT_IDS.locked.clientId }, error: "invalid_grant" },
    {
      what: "a client of machines",
      change: { client_id: CLIENT_IDS.batch.clientId, client_secret: CLIENT_IDS.batch.clientSecret },
      error: "unauthorized_client",
    },
  ])("is $error for $what", async ({ change, error }) => {
    const { status, body } = await tokenRequest(world, redemption(await codeOf(world), change));
    expect({ status, error: body.error }).toEqual({ status: 400, error });
  });

  it("is one that began without PKCE and ends with a verifier", async () => {
    const { body } = await tokenRequest(world, redemption(await codeOf(world, PLAIN_REQUEST)));
    expect(body.error).toBe("invalid_grant");
  });

  it("is one that was tried before, even in vain, but not by another client", async () => {
    const code = await codeOf(world);
    await tokenRequest(world, redemption(code, { client_id: CLIENT_IDS.locked.clientId }));
    const wrong = await tokenRequest(world, redemption(code, { code_verifier: "wrong" }));
    expect(wrong.body.error).toBe("invalid_grant");
    expect((await tokenRequest(world, redemption(code))).body.error).toBe("invalid_grant");
    const other = await codeOf(world);
    await tokenRequest(world, redemption(other, { client_id: CLIENT_IDS.locked.clientId }));
    expect((await tokenRequest(world, redemption(other))).status).toBe(200);
  });

  it("is one older than five minutes", async () => {
    const own = await worldWithUser();
    const [inTime, late] = [await codeOf(own), await codeOf(own)];
    own.pass(299);
    expect((await tokenRequest(own, redemption(inTime))).status).toBe(200);
    own.pass(1);
    expect((await tokenRequest(own, redemption(late))).body.error).toBe("invalid_grant");
  });

  it("revokes every token of the sign-in when it comes a second time", async () => {
    const code = await codeOf(world, { ...REQUEST, scope: `openid ${ADMIN}` });
    const { body } = await tokenRequest(world, redemption(code));
    const AccessToken = String(body.access_token);
    await world.sdk.send(new GetUserCommand({ AccessToken }));
    expect((await tokenRequest(world, redemption(code))).body.error).toBe("invalid_grant");
    await expect(world.sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    const refresh = {
      grant_type: "refresh_token",
      client_id: WEB,
      refresh_token: String(body.refresh_token),
    };
    expect((await tokenRequest(world, refresh)).body.error).toBe("invalid_grant");
  });

  it("is redeemed by one of ten requests at the same time", async () => {
    const code = await codeOf(world);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => tokenRequest(world, redemption(code))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("is one of a client that cannot read all that the scope email releases", async () => {
    const own = await worldWithUser({ blueprint: hostedBlueprint({ readAttributes: ["email"] }) });
    expect((await tokenRequest(own, redemption(await codeOf(own)))).body.error).toBe("invalid_grant");
  });
});

describe("a refresh at the token endpoint", () => {
  const form = (refreshToken: string, change = {}) => {
    return { grant_type: "refresh_token", client_id: WEB, refresh_token: refreshToken, ...change };
  };

  it("keeps sign-in time, scopes and origin, and asks the trigger as RefreshTokens", async () => {
    const own = await worldWithUser();
    const tokens = await hostedTokens(own);
    own.pass(600);
    const { status, body } = await tokenRequest(own, form(tokens.refreshToken));
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("refresh_token");
    const before = await verified(own, tokens.accessToken);
    expect(await verified(own, String(body.access_token))).toMatchObject({
      auth_time: NOW,
      iat: NOW + 600,
      scope: "openid email",
      version: 2,
      origin_jti: before.origin_jti,
    });
    const id = await verified(own, String(body.id_token));
    expect(id).not.toHaveProperty("nonce");
    expect(id).toHaveProperty("at_hash");
    expect(own.events.at(-1)).toMatchObject({ triggerSource: "TokenGeneration_RefreshTokens" });
  });

  it("gives a new refresh token, in whose place no old one counts, where the client rotates them", async () => {
    const { ClientId } = await addClient(world, {
      ExplicitAuthFlows: [],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email"],
      CallbackURLs: [CALLBACK],
      SupportedIdentityProviders: ["COGNITO"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const code = await codeOf(world, { ...REQUEST, client_id: ClientId });
    const { body: first } = await tokenRequest(world, redemption(code, { client_id: ClientId }));
    const request = form(String(first.refresh_token), { client_id: ClientId });
    const { body: second } = await tokenRequest(world, request);
    expect(second).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await tokenRequest(world, request)).body.error).toBe("invalid_grant");
  });

  it.each([
    { what: "no refresh token", change: { refresh_token: "" }, error: "invalid_request" },
    { what: "a refresh token that is none", change: { refresh_token: "x.y.z" }, error: "invalid_grant" },
    { what: "another client", change: { client_id: CLIENT_IDS.locked.clientId }, error: "invalid_grant" },
    {
      what: "a client of machines",
      change: { client_id: CLIENT_IDS.batch.clientId, client_secret: CLIENT_IDS.batch.clientSecret },
      error: "unauthorized_client",
    },
  ])("is $error for $what", async ({ change, error }) => {
    const { refreshToken } = await hostedTokens(world);
    const { status, body } = await tokenRequest(world, form(refreshToken, change));
    expect({ status, error: body.error }).toEqual({ status: 400, error });
  });

  it("is invalid_grant with the trigger's text where the trigger refuses", async () => {
    let denies = false;
    const own = await worldWithUser({
      handler: (event) => {
        if (denies) throw new Error("not today");
        return event;
      },
    });
    const { refreshToken } = await hostedTokens(own);
    denies = true;
    const { status, body } = await tokenRequest(own, form(refreshToken));
    expect({ status, ...body }).toEqual({
      status: 400,
      error: "invalid_grant",
      error_description: "PreTokenGeneration failed with error not today.",
    });
  });
});

describe("the implicit grant", () => {
  it("is refused to a client that does not allow it, in the fragment", async () => {
    const { url } = await new Browser(world).visit("/oauth2/authorize", {
      ...REQUEST,
      response_type: "token",
    });
    expect(url.search).toBe("");
    const answer = new URLSearchParams(url.hash.slice(1));
    expect(answer.get("error")).toBe("unauthorized_client");
    expect(answer.get("state")).toBe("a-state");
  });

  it("gives tokens in the fragment, and no refresh token, to one that does", async () => {
    const flows = ["code", "implicit"] as unknown as readonly "code"[];
    const own = await openWorld({ blueprint: hostedBlueprint({ allowedOAuthFlows: flows }) });
    await addUser(own, EMAIL, { email_verified: "true" });
    const { url } = await signInAtForm(new Browser(own), { ...REQUEST, response_type: "token" });
    const answer = new URLSearchParams(url.hash.slice(1));
    expect([...answer.keys()].sort()).toEqual(
      ["access_token", "expires_in", "id_token", "state", "token_type"].sort(),
    );
    expect(await verified(own, answer.get("id_token") ?? "")).toMatchObject({ nonce: "a-nonce" });
    await own.close();
  });
});
