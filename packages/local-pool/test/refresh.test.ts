// How long does a sign-in last, and how does it end?
import {
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DEFAULT_LIFETIMES } from "@claimsmith/cognito-model";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { EMAIL, passwordAuth, secretHash } from "./world/calls.ts";
import { addUser, refresh, signIn, startWorld } from "./world/world.ts";

describe("REFRESH_TOKEN_AUTH", () => {
  it("gives new tokens of the same sign-in, and no refresh token", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const first = await signIn(world, EMAIL);
    world.pass(120);
    const second = await refresh(world, first.refreshToken);
    expect(second.RefreshToken).toBeUndefined();
    const before = decodeJwt(first.accessToken);
    const after = decodeJwt(second.AccessToken ?? "");
    expect(after).toMatchObject({ origin_jti: before.origin_jti, auth_time: before.auth_time });
    expect(after.iat).toBe((before.iat ?? 0) + 120);
    expect(after.jti).not.toBe(before.jti);
  });

  it("refuses an expired refresh token", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { refreshToken } = await signIn(world, EMAIL);
    world.pass(DEFAULT_LIFETIMES.refreshTokenSeconds - 1);
    expect((await refresh(world, refreshToken)).AccessToken).toBeDefined();
    world.pass(1);
    await expect(refresh(world, refreshToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("refuses another client's refresh token", async () => {
    const world = await startWorld();
    const username = await addUser(world, EMAIL);
    const { refreshToken } = await signIn(world, EMAIL);
    const stolen = new InitiateAuthCommand({
      ClientId: CLIENT_IDS.server.clientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: {
        REFRESH_TOKEN: refreshToken,
        SECRET_HASH: secretHash(username, CLIENT_IDS.server),
      },
    });
    await expect(world.sdk.send(stolen)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("wants a client's SECRET_HASH over the user name, not the address", async () => {
    const world = await startWorld();
    const username = await addUser(world, EMAIL);
    const { clientId } = CLIENT_IDS.server;
    const { AuthenticationResult } = await world.sdk.send(
      passwordAuth({ clientId, secretHash: secretHash(EMAIL, CLIENT_IDS.server) }),
    );
    const refreshWith = (name: string) =>
      world.sdk.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: "REFRESH_TOKEN_AUTH",
          AuthParameters: {
            REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "",
            SECRET_HASH: secretHash(name, CLIENT_IDS.server),
          },
        }),
      );
    expect((await refreshWith(username)).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(refreshWith(EMAIL)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});

describe("RevokeToken", () => {
  it("ends the sign-in: no refresh, no GetUser; another sign-in lives on", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const revoked = await signIn(world, EMAIL);
    const other = await signIn(world, EMAIL);
    const { clientId } = CLIENT_IDS.web;
    await world.sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: revoked.refreshToken }));
    const getUser = (AccessToken: string) => world.sdk.send(new GetUserCommand({ AccessToken }));
    await expect(refresh(world, revoked.refreshToken)).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    await expect(getUser(revoked.accessToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    expect((await refresh(world, other.refreshToken)).AccessToken).toBeDefined();
    expect((await getUser(other.accessToken)).Username).toBeDefined();
  });

  it.each([
    { what: "an access token", token: "access", client: "web", name: "UnsupportedTokenTypeException" },
    { what: "another client's token", token: "refresh", client: "locked", name: "UnauthorizedException" },
    {
      what: "a client without its secret",
      token: "refresh",
      client: "server",
      name: "NotAuthorizedException",
    },
  ] as const)("refuses $what with $name", async ({ token, client, name }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const tokens = await signIn(world, EMAIL);
    const Token = token === "access" ? tokens.accessToken : tokens.refreshToken;
    const ClientId = CLIENT_IDS[client].clientId;
    await expect(world.sdk.send(new RevokeTokenCommand({ ClientId, Token }))).rejects.toMatchObject({ name });
    expect((await refresh(world, tokens.refreshToken)).AccessToken).toBeDefined();
  });

  it("takes an unknown token for revoked", async () => {
    const world = await startWorld();
    const command = new RevokeTokenCommand({ ClientId: CLIENT_IDS.web.clientId, Token: "unknown" });
    expect((await world.sdk.send(command)).$metadata.httpStatusCode).toBe(200);
  });
});
