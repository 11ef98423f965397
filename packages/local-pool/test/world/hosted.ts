// Which hosted sign-ins do the tests make? A right one that differs from another in what the test says.
import { createHash } from "node:crypto";
import type { ClientBlueprint, PoolBlueprint } from "@claimsmith/cognito-model";
import { blueprint, CLIENT_IDS } from "./blueprint.ts";
import { Browser, type Visit } from "./browser.ts";
import { EMAIL } from "./calls.ts";
import { openWorld, PASSWORD, tokenRequest, type World, type WorldOptions } from "./world.ts";

export const CALLBACK = "https://app.example.org/callback";
export const SIGNED_OUT = "https://app.example.org/signed-out";
export const VERIFIER = "a-code-verifier-of-more-than-forty-three-characters";
export const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");
export const WEB = CLIENT_IDS.web.clientId;

/** The request of a public client with everything that a careful client sends. */
export const REQUEST = {
  response_type: "code",
  client_id: WEB,
  redirect_uri: CALLBACK,
  scope: "openid email",
  state: "a-state",
  nonce: "a-nonce",
  code_challenge: CHALLENGE,
  code_challenge_method: "S256",
} as const;

/** The same without PKCE. */
const { code_challenge: _challenge, code_challenge_method: _method, ...withoutPkce } = REQUEST;
export const PLAIN_REQUEST = withoutPkce;

/** The pool of the tests, with sign-out URLs and more scopes. */
export function hostedBlueprint(change: Partial<ClientBlueprint> = {}): PoolBlueprint {
  const base = blueprint("V3_0");
  return {
    ...base,
    clients: base.clients.map((client) =>
      client.kind === "machine"
        ? client
        : {
            ...client,
            logoutUrls: [SIGNED_OUT],
            allowedOAuthScopes: [
              "openid",
              "email",
              "profile",
              "orders/read",
              "aws.cognito.signin.user.admin",
            ],
            ...change,
          },
    ),
  };
}

export function openHostedWorld(options: WorldOptions = {}): Promise<World> {
  return openWorld({ blueprint: hostedBlueprint(), ...options });
}

/** Signs the user of the tests in at the form. */
export async function signInAtForm(
  browser: Browser,
  request: Readonly<Record<string, string>> = REQUEST,
  typed: Readonly<Record<string, string>> = {},
): Promise<Visit> {
  const page = await browser.visit("/oauth2/authorize", request);
  return browser.submit(page, { username: EMAIL, password: PASSWORD, ...typed });
}

/** A code of a new browser's sign-in. */
export async function codeOf(
  world: World,
  request: Readonly<Record<string, string>> = REQUEST,
): Promise<string> {
  const { url } = await signInAtForm(new Browser(world), request);
  return url.searchParams.get("code") ?? "";
}

/** The form that redeems a code. */
export function redemption(code: string, change: Readonly<Record<string, string>> = {}) {
  const form = { grant_type: "authorization_code", client_id: WEB, redirect_uri: CALLBACK, code };
  return { ...form, code_verifier: VERIFIER, ...change };
}

/** The tokens of a new browser's sign-in. */
export async function hostedTokens(
  world: World,
  request: Readonly<Record<string, string>> = {},
): Promise<{ accessToken: string; idToken: string; refreshToken: string }> {
  const code = await codeOf(world, { ...REQUEST, ...request });
  const { body } = await tokenRequest(world, redemption(code));
  return {
    accessToken: String(body.access_token),
    idToken: String(body.id_token),
    refreshToken: String(body.refresh_token),
  };
}
