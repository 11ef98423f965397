// Does anything secret or personal come out where it should not? Canary values go in everywhere and are looked for.
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { addUser, PASSWORD, refresh, signIn, startWorld, tokenRequest } from "./world/world.ts";

const CANARY = "Canary-7-value";
const EMAIL = "canary@example.org";

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

  const everything = [...texts, ...world.logLines].join("\n");
  const secrets = [CANARY, EMAIL, PASSWORD, batch.clientSecret, ...Object.values(tokens), "127.0.0.1"];
  for (const secret of secrets) expect(everything.includes(secret), secret).toBe(false);
});
