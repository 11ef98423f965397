// How does a user's address become verified, and whose alias is it then?
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  type CreateUserPoolCommandInput,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { byName, listed, type OwnPool, otherThan, ownPool } from "./world/own-pool.ts";
import { PASSWORD } from "./world/world.ts";

const PHONE = "+12345550100";
const EMAIL = "pat@example.org";

const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    ({ name }) => name as string,
  );

/** Adds a confirmed user and signs in. */
async function signedIn(
  { sdk, UserPoolId, ClientId }: OwnPool,
  attributes: Readonly<Record<string, string>>,
): Promise<string> {
  const Username = "pat";
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      UserAttributes: listed(attributes),
      MessageAction: "SUPPRESS",
    }),
  );
  await sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }),
  );
  const AuthParameters = { USERNAME: Username, PASSWORD };
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
  );
  return AuthenticationResult?.AccessToken ?? "";
}

async function stored({ sdk, UserPoolId }: OwnPool, Username = "pat") {
  return byName((await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))).UserAttributes);
}

describe("a new address of a signed-in user", () => {
  const update = ({ sdk }: OwnPool, AccessToken: string, attributes: Readonly<Record<string, string>>) =>
    sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: listed(attributes) }));
  const verify = ({ sdk }: OwnPool, AccessToken: string, Code: string, AttributeName = "email") =>
    sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));

  it("gets a code if the pool verifies such addresses by itself, and is verified by it", async () => {
    const own = await ownPool({ AutoVerifiedAttributes: ["email"] });
    const token = await signedIn(own, { email: "old@example.org", email_verified: "true" });
    const answer = await update(own, token, { email: EMAIL, phone_number: PHONE });
    expect(answer.CodeDeliveryDetailsList).toEqual([
      { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "p***@e***" },
    ]);
    expect(await stored(own)).toMatchObject({ email: EMAIL, email_verified: "false" });
    expect(await nameOf(verify(own, token, otherThan(own.lastCode())))).toBe("CodeMismatchException");
    await verify(own, token, own.lastCode());
    expect(await stored(own)).toMatchObject({
      email: EMAIL,
      email_verified: "true",
      phone_number_verified: "false",
    });
  });

  it("gets none when it is the old one", async () => {
    const own = await ownPool({ AutoVerifiedAttributes: ["email"] });
    const token = await signedIn(own, { email: EMAIL, email_verified: "true" });
    expect((await update(own, token, { email: EMAIL })).CodeDeliveryDetailsList).toEqual([]);
    expect(await stored(own)).toMatchObject({ email_verified: "true" });
  });

  it("waits for its code where the pool wants that", async () => {
    const own = await ownPool({
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
    const token = await signedIn(own, { email: "old@example.org", email_verified: "true" });
    await update(own, token, { email: EMAIL, name: "Pat" });
    expect(await stored(own)).toMatchObject({
      email: "old@example.org",
      email_verified: "true",
      name: "Pat",
    });
    await verify(own, token, own.lastCode());
    expect(await stored(own)).toMatchObject({ email: EMAIL, email_verified: "true" });
  });

  it("is not verified by a code that went to the one before", async () => {
    const own = await ownPool({ AutoVerifiedAttributes: ["email"] });
    const token = await signedIn(own, { email: "old@example.org" });
    await update(own, token, { email: EMAIL });
    const code = own.lastCode();
    const { sdk, UserPoolId } = own;
    const UserAttributes = listed({ email: "other@example.org", email_verified: "true" });
    await sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: "pat", UserAttributes }));
    expect(await nameOf(verify(own, token, code))).toBe("ExpiredCodeException");
  });

  it("gets a code for the asking, five times in an hour, good for 24 hours", async () => {
    const own = await ownPool();
    const token = await signedIn(own, { phone_number: PHONE });
    const ask = (AttributeName: string) =>
      own.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken: token, AttributeName }));
    expect((await ask("phone_number")).CodeDeliveryDetails).toEqual({
      AttributeName: "phone_number",
      DeliveryMedium: "SMS",
      Destination: "+*******0100",
    });
    for (const name of ["email", "name"]) expect(await nameOf(ask(name))).toBe("InvalidParameterException");
    for (let sent = 1; sent < 5; sent += 1) await ask("phone_number");
    expect(await nameOf(ask("phone_number"))).toBe("LimitExceededException");
    expect(await nameOf(verify(own, token, own.lastCode(), "email"))).toBe("ExpiredCodeException");
    await verify(own, token, own.lastCode(), "phone_number");
    expect(await stored(own)).toMatchObject({ phone_number_verified: "true" });
  });

  it("gets a code when an administrator sets it, unless it is said to be verified", async () => {
    const own = await ownPool({ AutoVerifiedAttributes: ["email"] });
    await signedIn(own, {});
    const set = (attributes: Readonly<Record<string, string>>) =>
      own.sdk.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: own.UserPoolId,
          Username: "pat",
          UserAttributes: listed(attributes),
        }),
      );
    await set({ email: "one@example.org", email_verified: "true" });
    expect(own.cloud.outbox()).toEqual([]);
    await set({ email: EMAIL });
    expect(own.cloud.outbox()).toMatchObject([{ purpose: "verify_email", destination: EMAIL }]);
  });
});

