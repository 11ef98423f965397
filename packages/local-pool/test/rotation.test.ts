// Does each refresh token count once, where a client rotates them? And what does GetTokensFromRefreshToken do elsewhere?
import {
  type ExplicitAuthFlowsType,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL, passwordAuth } from "./world/calls.ts";
import { addClient } from "./world/clients.ts";
import { addUser, refresh, signIn, startWorld, type World, type WorldOptions } from "./world/world.ts";

const REUSED = { name: "RefreshTokenReuseException" };
const REFUSED = { name: "NotAuthorizedException" };
const FLOWS = ["ALLOW_USER_PASSWORD_AUTH" as const];

interface Rotating {
  readonly world: World;
  readonly ClientId: string;
  /** The first refresh token of a sign-in. */
  readonly first: string;
}

/** A world with a client that rotates, and a user who is signed in there. */
async function startRotating(
  RetryGracePeriodSeconds: number,
  options: WorldOptions = {},
  ExplicitAuthFlows: ExplicitAuthFlowsType[] = FLOWS,
): Promise<Rotating> {
  const world = await startWorld(options);
  await addUser(world, EMAIL);
  const RefreshTokenRotation = { Feature: "ENABLED" as const, RetryGracePeriodSeconds };
  const { ClientId } = await addClient(world, { ExplicitAuthFlows, RefreshTokenRotation });
  const { AuthenticationResult } = await world.sdk.send(passwordAuth({ clientId: ClientId }));
  return { world, ClientId, first: AuthenticationResult?.RefreshToken ?? "" };
}

async function use({ world, ClientId }: Omit<Rotating, "first">, RefreshToken: string) {
  const command = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken });
  return (await world.sdk.send(command)).AuthenticationResult ?? {};
}

