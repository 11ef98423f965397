// How do people who registered confirm that the address is theirs?
import {
  AdminConfirmSignUpCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { newDataDirectory } from "./world/data-directory.ts";
import { byName, listed, otherThan, ownPool } from "./world/own-pool.ts";
import { addUser, openWorld, PASSWORD, signIn, startWorld, type World } from "./world/world.ts";

const { clientId: ClientId } = CLIENT_IDS.web;
const UserPoolId = USER_POOL_ID;
const DAY = 24 * 60 * 60;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await addUser(world, "taken@example.org");
});
afterAll(() => world.close());

let count = 0;
function newEmail(): string {
  count += 1;
  return `new${count}@example.org`;
}

const signUp = (Username: string, at = world) =>
  at.sdk.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD }));
const confirm = (Username: string, ConfirmationCode: string, at = world) =>
  at.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
const resend = (Username: string, at = world) =>
  at.sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username }));
const stored = (Username: string) => world.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
const lastCode = (at = world) => at.pool.outbox()[0]?.code ?? "";

describe("ConfirmSignUp", () => {
  it("confirms with the code, verifies the address it went to, and the user can sign in", async () => {
    const email = newEmail();
    await signUp(email);
    await confirm(email, lastCode());
    const user = await stored(email);
    expect(user.UserStatus).toBe("CONFIRMED");
    expect(byName(user.UserAttributes)).toMatchObject({ email_verified: "true" });
    expect((await signIn(world, email)).accessToken).not.toBe("");
  });

  it("refuses a wrong code and takes the right one afterwards, once", async () => {
    const email = newEmail();
    await signUp(email);
    const code = lastCode();
    await expect(confirm(email, otherThan(code))).rejects.toMatchObject({ name: "CodeMismatchException" });
    await confirm(email, code);
    await expect(confirm(email, code)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("takes a code for 24 hours", async () => {
    const own = await startWorld();
    for (const [email, seconds] of [
      ["one@example.org", DAY - 1] as const,
      ["two@example.org", DAY] as const,
    ]) {
      await signUp(email, own);
      own.pass(seconds);
      const outcome = confirm(email, lastCode(own), own).then(
        () => "confirmed",
        ({ name }) => name,
      );
      expect(await outcome).toBe(seconds < DAY ? "confirmed" : "ExpiredCodeException");
    }
  });

  it("takes a code that was sent before the pool was started again, when the outbox is empty", async () => {
    const dataDirectory = newDataDirectory();
    const before = await openWorld({ dataDirectory });
    await signUp("pat@example.org", before);
    const code = lastCode(before);
    await before.close();
    const after = await startWorld({ dataDirectory });
    expect(after.pool.outbox()).toEqual([]);
    await confirm("pat@example.org", code, after);
  });

  it("takes only the last code that was sent", async () => {
    const email = newEmail();
    await signUp(email);
    const first = lastCode();
    await resend(email);
    const second = lastCode();
    expect(
      world.pool
        .outbox()
        .slice(0, 2)
        .map(({ purpose }) => purpose),
    ).toEqual(["confirm_sign_up", "confirm_sign_up"]);
    if (first !== second) {
      await expect(confirm(email, first)).rejects.toMatchObject({ name: "CodeMismatchException" });
    }
    await confirm(email, second);
  });

  it("stops guessing after 15 tries in an hour, also when they come at once", async () => {
    const own = await startWorld();
    const email = "pat@example.org";
    await signUp(email, own);
    const code = lastCode(own);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => confirm(email, otherThan(code), own)),
    );
    const names = tries.map((outcome) => outcome.status === "rejected" && outcome.reason.name);
    expect(names.filter((name) => name === "CodeMismatchException")).toHaveLength(15);
    expect(names.filter((name) => name === "LimitExceededException")).toHaveLength(5);
    await expect(confirm(email, code, own)).rejects.toMatchObject({ name: "LimitExceededException" });
    own.pass(60 * 60);
    await confirm(email, code, own);
  });

  it("is refused for a disabled user", async () => {
    const email = newEmail();
    await signUp(email);
    await world.sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: email }));
    await expect(confirm(email, lastCode())).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});

describe("a client that must not learn who exists", () => {
  it("cannot tell a missing user from one that registered, when a code is sent again", async () => {
    const email = newEmail();
    await signUp(email);
    const known = await resend(email);
    const before = world.pool.outbox();
    const unknown = await resend("nobody@example.org");
    const twice = await resend("nobody@example.org");
    expect(unknown.CodeDeliveryDetails).toEqual(known.CodeDeliveryDetails);
    expect(twice.CodeDeliveryDetails).toEqual(unknown.CodeDeliveryDetails);
    expect(world.pool.outbox()).toEqual(before);
  });

  it("is told of an expired code for a user that is missing", async () => {
    await expect(confirm("nobody@example.org", "123456")).rejects.toMatchObject({
      name: "ExpiredCodeException",
    });
  });

  it("is told what another client is not", async () => {
    const { sdk, ClientId: own } = await ownPool(
      { AutoVerifiedAttributes: ["email"] },
      { PreventUserExistenceErrors: "LEGACY" },
    );
    const who = { ClientId: own, Username: "nobody" };
    for (const command of [
      new ResendConfirmationCodeCommand(who),
      new ConfirmSignUpCommand({ ...who, ConfirmationCode: "123456" }),
    ]) {
      await expect(sdk.send(command as ResendConfirmationCodeCommand)).rejects.toMatchObject({
        name: "UserNotFoundException",
      });
    }
  });
});

describe("ResendConfirmationCode", () => {
  it("is refused for a confirmed user, and after five times in an hour", async () => {
    await expect(resend("taken@example.org")).rejects.toMatchObject({ name: "InvalidParameterException" });
    const email = newEmail();
    await signUp(email);
    for (let sent = 0; sent < 5; sent += 1) await resend(email);
    await expect(resend(email)).rejects.toMatchObject({ name: "LimitExceededException" });
  });

  it("is refused where the pool verifies nothing by itself, and SignUp sends nothing", async () => {
    const { sdk, cloud, ClientId: own } = await ownPool();
    const who = { ClientId: own, Username: "pat" };
    const UserAttributes = listed({ email: "pat@example.org" });
    const answer = await sdk.send(new SignUpCommand({ ...who, Password: PASSWORD, UserAttributes }));
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    expect(cloud.outbox()).toEqual([]);
    await expect(sdk.send(new ResendConfirmationCodeCommand(who))).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
  });
});

describe("AdminConfirmSignUp", () => {
  it("confirms once, without verifying the address", async () => {
    const email = newEmail();
    await signUp(email);
    const confirmation = new AdminConfirmSignUpCommand({ UserPoolId, Username: email });
    await world.sdk.send(confirmation);
    const user = await stored(email);
    expect(user.UserStatus).toBe("CONFIRMED");
    expect(byName(user.UserAttributes)).toMatchObject({ email_verified: "false" });
    await expect(world.sdk.send(confirmation)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});
