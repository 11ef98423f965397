// What does a browser ask of /oauth2/authorize and /login, and may the client ask it? (RFC 6749, section 4.1.1; AWS: The redirect and authorization endpoint)
import { type Cloud, clientById, type PoolClient } from "../cloud/cloud.ts";
import { OAuthError } from "../errors.ts";
import { allowsOAuthFlow } from "../pools/client.ts";
import { grantedScopes } from "../tokens/requested-scopes.ts";

/** `code` is the authorization code grant; `token` the implicit grant. */
export type ResponseType = "code" | "token";

/** Where the answer of a request goes. Only once this is known may anything be redirected. */
export interface RedirectTarget {
  readonly poolClient: PoolClient;
  /** One of the client's callback URLs, to the letter. */
  readonly redirectUri: string;
  readonly responseType: ResponseType;
  readonly state?: string;
}

/** A request that the client may make. */
export interface AuthorizationRequest extends RedirectTarget {
  /** Granted before the trigger. */
  readonly scopes: readonly string[];
  readonly codeChallenge?: string;
  readonly nonce?: string;
  /** The API that the access token is bound to. (RFC 8707) */
  readonly resource?: string;
  readonly loginHint?: string;
  /** `none` asks nobody, `login` asks even who is signed in; other values change nothing here. */
  readonly prompt: ReadonlySet<string>;
}

/**
 * Client and redirect URI of a request. What is wrong with these is shown to the person and never redirected.
 * @throws OAuthError invalid_request, unauthorized_client
 */
export function readTarget(cloud: Cloud, parameters: URLSearchParams): RedirectTarget {
  const redirectUri = single(parameters, "redirect_uri");
  const poolClient = clientById(cloud, single(parameters, "client_id") ?? "");
  if (poolClient === undefined) throw invalid("expected client_id to name an app client of a pool here");
  const { settings } = poolClient.client;
  if (!settings.AllowedOAuthFlowsUserPoolClient) {
    throw new OAuthError("unauthorized_client", "expected a client that may use the OAuth endpoints");
  }
  // Observed: without the pool itself among the client's providers there is no login page.
  if (!settings.SupportedIdentityProviders?.includes("COGNITO")) {
    throw new OAuthError(
      "unauthorized_client",
      "expected COGNITO in the client's SupportedIdentityProviders",
    );
  }
  if (redirectUri === undefined || !(settings.CallbackURLs ?? []).includes(redirectUri)) {
    throw invalid("expected redirect_uri to be one of the client's callback URLs, to the letter");
  }
  const [state] = parameters.getAll("state");
  const responseType = parameters.get("response_type") === "token" ? "token" : "code";
  return { poolClient, redirectUri, responseType, ...(state === undefined ? {} : { state }) };
}

/**
 * The rest of a request. What is wrong with it is told to the client by a redirect.
 * @throws OAuthError invalid_request, unauthorized_client, invalid_scope
 */
export function readAuthorizationRequest(
  target: RedirectTarget,
  parameters: URLSearchParams,
): AuthorizationRequest {
  checkResponseType(target, single(parameters, "response_type"));
  checkLocal(parameters);
  const [nonce, loginHint] = ["nonce", "login_hint"].map((name) => single(parameters, name));
  const codeChallenge = readCodeChallenge(parameters);
  const resource = readResource(parameters);
  single(parameters, "state");
  return {
    ...target,
    scopes: scopesOf(target.poolClient, single(parameters, "scope")),
    prompt: new Set(single(parameters, "prompt")?.split(" ")),
    ...(nonce === undefined ? {} : { nonce }),
    ...(loginHint === undefined ? {} : { loginHint }),
    ...(codeChallenge === undefined ? {} : { codeChallenge }),
    ...(resource === undefined ? {} : { resource }),
  };
}

/** At this endpoint every scope that cannot be had is invalid_scope. (RFC 6749, section 4.1.2.1) */
function scopesOf({ pool, client }: PoolClient, asked: string | undefined): readonly string[] {
  try {
    return grantedScopes(pool, client, asked);
  } catch (error) {
    if (error instanceof OAuthError) throw new OAuthError("invalid_scope", error.message);
    throw error;
  }
}

const FLOWS = { code: "code", token: "implicit" } as const;

function checkResponseType({ poolClient, responseType }: RedirectTarget, asked: string | undefined): void {
  if (asked !== responseType) throw invalid("expected response_type code, or token for the implicit grant");
  if (!allowsOAuthFlow(poolClient.client, FLOWS[responseType])) {
    throw new OAuthError("unauthorized_client", `expected a client that allows response_type ${asked}`);
  }
}

/** COGNITO is the pool itself. */
function checkLocal(parameters: URLSearchParams): void {
  const provider = single(parameters, "identity_provider") ?? "COGNITO";
  if (provider !== "COGNITO" || parameters.has("idp_identifier")) {
    throw invalid(
      "the local pool does not support sign-in through identity providers: leave identity_provider out",
    );
  }
}

/**
 * Of no client is PKCE demanded, public ones included: that is how Cognito is. S256 alone: a challenge without a method would be
 * plain. (RFC 7636, section 4.3; AWS: Using PKCE in authorization code grants)
 */
function readCodeChallenge(parameters: URLSearchParams): string | undefined {
  const challenge = single(parameters, "code_challenge");
  const method = single(parameters, "code_challenge_method");
  if (challenge === undefined && method === undefined) return undefined;
  if (challenge === undefined || method !== "S256") {
    throw invalid("expected code_challenge together with code_challenge_method S256");
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    throw invalid("expected code_challenge to be a SHA-256 hash in base64url");
  }
  return challenge;
}

/** One, an absolute URL without a fragment. (RFC 8707, section 2; AWS: Scopes, M2M, and resource servers) */
function readResource(parameters: URLSearchParams): string | undefined {
  const resource = single(parameters, "resource");
  if (resource === undefined) return undefined;
  // The error code of RFC 8707 is invalid_target; AWS documents none. Unverified.
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s#]+$/i.test(resource) || !URL.canParse(resource)) {
    throw invalid("expected resource to be the URL of an API, without a fragment");
  }
  return resource;
}

/** A parameter without a value counts as left out; none may be sent twice. (RFC 6749, section 3.1) */
function single(parameters: URLSearchParams, name: string): string | undefined {
  const [value, again] = parameters.getAll(name);
  if (again !== undefined) throw invalid(`expected ${name} at most once`);
  return value === "" ? undefined : value;
}

function invalid(message: string): OAuthError {
  return new OAuthError("invalid_request", message);
}
