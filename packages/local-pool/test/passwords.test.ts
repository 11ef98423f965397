// How does a user get a new password: a forgotten one, one that an administrator reset, a known one?
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { passwordAuth, secretHash } from "./world/calls.ts";
import { listed, otherThan, ownPool } from "./world/own-pool.ts";
import { addUser, openWorld, PASSWORD, signIn, startWorld, type World } from "./world/world.ts";

const { clientId: ClientId } = CLIENT_IDS.web;
const UserPoolId = USER_POOL_ID;
const NEW_PASSWORD = "Other-horse-2";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let count = 0;
/** Adds a confirmed user with a verified address. */
async function newUser(at = world): Promise<string> {
  count += 1;
  const email = `user${count}@example.org`;
  await addUser(at, email, { email_verified: "true" });
  return email;
}

const forgot = (Username: string, at = world) =>
  at.sdk.send(new ForgotPasswordCommand({ ClientId, Username }));
const reset = (Username: string, ConfirmationCode: string, Password = NEW_PASSWORD, at = world) =>
  at.sdk.send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }));
const lastCode = (at = world) => at.pool.outbox()[0]?.code ?? "";
const statusOf = async (Username: string) =>
  (await world.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))).UserStatus;
const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    ({ name }) => name as string,
  );

describe("a forgotten password", () => {
  it("is replaced with the code that the verified address got; until then it stays good", async () => {
    const email = await newUser();
    const { CodeDeliveryDetails } = await forgot(email);
    expect(CodeDeliveryDetails).toEqual({
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "u***@e***",
    });
    expect(world.pool.outbox()[0]).toMatchObject({ purpose: "reset_password", destination: email });
    expect((await signIn(world, email)).accessToken).not.toBe("");
    await reset(email, lastCode());
    expect((await signIn(world, email, NEW_PASSWORD)).accessToken).not.toBe("");
    await expect(signIn(world, email, PASSWORD)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("is not replaced by a wrong code, a used one, or a password that breaks the policy", async () => {
    const email = await newUser();
    await forgot(email);
    const code = lastCode();
    expect(await nameOf(reset(email, otherThan(code)))).toBe("CodeMismatchException");
    expect(await nameOf(reset(email, code, "weak"))).toBe("InvalidPasswordException");
    expect((await signIn(world, email)).accessToken).not.toBe("");
    await reset(email, code);
    expect(await nameOf(reset(email, code))).toBe("ExpiredCodeException");
  });

  it("is replaced within an hour", async () => {
    const own = await startWorld();
    const email = await newUser(own);
    await forgot(email, own);
    own.pass(60 * 60 - 1);
    const code = lastCode(own);
    own.pass(1);
    expect(await nameOf(reset(email, code, NEW_PASSWORD, own))).toBe("ExpiredCodeException");
    await forgot(email, own);
    own.pass(60 * 60 - 1);
    await reset(email, lastCode(own), NEW_PASSWORD, own);
  });

  it("is not replaced by a code that went to an address of before", async () => {
    const email = await newUser();
    await forgot(email);
    const code = lastCode();
    const UserAttributes = listed({ email: `new-${email}`, email_verified: "true" });
    await world.sdk.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId, Username: email, UserAttributes }),
    );
    expect(await nameOf(reset(`new-${email}`, code))).toBe("ExpiredCodeException");
  });

  it("cannot be guessed: 20 tries in an hour", async () => {
    const own = await startWorld();
    const email = await newUser(own);
    await forgot(email, own);
    const code = lastCode(own);
    const tries = await Promise.all(
      Array.from({ length: 25 }, () => nameOf(reset(email, otherThan(code), NEW_PASSWORD, own))),
    );
    expect(tries.filter((name) => name === "LimitExceededException")).toHaveLength(5);
    expect(await nameOf(reset(email, code, NEW_PASSWORD, own))).toBe("LimitExceededException");
  });

  it("can be asked for 20 times in an hour", async () => {
    const own = await startWorld();
    const email = await newUser(own);
    for (let sent = 0; sent < 20; sent += 1) await forgot(email, own);
    expect(await nameOf(forgot(email, own))).toBe("LimitExceededException");
  });

  it("needs the proof of a client with a secret", async () => {
    const email = await newUser();
    const at = { ClientId: CLIENT_IDS.server.clientId, Username: email };
    const SecretHash = secretHash(email, CLIENT_IDS.server);
    expect(await nameOf(world.sdk.send(new ForgotPasswordCommand(at)))).toBe("NotAuthorizedException");
    await world.sdk.send(new ForgotPasswordCommand({ ...at, SecretHash }));
    const answer = { ...at, ConfirmationCode: lastCode(), Password: NEW_PASSWORD };
    expect(await nameOf(world.sdk.send(new ConfirmForgotPasswordCommand(answer)))).toBe(
      "NotAuthorizedException",
    );
    await world.sdk.send(new ConfirmForgotPasswordCommand({ ...answer, SecretHash }));
  });

  it("is not replaced while a temporary one waits", async () => {
    const email = `invited${count}@example.org`;
    const UserAttributes = listed({ email_verified: "true" });
    await world.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: email, UserAttributes }));
    expect(await nameOf(forgot(email))).toBe("NotAuthorizedException");
  });
});

