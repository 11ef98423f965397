// Does anything secret or personal come out where it should not? Canary values go in everywhere and are looked for.
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserAttributesCommand,
  ForgotPasswordCommand,
  GetClientTokenCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { signInBySrp } from "./world/srp.ts";
import { addUser, PASSWORD, refresh, signIn, startWorld, tokenRequest, type World } from "./world/world.ts";

const CANARY = "Canary-7-value";
const EMAIL = "canary@example.org";
const OTHER = "canary-too@example.org";

it("no log line and no refusal holds a password, token, secret, attribute or metadata", async () => {
  const { web, batch } = CLIENT_IDS;
  let denies = false;
  const world = await startWorld({
    handler: (event) => {
      if (denies) throw new Error("denied");
      return event;
    },
  });
  const { sdk } = world;
  await addUser(world, EMAIL, { "custom:company_id": CANARY });
  const tokens = await signIn(world, EMAIL);
  const web_ = { ClientId: web.clientId };
  const passwordAuth = { ...web_, AuthFlow: "USER_PASSWORD_AUTH" as const };
  const auth = (USERNAME: string, password: string) =>
    sdk.send(new InitiateAuthCommand({ ...passwordAuth, AuthParameters: { USERNAME, PASSWORD: password } }));
  const attribute = (Name: string, Value: string) => [{ Name, Value }];
  const AccessToken = tokens.accessToken;
  const form = {
    grant_type: "client_credentials",
    client_id: batch.clientId,
    client_secret: batch.clientSecret,
  };

  const refused: (() => Promise<unknown>)[] = [
    () => auth(EMAIL, CANARY),
    () => auth(CANARY, PASSWORD),
    () => sdk.send(new InitiateAuthCommand({ ...passwordAuth, ClientId: CANARY })),
    () => sdk.send(new InitiateAuthCommand({ ...passwordAuth, AuthFlow: CANARY as "USER_AUTH" })),
    () => refresh(world, CANARY),
    () => sdk.send(new GetUserCommand({ AccessToken: `${tokens.idToken}${CANARY}` })),
    () => sdk.send(new AdminGetUserCommand({ UserPoolId: USER_POOL_ID, Username: CANARY })),
    () => sdk.send(new AdminCreateUserCommand({ UserPoolId: USER_POOL_ID, Username: EMAIL })),
    () =>
      sdk.send(
        new AdminCreateUserCommand({
          UserPoolId: USER_POOL_ID,
          Username: "other@example.org",
          UserAttributes: attribute("custom:nickname", CANARY),
        }),
      ),
    () =>
      sdk.send(
        new UpdateUserAttributesCommand({ AccessToken, UserAttributes: attribute("custom:level", CANARY) }),
      ),
    () => sdk.send(new SignUpCommand({ ...web_, Username: CANARY, Password: PASSWORD })),
    () => sdk.send(new SignUpCommand({ ...web_, Username: EMAIL, Password: PASSWORD })),
    () => sdk.send(new SignUpCommand({ ...web_, Username: OTHER, Password: CANARY.toLowerCase() })),
    () =>
      sdk.send(
        new SignUpCommand({
          ...web_,
          Username: OTHER,
          Password: PASSWORD,
          UserAttributes: attribute("custom:nickname", CANARY),
        }),
      ),
    () => sdk.send(new ConfirmSignUpCommand({ ...web_, Username: CANARY, ConfirmationCode: "123456" })),
    () => sdk.send(new ConfirmSignUpCommand({ ...web_, Username: EMAIL, ConfirmationCode: CANARY })),
    () => sdk.send(new ForgotPasswordCommand({ ...web_, Username: EMAIL, SecretHash: CANARY })),
    () =>
      sdk.send(
        new ConfirmForgotPasswordCommand({
          ...web_,
          Username: EMAIL,
          ConfirmationCode: CANARY,
          Password: PASSWORD,
        }),
      ),
    () =>
      sdk.send(
        new ChangePasswordCommand({ AccessToken, PreviousPassword: CANARY, ProposedPassword: PASSWORD }),
      ),
    () => sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: CANARY })),
    () => sdk.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: [CANARY] })),
    () => sdk.send(new ListUsersCommand({ UserPoolId: USER_POOL_ID, Filter: `${CANARY} = "${EMAIL}"` })),
    () => sdk.send(new ListUsersCommand({ UserPoolId: USER_POOL_ID, Filter: `email = "${CANARY}` })),
    () => sdk.send(new ListUsersCommand({ UserPoolId: USER_POOL_ID, PaginationToken: CANARY })),
    () => sdk.send(new RevokeTokenCommand({ ...web_, Token: tokens.idToken })),
    () =>
      sdk.send(
        new RespondToAuthChallengeCommand({
          ...web_,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: CANARY,
          ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: CANARY },
        }),
      ),
    () => signInBySrp(world, { username: EMAIL, password: CANARY }),
    () => signInBySrp(world, { username: CANARY }),
    () => signInBySrp(world, { username: EMAIL, responses: { PASSWORD_CLAIM_SIGNATURE: CANARY } }),
    () => sdk.send(new GetTokensFromRefreshTokenCommand({ ...web_, RefreshToken: CANARY })),
    () => sdk.send(new GetClientTokenCommand({ ClientId: batch.clientId, Secret: CANARY })),
  ];
  const texts: string[] = [];
  for (const call of refused) {
    const error = await call().then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    texts.push(error?.message ?? "");
  }
  await deliver(world, AccessToken);
  denies = true;
  for (const change of [
    { scope: CANARY },
    { client_secret: CANARY },
    { aws_client_metadata: `{"a":"${CANARY}"}` },
  ]) {
    const { status, body } = await tokenRequest(world, { ...form, ...change });
    expect(status).toBeGreaterThanOrEqual(400);
    texts.push(JSON.stringify(body));
  }
  expect(texts).toHaveLength(refused.length + 3);
  expect(world.logLines.length).toBeGreaterThan(texts.length);

  const deliveries = world.pool.outbox();
  expect(new Set(deliveries.map(({ purpose }) => purpose)).size).toBe(4);
  for (const { code } of deliveries) {
    const lines = [...texts, ...world.logLines].filter((line) => line.includes(code));
    expect(lines.every((line) => line.startsWith("delivery "))).toBe(true);
  }

  const everything = [...texts, ...world.logLines].join("\n");
  const secrets = [
    CANARY,
    EMAIL,
    OTHER,
    "canary",
    PASSWORD,
    batch.clientSecret,
    ...Object.values(tokens),
    "127.0.0.1",
  ];
  for (const secret of secrets) expect(everything.includes(secret), secret).toBe(false);
});

/** A message of each purpose, all to addresses that must not come out. A code may, in the line of its delivery alone. */
async function deliver(world: World, AccessToken: string): Promise<void> {
  const { sdk } = world;
  const ClientId = CLIENT_IDS.web.clientId;
  await addUser(world, "canary-verified@example.org", { email_verified: "true" });
  const calls = [
    new SignUpCommand({ ClientId, Username: OTHER, Password: PASSWORD }),
    new ForgotPasswordCommand({ ClientId, Username: "canary-verified@example.org" }),
    new ForgotPasswordCommand({ ClientId, Username: "canary-nobody@example.org" }),
    new UpdateUserAttributesCommand({
      AccessToken,
      UserAttributes: [{ Name: "email", Value: "canary-new@example.org" }],
    }),
    new AdminCreateUserCommand({
      UserPoolId: USER_POOL_ID,
      Username: "canary-invited@example.org",
      TemporaryPassword: CANARY,
    }),
  ];
  for (const call of calls) await sdk.send(call as SignUpCommand);
}
