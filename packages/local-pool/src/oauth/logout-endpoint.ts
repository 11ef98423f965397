// How does the pool answer GET /logout? (AWS: The managed login sign-out endpoint)
import { type Cloud, clientById } from "../cloud/cloud.ts";
import { asOAuthError, OAuthError } from "../errors.ts";
import { readTarget } from "./authorization-request.ts";
import { endedSessionCookie } from "./browser-session.ts";
import { logRefusal } from "./front-channel.ts";
import { problemPage } from "./login-pages.ts";
import { redirect } from "./redirect.ts";

/**
 * Forgets who is signed in to the login pages, and goes to one of the client's sign-out URLs (`logout_uri`) or back to the
 * login page (`redirect_uri` and the other parameters of a sign-in). Tokens are not revoked. Never throws.
 */
export function answerLogoutRequest(cloud: Cloud, request: Request): Response {
  const url = new URL(request.url);
  try {
    const client = clientById(cloud, url.searchParams.get("client_id") ?? "");
    if (client === undefined) {
      throw new OAuthError("invalid_request", "expected client_id to name an app client of a pool here");
    }
    const location = destination(cloud, url, client.client.settings.LogoutURLs ?? []);
    cloud.log("logout 302");
    return redirect(location, [endedSessionCookie(client.pool)]);
  } catch (thrown) {
    const error = asOAuthError(thrown, "invalid_request");
    logRefusal(cloud, "logout", error);
    return problemPage(error.status, error.message);
  }
}

function destination(cloud: Cloud, { search, searchParams }: URL, logoutUrls: readonly string[]): string {
  const [logoutUri, ...more] = searchParams.getAll("logout_uri");
  if (logoutUri === undefined) {
    readTarget(cloud, searchParams);
    if (searchParams.has("response_type")) return `/login${search}`;
    throw new OAuthError("invalid_request", "expected logout_uri, or redirect_uri with response_type");
  }
  if (more.length === 0 && logoutUrls.includes(logoutUri)) return logoutUri;
  throw new OAuthError(
    "invalid_request",
    "expected logout_uri to be one of the client's sign-out URLs, to the letter",
  );
}