describe("which address somebody who registers proves", () => {
  interface Case {
    readonly auto: CreateUserPoolCommandInput["AutoVerifiedAttributes"];
    readonly given: Readonly<Record<string, string>>;
    readonly attribute: string | undefined;
  }
  it.each<Case>([
    {
      auto: ["email", "phone_number"],
      given: { email: EMAIL, phone_number: PHONE },
      attribute: "phone_number",
    },
    { auto: ["email", "phone_number"], given: { email: EMAIL }, attribute: "email" },
    { auto: ["email"], given: { email: EMAIL, phone_number: PHONE }, attribute: "email" },
    { auto: ["phone_number"], given: { email: EMAIL }, attribute: undefined },
  ])("is $attribute for $given where the pool verifies $auto", async ({ auto, given, attribute }) => {
    const { sdk, ClientId } = await ownPool({ AutoVerifiedAttributes: auto });
    const who = { ClientId, Username: "pat", Password: PASSWORD, UserAttributes: listed(given) };
    const { CodeDeliveryDetails } = await sdk.send(new SignUpCommand(who));
    expect(CodeDeliveryDetails?.AttributeName).toBe(attribute);
  });
});

describe("an address as an alias", () => {
  const aliasPool = () => ownPool({ AliasAttributes: ["email"], AutoVerifiedAttributes: ["email"] });
  const register = ({ sdk, ClientId }: OwnPool, Username: string) =>
    sdk.send(
      new SignUpCommand({ ClientId, Username, Password: PASSWORD, UserAttributes: listed({ email: EMAIL }) }),
    );
  const confirm = (own: OwnPool, Username: string, ForceAliasCreation = false) =>
    own.sdk.send(
      new ConfirmSignUpCommand({
        ClientId: own.ClientId,
        Username,
        ConfirmationCode: own.lastCode(),
        ForceAliasCreation,
      }),
    );

  it("is nobody's until it is verified", async () => {
    const own = await aliasPool();
    await register(own, "pat");
    expect(await nameOf(stored(own, EMAIL))).toBe("UserNotFoundException");
    await confirm(own, "pat");
    expect(await stored(own, EMAIL)).toMatchObject({ email: EMAIL, email_verified: "true" });
  });

  it("stays with who verified it first, and the later user stays unconfirmed", async () => {
    const own = await aliasPool();
    await register(own, "pat");
    await confirm(own, "pat");
    await register(own, "sam");
    expect(await nameOf(confirm(own, "sam"))).toBe("AliasExistsException");
    expect(await stored(own, "sam")).toMatchObject({ email_verified: "false" });
  });

  it("moves where the later user takes it", async () => {
    const own = await aliasPool();
    const { UserSub: first } = await register(own, "pat");
    await confirm(own, "pat");
    const { UserSub: second } = await register(own, "sam");
    await confirm(own, "sam", true);
    expect(await stored(own, EMAIL)).toMatchObject({ sub: second, email_verified: "true" });
    expect(await stored(own, "pat")).toMatchObject({ sub: first, email_verified: "false" });
  });

  it("moves to a user that an administrator makes with it, and to none whose name is taken", async () => {
    const own = await aliasPool();
    await register(own, "pat");
    await confirm(own, "pat");
    const create = (Username: string) =>
      own.sdk.send(
        new AdminCreateUserCommand({
          UserPoolId: own.UserPoolId,
          Username,
          UserAttributes: listed({ email: EMAIL, email_verified: "true" }),
          ForceAliasCreation: true,
        }),
      );
    expect(await nameOf(create("pat"))).toBe("UsernameExistsException");
    expect(await stored(own, "pat")).toMatchObject({ email_verified: "true" });
    await create("sam");
    expect(await stored(own, "pat")).toMatchObject({ email_verified: "false" });
  });

  it.each([
    { what: "an address as a user name", name: EMAIL, error: "InvalidParameterException" },
    { what: "white space in a user name", name: "pat sam", error: "InvalidParameterException" },
  ])("goes with the refusal of $what", async ({ name, error }) => {
    const own = await aliasPool();
    expect(await nameOf(register(own, name))).toBe(error);
  });
});

describe("user names that differ by case", () => {
  it.each([
    { CaseSensitive: false, outcome: "UsernameExistsException" },
    { CaseSensitive: true, outcome: "done" },
  ])("are $outcome where CaseSensitive is $CaseSensitive", async ({ CaseSensitive, outcome }) => {
    const { sdk, ClientId } = await ownPool({ UsernameConfiguration: { CaseSensitive } });
    const register = (Username: string) =>
      sdk.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD }));
    await register("pat");
    expect(await nameOf(register("Pat"))).toBe(outcome);
  });
});

describe("a telephone number as the user name", () => {
  it("is an attribute, too, and gets the code", async () => {
    const own = await ownPool({
      UsernameAttributes: ["phone_number", "email"],
      AutoVerifiedAttributes: ["phone_number"],
    });
    const { sdk, ClientId } = own;
    const { CodeDeliveryDetails } = await sdk.send(
      new SignUpCommand({ ClientId, Username: PHONE, Password: PASSWORD }),
    );
    expect(CodeDeliveryDetails?.Destination).toBe("+*******0100");
    await sdk.send(new ConfirmSignUpCommand({ ClientId, Username: PHONE, ConfirmationCode: own.lastCode() }));
    expect(await stored(own, PHONE)).toMatchObject({ phone_number: PHONE, phone_number_verified: "true" });
  });
});
