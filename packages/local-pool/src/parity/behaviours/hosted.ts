// What happens at the hosted login and the OAuth endpoints?
import { area } from "../behaviour.ts";
import type { Json, JsonRecord } from "../json.ts";
import { CALLBACK, hostedClient, newPkce, visit } from "../login-form.ts";
import { type ParityClient, type ParityWorld, payloadOf } from "../world.ts";

const AUTHORIZE = "The redirect and authorization endpoint";
const TOKEN = "The token endpoint";
const USER_INFO = "The user attributes endpoint";
const NEEDS = ["write", "oauth", "local"] as const;

interface Exchange {
  readonly client: ParityClient;
  readonly code: string;
  readonly verifier: string;
  readonly status: number;
  readonly body: JsonRecord;
}

/** The whole code grant with PKCE; `change` replaces parameters of the token request. */
async function exchange(
  world: ParityWorld,
  parameters: Readonly<Record<string, string>> = {},
  change: Readonly<Record<string, string>> = {},
): Promise<Exchange> {
  const client = await hostedClient(world);
  const user = await world.newUser({ attributes: { email_verified: "true" } });
  const { verifier, challenge } = newPkce();
  const { redirected } = await visit(
    world,
    { client, user },
    {
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...parameters,
    },
  );
  const code = redirected?.get("code") ?? "";
  const form = { ...codeForm(code, verifier), ...change };
  return { client, code, verifier, ...(await world.tokenRequest(client, form)) };
}

function codeForm(code: string, code_verifier: string): Record<string, string> {
  return { grant_type: "authorization_code", code, redirect_uri: CALLBACK, code_verifier };
}

function answer({ status, body }: { readonly status: number; readonly body: JsonRecord }): Json {
  return { status, error: body.error ?? null };
}

