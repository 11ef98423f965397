// Does aws-amplify sign people in, refresh and sign out against the pool as it does against Cognito?
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { Amplify } from "aws-amplify";
import {
  confirmSignIn,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
} from "aws-amplify/auth";
import { ConsoleLogger } from "aws-amplify/utils";
import { assert, asyncProperty, string } from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL } from "./world/calls.ts";
import { addUser, PASSWORD, startWorld, type World } from "./world/world.ts";

// It warns of each endpoint that is not Amazon's.
ConsoleLogger.LOG_LEVEL = "ERROR";

let world: World;

// Amplify signs with this machine's clock.
beforeEach(async () => {
  world = await startWorld({ clock: Date.now });
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: USER_POOL_ID,
        userPoolClientId: CLIENT_IDS.web.clientId,
        userPoolEndpoint: world.pool.endpoint,
      },
    },
  });
});
afterEach(() => signOut());

describe("aws-amplify", () => {
  it("signs in by SRP, and has the tokens of the session", async () => {
    const username = await addUser(world, EMAIL, { name: "Pat" });
    const { isSignedIn, nextStep } = await signIn({ username: EMAIL, password: PASSWORD });
    expect({ isSignedIn, step: nextStep.signInStep }).toEqual({ isSignedIn: true, step: "DONE" });
    const { tokens } = await fetchAuthSession();
    expect(tokens?.accessToken.payload.sub).toBe(username);
    expect(tokens?.idToken?.payload.email).toBe(EMAIL);
    expect((await getCurrentUser()).userId).toBe(username);
    expect(await fetchUserAttributes()).toMatchObject({ sub: username, email: EMAIL, name: "Pat" });
    expect(world.logLines.join("\n")).toContain("RespondToAuthChallenge 200");
  });

  it("is refused with a wrong password, and for a user that does not exist", async () => {
    await addUser(world, EMAIL);
    for (const username of [EMAIL, "nobody@example.org"]) {
      await expect(signIn({ username, password: "Wrong-horse-1" })).rejects.toMatchObject({
        name: "NotAuthorizedException",
      });
    }
    expect((await fetchAuthSession()).tokens).toBeUndefined();
  });

  it("refreshes the session", async () => {
    await addUser(world, EMAIL);
    await signIn({ username: EMAIL, password: PASSWORD });
    const before = (await fetchAuthSession()).tokens?.accessToken.payload;
    const after = (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.payload;
    expect(after?.jti).not.toBe(before?.jti);
    expect(after).toMatchObject({ origin_jti: before?.origin_jti, auth_time: before?.auth_time });
  });

  it("takes a new password for a temporary one", async () => {
    const TemporaryPassword = "Temporary-1";
    const user = { UserPoolId: USER_POOL_ID, Username: EMAIL, TemporaryPassword };
    await world.sdk.send(new AdminCreateUserCommand(user));
    const { nextStep } = await signIn({ username: EMAIL, password: TemporaryPassword });
    expect(nextStep.signInStep).toBe("CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED");
    const { isSignedIn } = await confirmSignIn({ challengeResponse: PASSWORD });
    expect(isSignedIn).toBe(true);
  });

  it("signs out everywhere: the tokens of before count no more", async () => {
    await addUser(world, EMAIL);
    await signIn({ username: EMAIL, password: PASSWORD });
    const AccessToken = String((await fetchAuthSession()).tokens?.accessToken);
    const getUser = () => world.sdk.send(new GetUserCommand({ AccessToken }));
    expect((await getUser()).Username).toBeDefined();
    await signOut({ global: true });
    expect((await fetchAuthSession()).tokens).toBeUndefined();
    await expect(getUser()).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("agrees with the pool on every password that the policy takes, whatever its characters", async () => {
    await addUser(world, EMAIL);
    const passwords = string({ unit: "grapheme", minLength: 4, maxLength: 40 }).map((text) => `Aa1!${text}`);
    const sameKey = asyncProperty(passwords, async (password) => {
      const change = { UserPoolId: USER_POOL_ID, Username: EMAIL, Password: password, Permanent: true };
      await world.sdk.send(new AdminSetUserPasswordCommand(change));
      await expect(signIn({ username: EMAIL, password: `${password}.` })).rejects.toMatchObject({
        name: "NotAuthorizedException",
      });
      expect((await signIn({ username: EMAIL, password })).isSignedIn).toBe(true);
      await signOut();
    });
    await assert(sameKey, { numRuns: 5 });
  });
});
