// Who gets in, who does not, and with which of Cognito's error names?
import { AdminInitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL, passwordAuth, secretHash } from "./world/calls.ts";
import { addUser, openWorld, PASSWORD, startWorld, type World } from "./world/world.ts";

let shared: World;
beforeAll(async () => {
  shared = await openWorld();
  await addUser(shared, EMAIL);
});
afterAll(() => shared.close());

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
      RefreshToken: expect.stringMatching(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/),
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
    {
      what: "a hash from a client without secret",
      change: { secretHash: "x" },
      name: "NotAuthorizedException",
    },
  ];

  it.each(refusals)("refuses $what with $name, and calls no trigger", async ({ change, name }) => {
    await expect(shared.sdk.send(passwordAuth(change))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    });
    expect(shared.events).toEqual([]);
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

  it("gives people who sign in at the same time each their own tokens", async () => {
    const world = await startWorld();
    const emails = Array.from({ length: 20 }, (_, index) => `user${index}@example.org`);
    const usernames = await Promise.all(emails.map((email) => addUser(world, email)));
    const answers = await Promise.all(emails.map((username) => world.sdk.send(passwordAuth({ username }))));
    const tokens = answers.map(({ AuthenticationResult }) => decodeJwt(AuthenticationResult?.IdToken ?? ""));
    expect(tokens.map(({ sub, email }) => [sub, email])).toEqual(
      usernames.map((username, index) => [username, emails[index]]),
    );
    expect(world.events).toHaveLength(20);
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
  function adminAuth(change: {
    UserPoolId?: string;
    AuthFlow?: "ADMIN_USER_PASSWORD_AUTH" | "ADMIN_NO_SRP_AUTH" | "CUSTOM_AUTH";
  }) {
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
      change: { AuthFlow: "CUSTOM_AUTH" as const },
      name: "UnsupportedOperationException",
    },
  ])("refuses $what with $name", async ({ change, name }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    await expect(world.sdk.send(adminAuth(change))).rejects.toMatchObject({ name });
  });
});
