// How does a person sign out everywhere, and which tokens count no more then?
import {
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import type { Pool } from "../src/cloud/cloud.ts";
import { memoryDatabase } from "../src/store/memory-database.ts";
import { REVOKED_ORIGINS } from "../src/store/tables.ts";
import { revokeOrigin } from "../src/tokens/revocation.ts";
import { USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL, passwordAuth } from "./world/calls.ts";
import { addClient } from "./world/clients.ts";
import { addUser, refresh, signIn, startWorld, type Tokens, type World } from "./world/world.ts";

const REFUSED = { name: "NotAuthorizedException" };

type SignOut = (world: World, tokens: Tokens) => Promise<unknown>;

const SIGN_OUTS: readonly { readonly name: string; readonly by: SignOut }[] = [
  {
    name: "GlobalSignOut",
    by: ({ sdk }, { accessToken }) => sdk.send(new GlobalSignOutCommand({ AccessToken: accessToken })),
  },
  {
    name: "AdminUserGlobalSignOut",
    by: ({ sdk }) => {
      const user = { UserPoolId: USER_POOL_ID, Username: EMAIL };
      return sdk.send(new AdminUserGlobalSignOutCommand(user));
    },
  },
];

async function expectEnded(world: World, tokens: Tokens): Promise<void> {
  const getUser = world.sdk.send(new GetUserCommand({ AccessToken: tokens.accessToken }));
  await expect(getUser).rejects.toMatchObject(REFUSED);
  await expect(refresh(world, tokens.refreshToken)).rejects.toMatchObject(REFUSED);
}

describe.each(SIGN_OUTS)("$name", ({ by }) => {
  it("ends every sign-in of the user and nobody else's, and the next one works at once", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    await addUser(world, "bob@example.org");
    const [one, other] = [await signIn(world, EMAIL), await signIn(world, EMAIL)];
    const bob = await signIn(world, "bob@example.org");
    await by(world, one);
    await expectEnded(world, one);
    await expectEnded(world, other);
    expect((await refresh(world, bob.refreshToken)).AccessToken).toBeDefined();
    const next = await signIn(world, EMAIL);
    expect((await refresh(world, next.refreshToken)).AccessToken).toBeDefined();
    const AccessToken = next.accessToken;
    expect((await world.sdk.send(new GetUserCommand({ AccessToken }))).Username).toBeDefined();
  });
});

describe("GlobalSignOut", () => {
  it("is refused with a token that has ended", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { accessToken: AccessToken } = await signIn(world, EMAIL);
    await world.sdk.send(new GlobalSignOutCommand({ AccessToken }));
    const again = world.sdk.send(new GlobalSignOutCommand({ AccessToken }));
    await expect(again).rejects.toMatchObject(REFUSED);
  });
});

describe("AdminUserGlobalSignOut", () => {
  it("is refused for a user that does not exist", async () => {
    const world = await startWorld();
    const user = { UserPoolId: USER_POOL_ID, Username: "nobody@example.org" };
    const call = world.sdk.send(new AdminUserGlobalSignOutCommand(user));
    await expect(call).rejects.toMatchObject({ name: "UserNotFoundException" });
  });
});

describe("a client without token revocation", () => {
  it("cannot revoke, and its tokens do not name their sign-in", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { ClientId } = await addClient(world, { EnableTokenRevocation: false });
    const { AuthenticationResult: tokens } = await world.sdk.send(passwordAuth({ clientId: ClientId }));
    expect(decodeJwt(tokens?.AccessToken ?? "").origin_jti).toBeUndefined();
    const call = world.sdk.send(new RevokeTokenCommand({ ClientId, Token: tokens?.RefreshToken }));
    await expect(call).rejects.toMatchObject({ name: "UnsupportedOperationException" });
  });
});

describe("what the pool keeps of a revoked sign-in", () => {
  const HOUR_MS = 3_600_000;
  const DAY_MS = 24 * HOUR_MS;

  /** Revocations at times that the test chooses, and what is left of them. */
  function revocations() {
    let nowMs = 0;
    const database = memoryDatabase();
    const pool = { cloud: { database, clock: () => nowMs }, userPoolId: USER_POOL_ID } as unknown as Pool;
    const revokeAt = (atMs: number, originId: string, expiresAtMs: number) => {
      nowMs = atMs;
      return revokeOrigin(pool, originId, expiresAtMs);
    };
    const kept = () => [...database.list(REVOKED_ORIGINS, USER_POOL_ID)].map(({ originId }) => originId);
    return { revokeAt, kept };
  }

  it("goes a day after its refresh token would have ended", async () => {
    const { revokeAt, kept } = revocations();
    await revokeAt(0, "ends-first", DAY_MS);
    await revokeAt(0, "ends-later", 10 * DAY_MS);
    await revokeAt(2 * DAY_MS - 1, "not-yet", 10 * DAY_MS);
    expect(kept()).toEqual(["ends-first", "ends-later", "not-yet"]);
    await revokeAt(3 * DAY_MS, "last", 10 * DAY_MS);
    expect(kept()).toEqual(["ends-later", "last", "not-yet"]);
  });

  it("is looked through once an hour, so that revoking does not become slow", async () => {
    const { revokeAt, kept } = revocations();
    await revokeAt(0, "ends-soon", 1 - DAY_MS);
    await revokeAt(HOUR_MS - 1, "in-the-hour", DAY_MS);
    expect(kept()).toContain("ends-soon");
    await revokeAt(HOUR_MS, "after-it", DAY_MS);
    expect(kept()).not.toContain("ends-soon");
  });
});