describe("a client that must not learn who exists", () => {
  it("gets the same answer for users that are there, missing, disabled or without a verified address", async () => {
    const known = await newUser();
    const disabled = await newUser();
    await world.sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: disabled }));
    await addUser(world, "unverified@example.org");
    const { CodeDeliveryDetails } = await forgot(known);
    const before = world.pool.outbox();
    for (const name of [disabled, "unverified@example.org", "unknown@example.org"]) {
      expect((await forgot(name)).CodeDeliveryDetails).toEqual({
        ...CodeDeliveryDetails,
        Destination: `${name.charAt(0)}***@e***`,
      });
    }
    expect(world.pool.outbox()).toEqual(before);
  });

  it("is told that a code is wrong for a user that is missing or disabled", async () => {
    const disabled = await newUser();
    await forgot(disabled);
    const code = lastCode();
    await world.sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: disabled }));
    expect(await nameOf(reset(disabled, code))).toBe("CodeMismatchException");
    expect(await nameOf(reset("unknown@example.org", code))).toBe("CodeMismatchException");
  });

  it("is told what another client is not", async () => {
    const { sdk, ClientId: own } = await ownPool({}, { PreventUserExistenceErrors: "LEGACY" });
    const UserAttributes = listed({ email: "pat@example.org" });
    const pat = { ClientId: own, Username: "pat" };
    await sdk.send(new SignUpCommand({ ...pat, Password: PASSWORD, UserAttributes }));
    expect(await nameOf(sdk.send(new ForgotPasswordCommand(pat)))).toBe("InvalidParameterException");
    const nobody = { ClientId: own, Username: "nobody" };
    expect(await nameOf(sdk.send(new ForgotPasswordCommand(nobody)))).toBe("UserNotFoundException");
    const answer = { ...nobody, ConfirmationCode: "123456", Password: NEW_PASSWORD };
    expect(await nameOf(sdk.send(new ConfirmForgotPasswordCommand(answer)))).toBe("UserNotFoundException");
  });
});

