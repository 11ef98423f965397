// Does oauth4webapi, a strict OAuth client, get through every flow of the pool?
import * as oauth from "oauth4webapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { Browser } from "./world/browser.ts";
import { EMAIL } from "./world/calls.ts";
import { CALLBACK, openHostedWorld } from "./world/hosted.ts";
import { addUser, PASSWORD, type World } from "./world/world.ts";

/** The pool speaks plain HTTP. */
const INSECURE = { [oauth.allowInsecureRequests]: true };
const PUBLIC: oauth.Client = { client_id: CLIENT_IDS.web.clientId };
const RESOURCE = "https://api.example.org/orders";

let world: World;
let server: oauth.AuthorizationServer;
beforeAll(async () => {
  world = await openHostedWorld({ clock: Date.now });
  await addUser(world, EMAIL, { email_verified: "true" });
  const issuer = new URL(world.pool.issuer);
  const response = await oauth.discoveryRequest(issuer, { algorithm: "oidc", ...INSECURE });
  server = await oauth.processDiscoveryResponse(issuer, response);
});
afterAll(() => world.close());

interface Signed {
  readonly client: oauth.Client;
  readonly auth: oauth.ClientAuth;
  readonly tokens: oauth.TokenEndpointResponse;
}

/** Code with PKCE, state, nonce and resource, through the login form. */
async function signedIn(client: oauth.Client, auth: oauth.ClientAuth, more = {}): Promise<Signed> {
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const browser = new Browser(world);
  const page = await browser.visit(String(server.authorization_endpoint), {
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid email",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...more,
  });
  const { url } = await browser.submit(page, { username: EMAIL, password: PASSWORD });
  const parameters = oauth.validateAuthResponse(server, client, url, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    auth,
    parameters,
    CALLBACK,
    verifier,
    INSECURE,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, INSECURE);
  return { client, auth, tokens };
}

const { clientId, clientSecret } = CLIENT_IDS.server;
const CLIENTS = [
  { what: "a public client", client: PUBLIC, auth: oauth.None() },
  {
    what: "a client with a secret in the header",
    client: { client_id: clientId },
    auth: oauth.ClientSecretBasic(clientSecret),
  },
  {
    what: "a client with a secret in the body",
    client: { client_id: clientId },
    auth: oauth.ClientSecretPost(clientSecret),
  },
];

describe.each(CLIENTS)("$what", ({ client, auth }) => {
  it("signs in, reads userInfo, refreshes and revokes", async () => {
    const { tokens } = await signedIn(client, auth);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    expect(claims).toMatchObject({ email: EMAIL, aud: client.client_id });

    const info = await oauth.userInfoRequest(server, client, tokens.access_token, INSECURE);
    const user = await oauth.processUserInfoResponse(server, client, String(claims?.sub), info);
    expect(user).toMatchObject({ email: EMAIL, email_verified: "true" });

    const refreshToken = String(tokens.refresh_token);
    const response = await oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, INSECURE);
    const refreshed = await oauth.processRefreshTokenResponse(server, client, response);
    expect(oauth.getValidatedIdTokenClaims(refreshed)?.sub).toBe(claims?.sub);

    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, auth, refreshToken, INSECURE),
    );
    const late = await oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, INSECURE);
    await expect(oauth.processRefreshTokenResponse(server, client, late)).rejects.toMatchObject({
      error: "invalid_grant",
      status: 400,
    });
    const closed = await oauth.userInfoRequest(server, client, refreshed.access_token, INSECURE);
    await expect(
      oauth.processUserInfoResponse(server, client, String(claims?.sub), closed),
    ).rejects.toMatchObject({
      cause: [{ scheme: "bearer", parameters: { error: "invalid_token" } }],
    });
  });
});

describe("an access token for one API", () => {
  it("passes where that API validates it, and nowhere else", async () => {
    const { tokens } = await signedIn(PUBLIC, oauth.None(), { resource: RESOURCE });
    const payload = JSON.parse(Buffer.from(tokens.access_token.split(".")[1] ?? "", "base64url").toString());
    expect(payload).toMatchObject({ aud: RESOURCE, iss: server.issuer });
  });
});

describe("a machine", () => {
  it("gets its token by client credentials", async () => {
    const client: oauth.Client = { client_id: CLIENT_IDS.batch.clientId };
    const auth = oauth.ClientSecretBasic(CLIENT_IDS.batch.clientSecret);
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      auth,
      { scope: "orders/read" },
      INSECURE,
    );
    const tokens = await oauth.processClientCredentialsResponse(server, client, response);
    expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 900 });
    expect(tokens).not.toHaveProperty("refresh_token");
  });
});

describe("a refused sign-in", () => {
  it("reaches the client as an authorization response error", async () => {
    const { url } = await new Browser(world).visit(String(server.authorization_endpoint), {
      client_id: PUBLIC.client_id,
      redirect_uri: CALLBACK,
      response_type: "code",
      prompt: "none",
      state: "a-state",
    });
    expect(() => oauth.validateAuthResponse(server, PUBLIC, url, "a-state")).toThrow(
      expect.objectContaining({ error: "login_required" }),
    );
  });
});