async function userInfo(world: ParityWorld, token: Json | undefined): Promise<JsonRecord> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${world.target.oauthUrl}/oauth2/userInfo`, { headers });
  return { status: response.status, body: (await response.json()) as JsonRecord };
}

export const HOSTED = area("hosted login and OAuth endpoints", [
  {
    id: "code-answer",
    behaviour: "an authorization code gives an access, an ID and a refresh token",
    source: TOKEN,
    certainty: "documented",
    needs: NEEDS,
    expected: {
      status: 200,
      members: ["access_token", "expires_in", "id_token", "refresh_token", "token_type"],
    },
    observe: async (world) => {
      const { status, body } = await exchange(world);
      return { status, members: Object.keys(body).sort() };
    },
  },
  {
    id: "code-state",
    behaviour: "the redirect carries the code and the state as it was given",
    source: AUTHORIZE,
    certainty: "documented",
    needs: NEEDS,
    expected: { code: true, state: "a b&c" },
    observe: async (world) => {
      const client = await hostedClient(world);
      const { redirected } = await visit(world, { client, user: await world.newUser() }, { state: "a b&c" });
      return { code: redirected?.has("code") ?? false, state: redirected?.get("state") ?? null };
    },
  },
  {
    id: "code-id-token",
    behaviour: "its ID token has the nonce as it was given, and at_hash",
    source: "Understanding the identity (ID) token; samples of decoded tokens",
    certainty: "observed",
    needs: NEEDS,
    expected: { at_hash: "string", nonce: "n-1" },
    observe: async (world) => {
      const id = payloadOf(String((await exchange(world, { nonce: "n-1" })).body.id_token));
      return { at_hash: typeof id.at_hash, nonce: id.nonce ?? null };
    },
  },
  {
    id: "code-access-token",
    behaviour: "its access token has the granted scopes and version 2",
    source: "Understanding the access token; samples of decoded tokens",
    certainty: "observed",
    needs: NEEDS,
    expected: { scope: ["email", "openid"], version: 2 },
    observe: async (world) => {
      const { body } = await exchange(world, { scope: "openid email" });
      const { scope, version } = payloadOf(String(body.access_token));
      return { scope: String(scope).split(" ").sort(), version: version ?? null };
    },
  },
  {
    id: "no-openid-no-id-token",
    behaviour: "without the scope openid there is no ID token",
    source: "Scopes, M2M, and resource servers",
    certainty: "documented",
    needs: NEEDS,
    expected: "undefined",
    observe: async (world) =>
      typeof (await exchange(world, { scope: "aws.cognito.signin.user.admin" })).body.id_token,
  },
  {
    id: "resource-audience",
    behaviour: "`resource` becomes the aud of the access token, also after a refresh",
    source: "Scopes, M2M, and resource servers; RFC 8707",
    certainty: "documented",
    needs: NEEDS,
    expected: ["https://api.example.com/orders", "https://api.example.com/orders"],
    observe: async (world) => {
      const { client, body } = await exchange(world, { resource: "https://api.example.com/orders" });
      const refreshed = await world.tokenRequest(client, {
        grant_type: "refresh_token",
        refresh_token: String(body.refresh_token),
      });
      return [body, refreshed.body].map(({ access_token }) => payloadOf(String(access_token)).aud ?? null);
    },
  },
  {
    id: "code-once",
    behaviour: "a code counts once",
    source: "RFC 6749, section 4.1.2; The token endpoint",
    certainty: "documented",
    needs: NEEDS,
    expected: { status: 400, error: "invalid_grant" },
    observe: async (world) => {
      const { client, code, verifier } = await exchange(world);
      return answer(await world.tokenRequest(client, codeForm(code, verifier)));
    },
  },
  {
    id: "code-wrong-verifier",
    behaviour: "another code_verifier is refused",
    source: "RFC 7636, section 4.6; Using PKCE in authorization code grants",
    certainty: "documented",
    needs: NEEDS,
    expected: { status: 400, error: "invalid_grant" },
    observe: async (world) => answer(await exchange(world, {}, { code_verifier: newPkce().verifier })),
  },
  {
    id: "redirect-exact",
    behaviour: "a redirect_uri that the client does not list is shown as an error, and nobody is sent there",
    source: AUTHORIZE,
    certainty: "documented",
    needs: NEEDS,
    expected: { redirected: false, isError: true },
    observe: async (world) => {
      const client = await hostedClient(world);
      const parameters = { redirect_uri: `${CALLBACK}/more` };
      const { redirected, status } = await visit(world, { client, user: await world.newUser() }, parameters);
      return { redirected: redirected !== undefined, isError: status >= 400 };
    },
  },
  {
    id: "hosted-source",
    behaviour: "a sign-in at the login page sends TokenGeneration_HostedAuth",
    source: "Pre token generation Lambda trigger; another page says TokenGeneration_Authentication",
    certainty: "uncertain",
    needs: [...NEEDS, "probe"],
    expected: "TokenGeneration_HostedAuth",
    observe: async (world) => {
      const access = payloadOf(String((await exchange(world)).body.access_token));
      return world.eventOf(access)?.triggerSource ?? null;
    },
  },
  {
    id: "hosted-trigger-refusal",
    behaviour: "the text of a function that throws stands above the login form",
    source: "Customizing user pool workflows with Lambda triggers",
    certainty: "documented",
    needs: [...NEEDS, "probe"],
    expected: { redirected: false, shown: true },
    observe: async (world) => {
      const client = await hostedClient(world);
      const { redirected, html } = await visit(world, {
        client,
        user: await world.newUser({ probe: "throw" }),
      });
      return { redirected: redirected !== undefined, shown: html.includes("probe denied") };
    },
  },
  {
    id: "oauth-refresh",
    behaviour: "the token endpoint refreshes without a new refresh token",
    source: TOKEN,
    certainty: "documented",
    needs: NEEDS,
    expected: { status: 200, members: ["access_token", "expires_in", "id_token", "token_type"] },
    observe: async (world) => {
      const { client, body } = await exchange(world);
      const refreshed = await world.tokenRequest(client, {
        grant_type: "refresh_token",
        refresh_token: String(body.refresh_token),
      });
      return { status: refreshed.status, members: Object.keys(refreshed.body).sort() };
    },
  },
  {
    id: "oauth-revoke",
    behaviour: "a refresh token that was revoked is refused with invalid_grant",
    source: "The revocation endpoint",
    certainty: "documented",
    needs: NEEDS,
    expected: { revoked: 200, refresh: { status: 400, error: "invalid_grant" } },
    observe: async (world) => {
      const { client, body } = await exchange(world);
      const token = String(body.refresh_token);
      const form = new URLSearchParams({ token, client_id: client.clientId });
      const url = `${world.target.oauthUrl}/oauth2/revoke`;
      const revoked = await fetch(url, { method: "POST", body: form });
      await revoked.arrayBuffer();
      const refresh = { grant_type: "refresh_token", refresh_token: token };
      return { revoked: revoked.status, refresh: answer(await world.tokenRequest(client, refresh)) };
    },
  },
  {
    id: "user-info",
    behaviour: "userInfo gives sub, username and what the scopes release; email_verified is a text",
    source: USER_INFO,
    certainty: "documented",
    needs: NEEDS,
    expected: {
      status: 200,
      members: ["email", "email_verified", "sub", "username"],
      email_verified: "true",
    },
    observe: async (world) => {
      const { body } = await exchange(world, { scope: "openid email" });
      const info = await userInfo(world, body.access_token);
      const claims = info.body as JsonRecord;
      return {
        status: info.status ?? null,
        members: Object.keys(claims).sort(),
        email_verified: claims.email_verified ?? null,
      };
    },
  },
  {
    id: "user-info-openid",
    behaviour: "userInfo is closed to an access token without the scope openid",
    source: USER_INFO,
    certainty: "documented",
    needs: NEEDS,
    expected: true,
    observe: async (world) => {
      const { body } = await exchange(world, { scope: "aws.cognito.signin.user.admin" });
      return Number((await userInfo(world, body.access_token)).status) >= 400;
    },
  },
]);