describe("the way to recover a password", () => {
  const both = { email: "pat@example.org", email_verified: "true", phone_number: "+12345550100" };
  const verified = { ...both, phone_number_verified: "true" };
  const mechanism = (Name: "verified_email" | "verified_phone_number" | "admin_only", Priority: number) => ({
    Name,
    Priority,
  });

  it.each([
    { what: "the telephone first where the pool says nothing", given: verified, medium: "SMS" },
    { what: "the address that is verified", given: both, medium: "EMAIL" },
    {
      what: "the pool's first choice",
      given: verified,
      mechanisms: [mechanism("verified_phone_number", 2), mechanism("verified_email", 1)],
      medium: "EMAIL",
    },
    { what: "no other", given: both, mechanisms: [mechanism("verified_phone_number", 1)] },
    { what: "the administrator alone", given: verified, mechanisms: [mechanism("admin_only", 1)] },
  ])("is $what", async ({ given, mechanisms, medium }) => {
    const setting = mechanisms && { AccountRecoverySetting: { RecoveryMechanisms: mechanisms } };
    const {
      sdk,
      cloud,
      UserPoolId: own,
      ClientId: app,
    } = await ownPool(setting, {
      PreventUserExistenceErrors: "LEGACY",
    });
    const user = { UserPoolId: own, Username: "pat", MessageAction: "SUPPRESS" as const };
    await sdk.send(new AdminCreateUserCommand({ ...user, UserAttributes: listed(given) }));
    await sdk.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
    await nameOf(sdk.send(new ForgotPasswordCommand({ ClientId: app, Username: "pat" })));
    expect(cloud.outbox().map((delivery) => delivery.medium)).toEqual(medium === undefined ? [] : [medium]);
  });
});

describe("AdminResetUserPassword", () => {
  const adminReset = (Username: string) =>
    world.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));

  it("stops the old password at once and sends the code for a new one", async () => {
    const email = await newUser();
    await adminReset(email);
    expect(await statusOf(email)).toBe("RESET_REQUIRED");
    expect(await nameOf(world.sdk.send(passwordAuth({ username: email })))).not.toBe("done");
    await reset(email, lastCode());
    expect(await statusOf(email)).toBe("CONFIRMED");
    expect((await signIn(world, email, NEW_PASSWORD)).accessToken).not.toBe("");
  });

  it.each([
    { what: "a missing user", name: "UserNotFoundException", prepare: async () => "nobody@example.org" },
    {
      what: "a user without a verified address",
      name: "InvalidParameterException",
      prepare: async () => {
        await addUser(world, "not-verified@example.org");
        return "not-verified@example.org";
      },
    },
  ])("refuses $what with $name", async ({ prepare, name }) => {
    const email = await prepare();
    expect(await nameOf(adminReset(email))).toBe(name);
  });
});

describe("ChangePassword", () => {
  const change = (AccessToken: string, PreviousPassword: string, ProposedPassword: string) =>
    world.sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));

  it("takes a new password from who knows the old one; tokens of before stay good", async () => {
    const email = await newUser();
    const { accessToken } = await signIn(world, email);
    await change(accessToken, PASSWORD, NEW_PASSWORD);
    await change(accessToken, NEW_PASSWORD, PASSWORD);
    const parameters = { USERNAME: email, PASSWORD: NEW_PASSWORD };
    const command = { ClientId, AuthFlow: "USER_PASSWORD_AUTH" as const, AuthParameters: parameters };
    expect(await nameOf(world.sdk.send(new InitiateAuthCommand(command)))).toBe("NotAuthorizedException");
  });

  it.each([
    { what: "a wrong old password", previous: "Wrong-horse-1", name: "NotAuthorizedException" },
    { what: "a weak new one", proposed: "weak", name: "InvalidPasswordException" },
    { what: "a token that is none", token: "none", name: "NotAuthorizedException" },
  ])("refuses $what with $name", async ({ previous = PASSWORD, proposed = NEW_PASSWORD, token, name }) => {
    const email = await newUser();
    const { accessToken } = await signIn(world, email);
    expect(await nameOf(change(token ?? accessToken, previous, proposed))).toBe(name);
    expect((await signIn(world, email)).accessToken).not.toBe("");
  });

  it("can be tried five times in an hour", async () => {
    const email = await newUser();
    const { accessToken } = await signIn(world, email);
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => nameOf(change(accessToken, "Wrong-horse-1", NEW_PASSWORD))),
    );
    expect(tries.filter((name) => name === "LimitExceededException")).toHaveLength(1);
  });
});