describe("a client that rotates refresh tokens", () => {
  it("gets a new one at each use, in the same sign-in", async () => {
    const rotating = await startRotating(0);
    let token = rotating.first;
    const origins = new Set<unknown>();
    for (let turn = 0; turn < 3; turn++) {
      const { AccessToken = "", IdToken, RefreshToken = "" } = await use(rotating, token);
      expect(RefreshToken).not.toBe(token);
      expect(IdToken).toBeDefined();
      origins.add(decodeJwt(AccessToken).origin_jti);
      token = RefreshToken;
    }
    expect(origins.size).toBe(1);
  });

  it("is told of a reuse, and the sign-in goes on with the new token", async () => {
    const rotating = await startRotating(0);
    const { RefreshToken = "" } = await use(rotating, rotating.first);
    await expect(use(rotating, rotating.first)).rejects.toMatchObject(REUSED);
    expect((await use(rotating, RefreshToken)).AccessToken).toBeDefined();
  });

  it("may send the old one again during the grace period, however often it has rotated since", async () => {
    const rotating = await startRotating(60);
    const { RefreshToken: second = "" } = await use(rotating, rotating.first);
    rotating.world.pass(30);
    const { RefreshToken: third = "" } = await use(rotating, second);
    rotating.world.pass(29);
    const { RefreshToken: retried = "" } = await use(rotating, rotating.first);
    rotating.world.pass(1);
    await expect(use(rotating, rotating.first)).rejects.toMatchObject(REUSED);
    expect((await use(rotating, second)).AccessToken).toBeDefined();
    expect((await use(rotating, retried)).AccessToken).toBeDefined();
    expect((await use(rotating, third)).AccessToken).toBeDefined();
  });

  it("gets tokens once for two uses at the same time", async () => {
    const rotating = await startRotating(0);
    const results = await Promise.allSettled([use(rotating, rotating.first), use(rotating, rotating.first)]);
    const refusals = results.filter((result) => result.status === "rejected");
    expect(refusals.map(({ reason }) => reason)).toMatchObject([REUSED]);
  });

  it("keeps the end of the first one", async () => {
    const rotating = await startRotating(0);
    rotating.world.pass(29 * 86_400);
    const { RefreshToken = "" } = await use(rotating, rotating.first);
    rotating.world.pass(86_399);
    const { RefreshToken: last = "" } = await use(rotating, RefreshToken);
    rotating.world.pass(1);
    await expect(use(rotating, last)).rejects.toMatchObject(REFUSED);
  });

  it("loses no token when the trigger refuses", async () => {
    let refuses = false;
    const handler = (event: Record<string, unknown>) => {
      if (refuses) throw new Error("denied");
      return event;
    };
    const rotating = await startRotating(0, { handler });
    refuses = true;
    await expect(use(rotating, rotating.first)).rejects.toMatchObject({
      name: "UserLambdaValidationException",
    });
    refuses = false;
    expect((await use(rotating, rotating.first)).AccessToken).toBeDefined();
  });

  it("ends the sign-in by revoking any of its tokens", async () => {
    const rotating = await startRotating(0);
    const { ClientId } = rotating;
    const { RefreshToken = "" } = await use(rotating, rotating.first);
    await rotating.world.sdk.send(new RevokeTokenCommand({ ClientId, Token: rotating.first }));
    await expect(use(rotating, RefreshToken)).rejects.toMatchObject(REFUSED);
  });

  it("cannot refresh by REFRESH_TOKEN_AUTH, even where the flow is on its list", async () => {
    const ExplicitAuthFlows = [...FLOWS, "ALLOW_REFRESH_TOKEN_AUTH" as const];
    const { world, ClientId, first } = await startRotating(0, {}, ExplicitAuthFlows);
    const AuthParameters = { REFRESH_TOKEN: first };
    const command = new InitiateAuthCommand({ ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters });
    await expect(world.sdk.send(command)).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("gets no new ones once rotation is off, and what was replaced stays so", async () => {
    const rotating = await startRotating(0);
    const { world, ClientId } = rotating;
    const { RefreshToken = "" } = await use(rotating, rotating.first);
    const off = { UserPoolId: USER_POOL_ID, ClientId, ExplicitAuthFlows: FLOWS };
    await world.sdk.send(new UpdateUserPoolClientCommand(off));
    expect((await use(rotating, RefreshToken)).RefreshToken).toBeUndefined();
    await expect(use(rotating, rotating.first)).rejects.toMatchObject(REUSED);
  });
});

describe("GetTokensFromRefreshToken without rotation", () => {
  const { clientId: ClientId } = CLIENT_IDS.web;

  it("gives new tokens and no refresh token; its metadata reaches the trigger", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { refreshToken: RefreshToken, accessToken } = await signIn(world, EMAIL);
    const ClientMetadata = { device: "kiosk" };
    const { AuthenticationResult, ...rest } = await world.sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken, ClientMetadata }),
    );
    expect(rest).toEqual({ $metadata: expect.anything() });
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    const claims = decodeJwt(AuthenticationResult?.AccessToken ?? "");
    const { origin_jti, auth_time } = decodeJwt(accessToken);
    expect(claims).toMatchObject({ origin_jti, auth_time });
    expect(world.events[1]).toMatchObject({
      triggerSource: "TokenGeneration_Authentication",
      request: { clientMetadata: { device: "kiosk" } },
    });
    expect((await refresh(world, RefreshToken)).AccessToken).toBeDefined();
  });

  it("wants the secret of a client that has one", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const client = await addClient(world, {
      GenerateSecret: true,
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
    });
    const command = (ClientSecret?: string) =>
      world.sdk.send(
        new GetTokensFromRefreshTokenCommand({ ...client, RefreshToken: "unknown", ClientSecret }),
      );
    const messages = await Promise.all(
      [undefined, "wrong", client.ClientSecret].map((secret) =>
        command(secret).catch((error: Error) => `${error.name}: ${error.message}`),
      ),
    );
    expect(messages).toEqual([
      "NotAuthorizedException: Invalid client secret",
      "NotAuthorizedException: Invalid client secret",
      "NotAuthorizedException: Invalid Refresh Token",
    ]);
  });

  it("refuses another client's refresh token", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { refreshToken: RefreshToken } = await signIn(world, EMAIL);
    const stolen = new GetTokensFromRefreshTokenCommand({
      ClientId: CLIENT_IDS.locked.clientId,
      RefreshToken,
    });
    await expect(world.sdk.send(stolen)).rejects.toMatchObject(REFUSED);
  });
});
