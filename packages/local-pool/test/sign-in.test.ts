// Who gets in, who does not, and with which of Cognito's error names?
import { createHmac } from "node:crypto";
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DEFAULT_LIFETIMES } from "@claimsmith/cognito-model";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { addUser, PASSWORD, refresh, signIn, startWorld, type World } from "./world/world.ts";

const EMAIL = "pat@example.org";

function passwordAuth(change: {
  clientId?: string;
  username?: string;
  password?: string;
  secretHash?: string;
}): InitiateAuthCommand {
  return new InitiateAuthCommand({
    ClientId: change.clientId ?? CLIENT_IDS.web.clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: {
      USERNAME: change.username ?? EMAIL,
      PASSWORD: change.password ?? PASSWORD,
      ...(change.secretHash === undefined ? {} : { SECRET_HASH: change.secretHash }),
    },
  });
}

function secretHash(username: string, { clientId, clientSecret }: typeof CLIENT_IDS.server): string {
  return createHmac("sha256", clientSecret).update(username + clientId).digest("base64");
}

describe("USER_PASSWORD_AUTH", () => {
  it("gives three tokens for the right password, whatever the case of the address", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { ChallengeName, AuthenticationResult } = await world.sdk.send(
      passwordAuth({ username: "Pat@Example.org" }),
    );
    expect(ChallengeName).toBeUndefined();
    expect(AuthenticationResult).toEqual({
      AccessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      IdToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      RefreshToken: expect.stringMatching(/^[\w-]{64}$/),
      ExpiresIn: 900,
      TokenType: "Bearer",
    });
  });

  const refusals = [
    { what: "a wrong password", change: { password: "Wrong-horse-1" }, name: "NotAuthorizedException" },
    { what: "an unknown user", change: { username: "nobody@example.org" }, name: "NotAuthorizedException" },
    { what: "an unknown user name", change: { username: "__proto__" }, name: "NotAuthorizedException" },
    { what: "an unknown client", change: { clientId: "7unknown" }, name: "ResourceNotFoundException" },
    { what: "an empty password", change: { password: "" }, name: "InvalidParameterException" },
    {
      what: "a client without this flow",
      change: { clientId: CLIENT_IDS.locked.clientId },
      name: "InvalidParameterException",
    },
    {
      what: "a client with a secret and no hash",
      change: { clientId: CLIENT_IDS.server.clientId },
      name: "NotAuthorizedException",
    },
    {
      what: "a hash with another user's name",
      change: {
        clientId: CLIENT_IDS.server.clientId,
        secretHash: secretHash("bob@example.org", CLIENT_IDS.server),
      },
      name: "NotAuthorizedException",
    },
    { what: "a hash from a client without secret", change: { secretHash: "x" }, name: "NotAuthorizedException" },
  ];

  it.each(refusals)("refuses $what with $name, and calls no trigger", async ({ change, name }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    await expect(world.sdk.send(passwordAuth(change))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    });
    expect(world.events).toEqual([]);
  });

  it("says the same of an unknown user and of a wrong password", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const messages = await Promise.all(
      [{ username: "nobody@example.org" }, { password: "Wrong-horse-1" }].map((change) =>
        world.sdk.send(passwordAuth(change)).catch((error: Error) => error.message),
      ),
    );
    expect(messages).toEqual(["Incorrect username or password.", "Incorrect username or password."]);
  });

  it("takes the right SECRET_HASH of a client with a secret", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { clientId } = CLIENT_IDS.server;
    const answer = await world.sdk.send(
      passwordAuth({ clientId, secretHash: secretHash(EMAIL, CLIENT_IDS.server) }),
    );
    expect(decodeJwt(answer.AuthenticationResult?.AccessToken ?? "").client_id).toBe(clientId);
  });
});

describe("AdminInitiateAuth", () => {
  function adminAuth(change: { UserPoolId?: string; AuthFlow?: "ADMIN_USER_PASSWORD_AUTH" | "USER_SRP_AUTH" }) {
    return new AdminInitiateAuthCommand({
      UserPoolId: USER_POOL_ID,
      ClientId: CLIENT_IDS.web.clientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: EMAIL, PASSWORD },
      ...change,
    });
  }

  it("signs a person in", async () => {
    const world = await startWorld();
    const username = await addUser(world, EMAIL);
    const { AuthenticationResult } = await world.sdk.send(adminAuth({}));
    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "").sub).toBe(username);
  });

  it.each([
    { what: "another pool", change: { UserPoolId: "eu-west-1_Other" }, name: "ResourceNotFoundException" },
    {
      what: "a flow that only Cognito has",
      change: { AuthFlow: "USER_SRP_AUTH" as const },
      name: "UnsupportedOperationException",
    },
  ])("refuses $what with $name", async ({ change, name }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    await expect(world.sdk.send(adminAuth(change))).rejects.toMatchObject({ name });
  });
});

