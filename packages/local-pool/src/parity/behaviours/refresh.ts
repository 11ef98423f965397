// How does a sign-in go on and end?
import { area } from "../behaviour.ts";
import { PASSWORD_CLIENT, type ParityTokens } from "../world.ts";

const REFRESH = "Refresh tokens";
const REVOKE = "Ending user sessions with token revocation";

const ROTATING = {
  ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
  RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
};

export const REFRESH_AND_REVOCATION = area("refresh and revocation", [
  {
    id: "refresh-keeps-sign-in",
    behaviour: "a refresh keeps auth_time and origin_jti, and makes a new jti",
    source: "Authentication levels with ACR and AMR claims; Ending user sessions with token revocation",
    certainty: "documented",
    needs: ["write"],
    expected: { auth_time: "same", jti: "new", origin_jti: "same" },
    observe: async (world) => {
      const client = await world.client();
      const before = await world.signIn(client, await world.newUser());
      const after = await world.refresh(client, before);
      return changes(before, after);
    },
  },
  {
    id: "refresh-no-new-token",
    behaviour: "REFRESH_TOKEN_AUTH gives no new refresh token",
    source: REFRESH,
    certainty: "documented",
    needs: ["write"],
    expected: "undefined",
    observe: async (world) => {
      const client = await world.client();
      const refreshed = await world.refresh(client, await world.signIn(client, await world.newUser()));
      return typeof refreshed.refreshToken;
    },
  },
  {
    id: "refresh-new-groups",
    behaviour: "a refresh carries the groups that the user has now",
    source: "Pre token generation Lambda trigger",
    certainty: "documented",
    needs: ["write"],
    expected: { before: "undefined", after: 1 },
    observe: async (world) => {
      const client = await world.client();
      const user = await world.newUser();
      const before = await world.signIn(client, user);
      const GroupName = await world.newGroup();
      const at = { UserPoolId: world.target.userPoolId, Username: user.username };
      await world.must("AdminAddUserToGroup", { ...at, GroupName });
      const after = await world.refresh(client, before);
      return {
        before: typeof before.access["cognito:groups"],
        after: (after.access["cognito:groups"] as unknown[] | undefined)?.length ?? 0,
      };
    },
  },
  {
    id: "rotation",
    behaviour:
      "with rotation GetTokensFromRefreshToken gives a new refresh token, and the old one is then refused as reused",
    source: "API Reference: GetTokensFromRefreshToken",
    certainty: "documented",
    needs: ["write"],
    expected: { rotated: true, reuse: { error: "RefreshTokenReuseException", status: 400 } },
    observe: async (world) => {
      const client = await world.newClient(ROTATING);
      const { refreshToken = "" } = await world.signIn(client, await world.newUser());
      const request = { ClientId: client.clientId, RefreshToken: refreshToken };
      const rotated = world.tokens(await world.must("GetTokensFromRefreshToken", request));
      return {
        rotated: rotated.refreshToken !== undefined && rotated.refreshToken !== refreshToken,
        reuse: await world.refusal("GetTokensFromRefreshToken", request),
      };
    },
  },
  {
    id: "rotation-closes-old-flow",
    behaviour: "with rotation REFRESH_TOKEN_AUTH is refused",
    source: REFRESH,
    certainty: "documented",
    needs: ["write"],
    expected: "refused",
    observe: async (world) => {
      const client = await world.newClient(ROTATING);
      const { refreshToken = "" } = await world.signIn(client, await world.newUser());
      const refusal = await world.refusal("InitiateAuth", {
        ClientId: client.clientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      });
      return refusal === "accepted" ? "accepted" : "refused";
    },
  },
  {
    id: "revoked-refresh",
    behaviour: "after RevokeToken neither the refresh token nor the access tokens of its sign-in count",
    source: REVOKE,
    certainty: "documented",
    needs: ["write"],
    expected: {
      refresh: { error: "NotAuthorizedException", status: 400 },
      getUser: { error: "NotAuthorizedException", status: 400 },
    },
    observe: async (world) => {
      const client = await world.newClient(PASSWORD_CLIENT);
      const { refreshToken = "", accessToken } = await world.signIn(client, await world.newUser());
      await world.must("RevokeToken", { ClientId: client.clientId, Token: refreshToken });
      const AuthParameters = { REFRESH_TOKEN: refreshToken };
      return {
        refresh: await world.refusal("InitiateAuth", {
          ClientId: client.clientId,
          AuthFlow: "REFRESH_TOKEN_AUTH",
          AuthParameters,
        }),
        getUser: await world.refusal("GetUser", { AccessToken: accessToken }),
      };
    },
  },
  {
    id: "global-sign-out",
    behaviour: "GlobalSignOut ends every sign-in of the user",
    source: REVOKE,
    certainty: "documented",
    needs: ["write"],
    expected: { error: "NotAuthorizedException", status: 400 },
    observe: async (world) => {
      const client = await world.client();
      const user = await world.newUser();
      const { accessToken } = await world.signIn(client, user);
      const other = await world.signIn(client, user);
      await world.must("GlobalSignOut", { AccessToken: accessToken });
      return world.refusal("GetUser", { AccessToken: other.accessToken });
    },
  },
  {
    id: "revocation-off",
    behaviour: "without token revocation there is no origin_jti, and the ID token has no jti",
    source: "Understanding the identity (ID) token",
    certainty: "documented",
    needs: ["write"],
    expected: { access: ["jti"], id: [] },
    observe: async (world) => {
      const client = await world.newClient({ ...PASSWORD_CLIENT, EnableTokenRevocation: false });
      const { access, id } = await world.signIn(client, await world.newUser());
      const identifiers = (claims: object = {}) =>
        Object.keys(claims)
          .filter((name) => name === "jti" || name === "origin_jti")
          .sort();
      return { access: identifiers(access), id: identifiers(id) };
    },
  },
]);

function changes(before: ParityTokens, after: ParityTokens) {
  const compare = (name: string) => (before.access[name] === after.access[name] ? "same" : "new");
  return { auth_time: compare("auth_time"), jti: compare("jti"), origin_jti: compare("origin_jti") };
}
