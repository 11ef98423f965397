// How does a user that an administrator created choose a password, and what stops somebody else?
import {
  AdminCreateUserCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL, passwordAuth } from "./world/calls.ts";
import { addUser, PASSWORD, signIn, startWorld, type World } from "./world/world.ts";

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

  function response(
    Session: string,
    change: Record<string, string> = {},
    ClientId: string = CLIENT_IDS.web.clientId,
  ) {
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

  it("gives tokens to one of two answers that come at the same time", async () => {
    const world = await startWorld();
    const session = await challenge(world);
    const results = await Promise.allSettled([
      world.sdk.send(response(session, { NEW_PASSWORD: "First-new-1" })),
      world.sdk.send(response(session, { NEW_PASSWORD: "Second-new-1" })),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(world.events).toHaveLength(1);
  });

  it("has three minutes", async () => {
    const world = await startWorld();
    const session = await challenge(world);
    world.pass(181);
    await expect(world.sdk.send(response(session))).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it.each([
    {
      what: "a session of another client",
      clientId: CLIENT_IDS.locked.clientId,
      name: "NotAuthorizedException",
    },
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
    const world = await startWorld({
      blueprint: blueprint("V3_0", { requiredAttributes: ["email", "name"] }),
    });
    const session = await challenge(world);
    const { ChallengeParameters } = await world.sdk.send(passwordAuth({ password: TEMPORARY }));
    expect(JSON.parse(ChallengeParameters?.requiredAttributes ?? "")).toEqual(["userAttributes.name"]);
    await expect(world.sdk.send(response(session))).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
    const { AuthenticationResult } = await world.sdk.send(
      response(session, { "userAttributes.name": "Pat" }),
    );
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
