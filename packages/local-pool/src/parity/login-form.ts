// How does a person get an authorization code, with no person there? Through the local pool's login form, which needs no script.
import { createHash, randomBytes } from "node:crypto";
import type { ParityClient, ParityUser, ParityWorld } from "./world.ts";

/** Where codes go; nothing listens there. */
export const CALLBACK = "https://parity.example.com/callback";

/** What a sign-in at the login page ended with. */
export interface HostedVisit {
  /** The query of the redirect to {@link CALLBACK}; absent where the pool kept the browser. */
  readonly redirected?: URLSearchParams;
  readonly status: number;
  /** The page, where there is one. */
  readonly html: string;
}

/** A code verifier with its challenge. (RFC 7636, section 4) */
export function newPkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** An app client for the authorization code grant, with `openid` and more scopes. */
export function hostedClient(world: ParityWorld, scopes: readonly string[] = []): Promise<ParityClient> {
  return world.newClient({
    ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin", ...scopes],
    CallbackURLs: [CALLBACK],
    SupportedIdentityProviders: ["COGNITO"],
  });
}

/** Asks for authorization and fills in the form as the user. `parameters` are added to the request, or replace it. */
export async function visit(
  world: ParityWorld,
  { client, user }: { readonly client: ParityClient; readonly user: ParityUser },
  parameters: Readonly<Record<string, string>> = {},
): Promise<HostedVisit> {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: CALLBACK,
    scope: "openid",
    ...parameters,
  });
  const cookies = new Map<string, string>();
  const page = await load(new URL(`${world.target.oauthUrl}/oauth2/authorize?${query}`), {}, cookies);
  const { action, fields } = formOf(page.html);
  if (action === "") return page;
  const body = new URLSearchParams({ ...fields, username: user.name, password: user.password });
  return load(new URL(action, page.url), { method: "POST", body }, cookies);
}

/** Follows redirects that stay at the pool. */
async function load(
  url: URL,
  init: RequestInit,
  cookies: Map<string, string>,
): Promise<HostedVisit & { readonly url: URL }> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers: Record<string, string> = { cookie, origin: url.origin };
  const response = await fetch(url, { ...init, headers, redirect: "manual" });
  for (const line of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const html = await response.text();
  const location = response.headers.get("location");
  if (location === null) return { status: response.status, html, url };
  const next = new URL(location, url);
  if (next.origin === url.origin) return load(next, {}, cookies);
  return { status: response.status, html, url: next, redirected: next.searchParams };
}

function formOf(html: string): { readonly action: string; readonly fields: Record<string, string> } {
  const attribute = (tag: string, name: string) =>
    (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&amp;", "&");
  const inputs = [...html.matchAll(/<input [^>]*>/g)].map(([tag]) => tag);
  return {
    action: attribute(/<form [^>]*>/.exec(html)?.[0] ?? "", "action"),
    fields: Object.fromEntries(inputs.map((tag) => [attribute(tag, "name"), attribute(tag, "value")])),
  };
}
