// How do the settings of an app client follow from a request? Members by their table, then what must hold between them.
import { LIMITS, splitScope, standardAttribute } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError, type CognitoErrorName } from "../errors.ts";
import { type ClientRecord, type ClientSettings, lifetimesOf } from "./client.ts";
import { CLIENT_MEMBERS, EMPTY_MEANS_DEFAULT } from "./client-members.ts";
import { readMembers } from "./member-rules.ts";
import { isRedirectUrl } from "./redirect-urls.ts";
import { scopeExists } from "./resource-server.ts";

/** A client as a request leaves it, before it is stored. */
type Candidate = Omit<ClientRecord, "createdAtMs" | "modifiedAtMs">;

/**
 * The settings of a new client, or, with the name of one that exists, after an update: whatever is left out is Cognito's default.
 * @throws CognitoError InvalidParameterException, SerializationException, InvalidOAuthFlowException, ScopeDoesNotExistException
 */
export function clientSettings(
  pool: Pool,
  input: Readonly<Record<string, unknown>>,
  client: Omit<Candidate, "settings"> & { readonly name?: string },
): ClientSettings {
  const { name, ...identity } = client;
  const given = readMembers({ ...input, ClientName: input.ClientName ?? name }, CLIENT_MEMBERS);
  const members = Object.entries(CLIENT_MEMBERS).map(([member, { otherwise }]) => {
    const value = given[member] ?? otherwise;
    const isDefault = EMPTY_MEANS_DEFAULT.includes(member) && Array.isArray(value) && value.length === 0;
    return [member, isDefault ? otherwise : value] as const;
  });
  const settings = Object.fromEntries(
    members.filter(([, value]) => value !== undefined),
  ) as unknown as ClientSettings;
  for (const { type, breaks, text } of CLIENT_RULES) {
    if (breaks({ ...identity, settings }, pool)) throw new CognitoError(type, text);
  }
  return settings;
}

interface ClientRule {
  readonly type: CognitoErrorName;
  readonly breaks: (client: Candidate, pool: Pool) => boolean;
  readonly text: string;
}

/** What must hold between members. Texts in Cognito's voice were observed in public reports; the others are ours. */
const CLIENT_RULES: readonly ClientRule[] = [
  invalid("Invalid read attributes specified while creating a client", ({ settings }, { record }) => {
    const known = new Set(record.schema.map(({ Name }) => Name));
    return settings.ReadAttributes?.some((name) => !known.has(name)) ?? false;
  }),
  invalid("Invalid write attributes specified while creating a client", ({ settings }, { record }) => {
    const known = new Set(record.schema.map(({ Name }) => Name));
    const refused = (name: string) =>
      !known.has(name) || name === "sub" || standardAttribute(name)?.clientWritable === false;
    return settings.WriteAttributes?.some(refused) ?? false;
  }),
  invalid("Invalid range for token validity.", (client) => isOutOfRange(client)),
  // The console says so; the API's wording is not known.
  invalid("expected ID and access tokens to live at most as long as the refresh token", (client) => {
    const { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds } = lifetimesOf(client as ClientRecord);
    return Math.max(accessTokenSeconds, idTokenSeconds) > refreshTokenSeconds;
  }),
  invalid("expected flows that begin with ALLOW_, or none of them that does", ({ settings }) => {
    const modern = settings.ExplicitAuthFlows.filter((flow) => flow.startsWith("ALLOW_")).length;
    return modern > 0 && modern < settings.ExplicitAuthFlows.length;
  }),
  // API Reference: GetClientToken
  invalid(
    "expected ALLOW_CLIENT_TOKEN_AUTH as the only flow, for a client with a secret",
    ({ settings, clientSecret }) =>
      settings.ExplicitAuthFlows.includes("ALLOW_CLIENT_TOKEN_AUTH") &&
      (settings.ExplicitAuthFlows.length > 1 || clientSecret === undefined),
  ),
  invalid(
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    ({ settings }) =>
      settings.AllowedOAuthFlowsUserPoolClient &&
      (settings.AllowedOAuthFlows === undefined || settings.AllowedOAuthScopes === undefined),
  ),
  invalid("expected CallbackURLs, which the flows code and implicit need", ({ settings }) => {
    const redirects = settings.AllowedOAuthFlows?.some((flow) => flow !== "client_credentials") ?? false;
    return settings.AllowedOAuthFlowsUserPoolClient && redirects && settings.CallbackURLs === undefined;
  }),
  invalid(
    "expected redirect URLs with https, with http for localhost alone, or of an app, without a fragment",
    ({ settings }) =>
      [...(settings.CallbackURLs ?? []), ...(settings.LogoutURLs ?? [])].some((url) => !isRedirectUrl(url)),
  ),
  invalid(
    "expected DefaultRedirectURI to be one of CallbackURLs",
    ({ settings: { DefaultRedirectURI: uri, CallbackURLs } }) =>
      uri !== undefined && !(CallbackURLs?.includes(uri) ?? false),
  ),
  invalid(
    "expected COGNITO in SupportedIdentityProviders: the local pool has no other provider",
    ({ settings }) => settings.SupportedIdentityProviders?.some((name) => name !== "COGNITO") ?? false,
  ),
  {
    type: "InvalidOAuthFlowException",
    breaks: ({ settings: { AllowedOAuthFlows: flows = [] } }) =>
      flows.includes("client_credentials") && flows.length > 1,
    text: "client_credentials flow can not be selected along with code flow or implicit flow.",
  },
  {
    type: "InvalidOAuthFlowException",
    breaks: ({ settings, clientSecret }) =>
      (settings.AllowedOAuthFlows?.includes("client_credentials") ?? false) && clientSecret === undefined,
    text: "client_credentials flow can not be selected if client does not have a client secret.",
  },
  {
    type: "ScopeDoesNotExistException",
    breaks: ({ settings }, pool) =>
      settings.AllowedOAuthScopes?.some((scope) => !scopeExists(pool, scope)) ?? false,
    text: "Invalid scope requested: expected scopes of the pool's resource servers, or Cognito's own",
  },
  {
    // Observed for openid; that it holds for every scope of Cognito's own is derived: machines get custom scopes only.
    type: "InvalidOAuthFlowException",
    breaks: ({ settings: { AllowedOAuthFlows: flows, AllowedOAuthScopes: scopes } }) =>
      (flows?.includes("client_credentials") ?? false) &&
      (scopes?.some((scope) => splitScope(scope) === undefined) ?? false),
    text: "scopes of Cognito's own are not supported with client_credentials flow",
  },
];

function invalid(text: string, breaks: ClientRule["breaks"]): ClientRule {
  return { type: "InvalidParameterException", breaks, text };
}

function isOutOfRange(client: Candidate): boolean {
  const { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds } = lifetimesOf(client as ClientRecord);
  const bounds = [
    [accessTokenSeconds, LIMITS.accessTokenMinSeconds.value, LIMITS.accessTokenMaxSeconds.value],
    [idTokenSeconds, LIMITS.idTokenMinSeconds.value, LIMITS.idTokenMaxSeconds.value],
    [refreshTokenSeconds, LIMITS.refreshTokenMinSeconds.value, LIMITS.refreshTokenMaxSeconds.value],
  ] as const;
  return bounds.some(([seconds, min, max]) => seconds < min || seconds > max);
}
