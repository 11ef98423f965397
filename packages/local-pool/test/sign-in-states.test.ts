// Who is kept from signing in with the right password, and who may be told that a user does not exist?
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  GetUserCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL, passwordAuth } from "./world/calls.ts";
import { addClient } from "./world/clients.ts";
import { type SrpAttempt, signInBySrp } from "./world/srp.ts";
import { addUser, NOW_MS, PASSWORD, refresh, signIn, startWorld, type World } from "./world/world.ts";

const USER = { UserPoolId: USER_POOL_ID, Username: EMAIL };
const WRONG = "Wrong-horse-1";
const INCORRECT = { name: "NotAuthorizedException", message: "Incorrect username or password." };
const DAY = 86_400;

type SignIn = (world: World, password: string, username?: string) => Promise<unknown>;

/** Both ways to prove a password. */
const WAYS: readonly { readonly way: string; readonly by: SignIn }[] = [
  {
    way: "USER_PASSWORD_AUTH",
    by: (world, password, username = EMAIL) => world.sdk.send(passwordAuth({ username, password })),
  },
  {
    way: "USER_SRP_AUTH",
    by: (world, password, username = EMAIL) => signInBySrp(world, { username, password }),
  },
];

describe.each(WAYS)("with $way", ({ by }) => {
  it("a disabled user is told so with the right password only, and gets in when enabled again", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    await world.sdk.send(new AdminDisableUserCommand(USER));
    await expect(by(world, PASSWORD)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "User is disabled.",
    });
    await expect(by(world, WRONG)).rejects.toMatchObject(INCORRECT);
    expect(world.events).toEqual([]);
    await world.sdk.send(new AdminEnableUserCommand(USER));
    expect(await by(world, PASSWORD)).toMatchObject({ AuthenticationResult: { TokenType: "Bearer" } });
  });

  it("a user who has not confirmed is told so with the right password only", async () => {
    const world = await startWorld();
    const ClientId = CLIENT_IDS.web.clientId;
    await world.sdk.send(new SignUpCommand({ ClientId, Username: EMAIL, Password: PASSWORD }));
    await expect(by(world, PASSWORD)).rejects.toMatchObject({ name: "UserNotConfirmedException" });
    await expect(by(world, WRONG)).rejects.toMatchObject(INCORRECT);
  });

  it("a user whose password was reset has to set a new one", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL, { email_verified: "true" });
    await world.sdk.send(new AdminResetUserPasswordCommand(USER));
    await expect(by(world, PASSWORD)).rejects.toMatchObject({ name: "PasswordResetRequiredException" });
  });

  it("a temporary password ends after seven days, and an administrator can set another", async () => {
    const world = await startWorld();
    const TemporaryPassword = "Temporary-1";
    await world.sdk.send(new AdminCreateUserCommand({ ...USER, TemporaryPassword }));
    const prove = (elapsed: number, password: string) =>
      by === WAYS[0]?.by ? by(world, password) : signInBySrp(world, later(elapsed, password));
    world.pass(7 * DAY - 1);
    const challenge = { ChallengeName: "NEW_PASSWORD_REQUIRED" };
    expect(await prove(7 * DAY - 1, TemporaryPassword)).toMatchObject(challenge);
    world.pass(1);
    const refusal = { name: "NotAuthorizedException", message: expect.stringMatching(/expired/) };
    await expect(prove(7 * DAY, TemporaryPassword)).rejects.toMatchObject(refusal);
    await expect(prove(7 * DAY, WRONG)).rejects.toMatchObject(INCORRECT);
    await world.sdk.send(new AdminSetUserPasswordCommand({ ...USER, Password: "Temporary-2" }));
    expect(await prove(7 * DAY, "Temporary-2")).toMatchObject(challenge);
  });
});

function later(elapsed: number, password: string): SrpAttempt {
  return { username: EMAIL, password, signedAtMs: NOW_MS + elapsed * 1000 };
}

it("a temporary password that ends before the new one is chosen can no longer be replaced", async () => {
  const world = await startWorld();
  const TemporaryPassword = "Temporary-1";
  await world.sdk.send(new AdminCreateUserCommand({ ...USER, TemporaryPassword }));
  world.pass(7 * DAY - 60);
  const { Session } = await world.sdk.send(passwordAuth({ password: TemporaryPassword }));
  world.pass(60);
  const answer = new RespondToAuthChallengeCommand({
    ClientId: CLIENT_IDS.web.clientId,
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session,
    ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: PASSWORD },
  });
  await expect(world.sdk.send(answer)).rejects.toMatchObject({ name: "NotAuthorizedException" });
});

it("a disabled user's tokens count no more, not even when the user is enabled again", async () => {
  const world = await startWorld();
  await addUser(world, EMAIL);
  const { refreshToken, accessToken: AccessToken } = await signIn(world, EMAIL);
  const refused = async (message: string) => {
    const refreshed = refresh(world, refreshToken);
    await expect(refreshed).rejects.toMatchObject({ name: "NotAuthorizedException", message });
    const getUser = world.sdk.send(new GetUserCommand({ AccessToken }));
    await expect(getUser).rejects.toMatchObject({ name: "NotAuthorizedException" });
  };
  await world.sdk.send(new AdminDisableUserCommand(USER));
  await refused("User is disabled.");
  await world.sdk.send(new AdminEnableUserCommand(USER));
  await refused("Refresh Token has been revoked");
});

describe("PreventUserExistenceErrors", () => {
  const FLOWS = [
    "ALLOW_USER_PASSWORD_AUTH" as const,
    "ALLOW_ADMIN_USER_PASSWORD_AUTH" as const,
    "ALLOW_USER_SRP_AUTH" as const,
  ];

  it.each([
    { setting: "LEGACY" as const, name: "UserNotFoundException" },
    { setting: "ENABLED" as const, name: "NotAuthorizedException" },
  ])("$setting answers an unknown user with $name in every flow", async ({ setting, name }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const settings = { ExplicitAuthFlows: FLOWS, PreventUserExistenceErrors: setting };
    const { ClientId: clientId } = await addClient(world, settings);
    const username = "nobody@example.org";
    const admin = new AdminInitiateAuthCommand({
      UserPoolId: USER_POOL_ID,
      ClientId: clientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD },
    });
    await expect(world.sdk.send(passwordAuth({ clientId, username }))).rejects.toMatchObject({ name });
    await expect(world.sdk.send(admin)).rejects.toMatchObject({ name });
    await expect(signInBySrp(world, { clientId, username })).rejects.toMatchObject({ name });
    await expect(world.sdk.send(passwordAuth({ clientId, password: WRONG }))).rejects.toMatchObject(
      INCORRECT,
    );
  });
});

it("a challenge lives as long as the client says", async () => {
  const world = await startWorld();
  const TemporaryPassword = "Temporary-1";
  await world.sdk.send(new AdminCreateUserCommand({ ...USER, TemporaryPassword }));
  const { ClientId } = await addClient(world, { AuthSessionValidity: 15 });
  const open = async () =>
    (await world.sdk.send(passwordAuth({ clientId: ClientId, password: TemporaryPassword }))).Session;
  const answer = (Session: string | undefined) =>
    world.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: PASSWORD },
      }),
    );
  const expired = await open();
  world.pass(60);
  const fresh = await open();
  world.pass(840);
  await expect(answer(expired)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  expect((await answer(fresh)).AuthenticationResult?.AccessToken).toBeDefined();
});