describe("a user that an administrator created", () => {
  const TEMPORARY = "Temporary-1";
  const NEW = "Brand-new-1";

  async function challenge(world: World, attributes: Record<string, string> = {}): Promise<string> {
    await world.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: USER_POOL_ID,
        Username: EMAIL,
        TemporaryPassword: TEMPORARY,
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    const answer = await world.sdk.send(passwordAuth({ password: TEMPORARY }));
    expect(answer.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    expect(answer.AuthenticationResult).toBeUndefined();
    return answer.Session ?? "";
  }

  function response(Session: string, change: Record<string, string> = {}, ClientId: string = CLIENT_IDS.web.clientId) {
    return new RespondToAuthChallengeCommand({
      ClientId,
      Session,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: NEW, ...change },
    });
  }

  it("gets tokens only after choosing a new password, and only that one counts from then on", async () => {
    const world = await startWorld();
    const session = await challenge(world);
    expect(world.events).toEqual([]);
    const { AuthenticationResult } = await world.sdk.send(response(session));
    expect(AuthenticationResult?.AccessToken).toBeDefined();
    expect((await signIn(world, EMAIL, NEW)).accessToken).not.toBe("");
    await expect(signIn(world, EMAIL, TEMPORARY)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("can answer through a server", async () => {
    const world = await startWorld();
    const { input } = response(await challenge(world));
    const answer = await world.sdk.send(
      new AdminRespondToAuthChallengeCommand({ ...input, UserPoolId: USER_POOL_ID }),
    );
    expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("uses a session once", async () => {
    const world = await startWorld();
    const session = await challenge(world);
    await world.sdk.send(response(session));
    await expect(world.sdk.send(response(session))).rejects.toMatchObject({ name: "NotAuthorizedException" });
    expect(world.events).toHaveLength(1);
  });

  it("has three minutes", async () => {
    const world = await startWorld();
    const session = await challenge(world);
    world.pass(181);
    await expect(world.sdk.send(response(session))).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it.each([
    { what: "a session of another client", clientId: CLIENT_IDS.locked.clientId, name: "NotAuthorizedException" },
    { what: "another user's name", change: { USERNAME: "bob@example.org" }, name: "NotAuthorizedException" },
    { what: "a weak password", change: { NEW_PASSWORD: "weakpassword" }, name: "InvalidPasswordException" },
    {
      what: "an attribute off the write list",
      change: { "userAttributes.custom:company_id": "c-1" },
      name: "NotAuthorizedException",
    },
    {
      what: "an attribute that the pool does not have",
      change: { "userAttributes.__proto__": "x" },
      name: "NotAuthorizedException",
    },
    {
      what: "a required attribute that is there",
      change: { "userAttributes.email": "new@example.org" },
      name: "InvalidParameterException",
    },
  ])("is refused with $name for $what, and may try again", async ({ change = {}, clientId, name }) => {
    const world = await startWorld();
    await addUser(world, "bob@example.org");
    const session = await challenge(world);
    await expect(world.sdk.send(response(session, change, clientId))).rejects.toMatchObject({ name });
    expect((await world.sdk.send(response(session))).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("is asked for required attributes that are missing, and must give them", async () => {
    const world = await startWorld({ blueprint: blueprint("V3_0", { requiredAttributes: ["email", "name"] }) });
    const session = await challenge(world);
    const { ChallengeParameters } = await world.sdk.send(passwordAuth({ password: TEMPORARY }));
    expect(JSON.parse(ChallengeParameters?.requiredAttributes ?? "")).toEqual(["userAttributes.name"]);
    await expect(world.sdk.send(response(session))).rejects.toMatchObject({ name: "InvalidParameterException" });
    const { AuthenticationResult } = await world.sdk.send(response(session, { "userAttributes.name": "Pat" }));
    expect(decodeJwt(AuthenticationResult?.IdToken ?? "").name).toBe("Pat");
  });

  it("cannot answer after an administrator has set a password for good", async () => {
    const world = await startWorld();
    const session = await challenge(world);
    await world.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: USER_POOL_ID,
        Username: EMAIL,
        Password: PASSWORD,
        Permanent: true,
      }),
    );
    await expect(world.sdk.send(response(session))).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});

describe("REFRESH_TOKEN_AUTH", () => {
  it("gives new tokens of the same sign-in, and no refresh token", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const first = await signIn(world, EMAIL);
    world.pass(120);
    const second = await refresh(world, first.refreshToken);
    expect(second.RefreshToken).toBeUndefined();
    const before = decodeJwt(first.accessToken);
    const after = decodeJwt(second.AccessToken ?? "");
    expect(after).toMatchObject({ origin_jti: before.origin_jti, auth_time: before.auth_time });
    expect(after.iat).toBe((before.iat ?? 0) + 120);
    expect(after.jti).not.toBe(before.jti);
  });

  it("refuses an expired refresh token", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { refreshToken } = await signIn(world, EMAIL);
    world.pass(DEFAULT_LIFETIMES.refreshTokenSeconds - 1);
    expect((await refresh(world, refreshToken)).AccessToken).toBeDefined();
    world.pass(1);
    await expect(refresh(world, refreshToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("refuses another client's refresh token", async () => {
    const world = await startWorld();
    const username = await addUser(world, EMAIL);
    const { refreshToken } = await signIn(world, EMAIL);
    const stolen = new InitiateAuthCommand({
      ClientId: CLIENT_IDS.server.clientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: {
        REFRESH_TOKEN: refreshToken,
        SECRET_HASH: secretHash(username, CLIENT_IDS.server),
      },
    });
    await expect(world.sdk.send(stolen)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("wants a client's SECRET_HASH over the user name, not the address", async () => {
    const world = await startWorld();
    const username = await addUser(world, EMAIL);
    const { clientId } = CLIENT_IDS.server;
    const { AuthenticationResult } = await world.sdk.send(
      passwordAuth({ clientId, secretHash: secretHash(EMAIL, CLIENT_IDS.server) }),
    );
    const refreshWith = (name: string) =>
      world.sdk.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: "REFRESH_TOKEN_AUTH",
          AuthParameters: {
            REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "",
            SECRET_HASH: secretHash(name, CLIENT_IDS.server),
          },
        }),
      );
    expect((await refreshWith(username)).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(refreshWith(EMAIL)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});

describe("RevokeToken", () => {
  it("ends the sign-in: no refresh, no GetUser; another sign-in lives on", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const revoked = await signIn(world, EMAIL);
    const other = await signIn(world, EMAIL);
    const { clientId } = CLIENT_IDS.web;
    await world.sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: revoked.refreshToken }));
    const getUser = (AccessToken: string) => world.sdk.send(new GetUserCommand({ AccessToken }));
    await expect(refresh(world, revoked.refreshToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    await expect(getUser(revoked.accessToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    expect((await refresh(world, other.refreshToken)).AccessToken).toBeDefined();
    expect((await getUser(other.accessToken)).Username).toBeDefined();
  });

  it.each([
    { what: "an access token", token: "access", client: "web", name: "UnsupportedTokenTypeException" },
    { what: "another client's token", token: "refresh", client: "locked", name: "UnauthorizedException" },
    { what: "a client without its secret", token: "refresh", client: "server", name: "NotAuthorizedException" },
  ] as const)("refuses $what with $name", async ({ token, client, name }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const tokens = await signIn(world, EMAIL);
    const Token = token === "access" ? tokens.accessToken : tokens.refreshToken;
    const ClientId = CLIENT_IDS[client].clientId;
    await expect(world.sdk.send(new RevokeTokenCommand({ ClientId, Token }))).rejects.toMatchObject({ name });
    expect((await refresh(world, tokens.refreshToken)).AccessToken).toBeDefined();
  });

  it("takes an unknown token for revoked", async () => {
    const world = await startWorld();
    const command = new RevokeTokenCommand({ ClientId: CLIENT_IDS.web.clientId, Token: "unknown" });
    expect((await world.sdk.send(command)).$metadata.httpStatusCode).toBe(200);
  });
});
