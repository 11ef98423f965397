// How do people register?
import {
  AdminGetUserCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { secretHash } from "./world/calls.ts";
import { byName, listed } from "./world/own-pool.ts";
import { addUser, openWorld, PASSWORD, startWorld, type World } from "./world/world.ts";

const { clientId: ClientId } = CLIENT_IDS.web;
const UserPoolId = USER_POOL_ID;

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

const signUp = (Username: string, change: Partial<SignUpCommandInput> = {}, at = world) =>
  at.sdk.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD, ...change }));
const stored = (Username: string) => world.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));

describe("SignUp", () => {
  it("makes an unconfirmed user, sends a code and says where, masked", async () => {
    const email = newEmail();
    const answer = await signUp(email, { UserAttributes: listed({ name: "Pat" }) });
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "n***@e***" },
    });
    const user = await stored(email);
    expect(user.UserStatus).toBe("UNCONFIRMED");
    expect(byName(user.UserAttributes)).toEqual({
      sub: answer.UserSub,
      email,
      email_verified: "false",
      name: "Pat",
    });
    expect(world.pool.outbox()[0]).toEqual({
      userPoolId: UserPoolId,
      username: answer.UserSub,
      destination: email,
      medium: "EMAIL",
      purpose: "confirm_sign_up",
      code: expect.stringMatching(/^\d{6}$/),
      atMs: 1_790_000_000_000,
    });
  });

  interface Refused {
    readonly what: string;
    readonly username?: string;
    readonly change?: Partial<SignUpCommandInput>;
    readonly name: string;
  }

  it.each<Refused>([
    { what: "an address in use", username: "Taken@example.org", name: "UsernameExistsException" },
    { what: "a name that is no address", username: "pat", name: "InvalidParameterException" },
    { what: "no password", change: { Password: "" }, name: "InvalidParameterException" },
    { what: "a weak password", change: { Password: "weak" }, name: "InvalidPasswordException" },
    { what: "an unknown client", change: { ClientId: "nobody" }, name: "ResourceNotFoundException" },
    {
      what: "an attribute off the write list",
      change: { UserAttributes: listed({ "custom:company_id": "c-1" }) },
      name: "NotAuthorizedException",
    },
    {
      what: "an immutable attribute off the write list",
      change: { UserAttributes: listed({ "custom:origin": "x" }) },
      name: "NotAuthorizedException",
    },
    {
      what: "a verification",
      change: { UserAttributes: listed({ email_verified: "true" }) },
      name: "NotAuthorizedException",
    },
    {
      what: "a value that does not fit",
      change: { UserAttributes: listed({ "custom:nickname": "x".repeat(11) }) },
      name: "InvalidParameterException",
    },
    { what: "a needless secret hash", change: { SecretHash: "x" }, name: "NotAuthorizedException" },
    {
      what: "a missing secret hash",
      change: { ClientId: CLIENT_IDS.server.clientId },
      name: "NotAuthorizedException",
    },
    {
      what: "the secret hash of another name",
      change: { ClientId: CLIENT_IDS.server.clientId, SecretHash: secretHash("other", CLIENT_IDS.server) },
      name: "NotAuthorizedException",
    },
  ])("refuses $what with $name, and sends nothing", async ({ username = newEmail(), change = {}, name }) => {
    const before = world.pool.outbox();
    await expect(signUp(username, change)).rejects.toMatchObject({ name });
    expect(world.pool.outbox()).toEqual(before);
  });

  it("takes a client with a secret that proves it", async () => {
    const email = newEmail();
    const SecretHash = secretHash(email, CLIENT_IDS.server);
    const answer = await signUp(email, { ClientId: CLIENT_IDS.server.clientId, SecretHash });
    expect(answer.UserSub).toBeDefined();
  });

  it("is refused where only administrators make users", async () => {
    const { selfRegistration: _on, ...closed } = blueprint("V3_0");
    const own = await startWorld({ blueprint: closed });
    await expect(signUp(newEmail(), {}, own)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("demands the attributes that the pool requires", async () => {
    const own = await startWorld({ blueprint: blueprint("V3_0", { requiredAttributes: ["email", "name"] }) });
    await expect(signUp("pat@example.org", {}, own)).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
    const UserAttributes = listed({ name: "Pat" });
    expect((await signUp("pat@example.org", { UserAttributes }, own)).UserConfirmed).toBe(false);
  });

  it("lets one of two registrations of an address at the same time through", async () => {
    const email = newEmail();
    const both = await Promise.allSettled([signUp(email), signUp(email.toUpperCase())]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
