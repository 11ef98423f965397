// Where can a profile be fetched? Three operations of Cognito, each with what it needs. (AWS: The userInfo endpoint; GetUser)
import { isJsonObject, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { ConfigurationError } from "../errors.ts";
import { issuerIssues } from "../issuer.ts";
import { type ProfileCode, ProfileError } from "./failures.ts";
import { type ProfileSource, profileOf, profileOfList } from "./profile.ts";

/**
 * The endpoint `userInfo` of the pool's domain, with the user's own access token: attributes that the client may read, narrowed
 * by the scopes `email`, `phone` and `profile`. Needs the scope `openid`.
 *
 * @param url like `https://DOMAIN/oauth2/userInfo`
 * @throws ConfigurationError `OPTIONS_INVALID`
 */
export function fromUserInfo({ url }: { readonly url: string }): ProfileSource<readonly [string]> {
  assertUrl("url", url);
  return {
    scope: "openid",
    proofLength: 1,
    read: async ({ accessToken = "", signal }) => {
      const headers = { authorization: `Bearer ${accessToken}` };
      const response = await fetch(url, { headers, signal, redirect: "error" });
      if (!response.ok) throw failureOf(response.status);
      return profileOf(await json(response));
    },
  };
}

/**
 * The operation `GetUser`, with the user's own access token: attributes that the client may read. Needs the scope
 * `aws.cognito.signin.user.admin`, with which a user may also change attributes: so keep it off tokens that need not have it.
 *
 * @param endpoint like `https://cognito-idp.REGION.amazonaws.com`
 * @throws ConfigurationError `OPTIONS_INVALID`
 */
export function fromGetUser({ endpoint }: { readonly endpoint: string }): ProfileSource<readonly [string]> {
  assertUrl("endpoint", endpoint);
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
  };
  return {
    scope: USER_ADMIN_SCOPE,
    proofLength: 1,
    read: async ({ owner, accessToken, signal }) => {
      const body = JSON.stringify({ AccessToken: accessToken });
      const response = await fetch(endpoint, { method: "POST", headers, body, signal, redirect: "error" });
      const answer = await json(response);
      if (!response.ok) throw new ProfileError(codeOfName(nameOf(answer)) ?? codeOfStatus(response.status));
      return profileOfList(answer, owner);
    },
  };
}

/** Who is asked for by `AdminGetUser`. */
export interface AdminGetUserInput {
  readonly Username: string;
}

/**
 * The operation `AdminGetUser`, with the server's own credentials: every attribute, whatever the token says.
 *
 * @param call makes the call, signed: `(input, signal) => client.send(new AdminGetUserCommand({ UserPoolId, ...input }), {
 * abortSignal: signal })` with the AWS SDK. Its errors are told apart by their `name`.
 */
export function fromAdminGetUser({
  call,
}: {
  readonly call: (input: AdminGetUserInput, signal: AbortSignal) => Promise<unknown>;
}): ProfileSource<readonly []> {
  return {
    scope: null,
    proofLength: 0,
    read: async ({ owner, signal }) => {
      try {
        return profileOfList(await call({ Username: owner.username ?? "" }, signal), owner);
      } catch (error) {
        const name = error instanceof Error ? error.name : "";
        // Credentials that are refused are the server's, and no fault of the caller.
        if (name === "UserNotFoundException") throw new ProfileError("PROFILE_USER_UNKNOWN");
        throw error;
      }
    },
  };
}

/** What Cognito's errors mean for a caller with a token of its own. (AWS API Reference: GetUser, Errors) */
const CODE_OF_NAME: Readonly<Record<string, ProfileCode>> = {
  NotAuthorizedException: "PROFILE_TOKEN_REFUSED",
  PasswordResetRequiredException: "PROFILE_TOKEN_REFUSED",
  UserNotConfirmedException: "PROFILE_TOKEN_REFUSED",
  UserNotFoundException: "PROFILE_USER_UNKNOWN",
  TooManyRequestsException: "PROFILE_UNAVAILABLE",
  InternalErrorException: "PROFILE_UNAVAILABLE",
};

function codeOfName(name: string): ProfileCode | undefined {
  return Object.hasOwn(CODE_OF_NAME, name) ? CODE_OF_NAME[name] : undefined;
}

function codeOfStatus(status: number): ProfileCode {
  if (status === 401 || status === 403) return "PROFILE_TOKEN_REFUSED";
  return status === 429 || status >= 500 ? "PROFILE_UNAVAILABLE" : "PROFILE_UNREADABLE";
}

function failureOf(status: number): ProfileError {
  return new ProfileError(codeOfStatus(status));
}

/** `__type` may come with a namespace in front. */
function nameOf(answer: unknown): string {
  const type = isJsonObject(answer) ? answer.__type : undefined;
  return typeof type === "string" ? (type.split("#").at(-1) ?? "") : "";
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    if (response.ok) throw new ProfileError("PROFILE_UNREADABLE");
    return undefined;
  }
}

/** Tokens are sent there: https, or this machine. */
function assertUrl(path: string, url: unknown): void {
  const issues = issuerIssues(null, url ?? null).map(({ expected }) => ({ path, expected }));
  if (issues.length > 0) throw new ConfigurationError("OPTIONS_INVALID", issues);
}
