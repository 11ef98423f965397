// How much does Cognito, and what reads its tokens, take?

/** One limit: its value, unit and source. */
export interface LimitRow {
  readonly value: number;
  readonly unit: string;
  readonly page: string;
}

const QUOTAS = "Quotas in Amazon Cognito";
const CLIENT_TYPE = "API Reference: UserPoolClientType";
const SERVER = "API Reference: CreateResourceServer";
const SCOPE_TYPE = "API Reference: ResourceServerScopeType";
const GROUP = "API Reference: CreateGroup";
const GATEWAY = "API Gateway: Quotas";

/** Limits of Cognito and of the parts behind it. Quotas drift: these are the figures of mid-2026, before any raise. */
export const LIMITS = {
  // the trigger
  triggerDeadline: { value: 5_000, unit: "ms", page: "Customizing user pool workflows with Lambda triggers" },
  triggerResponse: { value: 6_291_456, unit: "bytes", page: "Lambda quotas" },
  changesPerTransaction: { value: 5_000, unit: "claims and scopes", page: QUOTAS },
  clientMetadataValueLength: { value: 131_072, unit: "characters", page: "API Reference: InitiateAuth" },

  // resource servers and clients
  resourceServerIdentifierLength: { value: 256, unit: "characters", page: SERVER },
  scopeNameLength: { value: 256, unit: "characters", page: SCOPE_TYPE },
  scopeDescriptionLength: { value: 256, unit: "characters", page: SCOPE_TYPE },
  allowedScopeLength: { value: 256, unit: "characters", page: CLIENT_TYPE },
  scopesPerResourceServer: { value: 100, unit: "scopes", page: QUOTAS },
  resourceServersPerPool: { value: 25, unit: "resource servers", page: QUOTAS },
  scopesPerClient: { value: 50, unit: "scopes", page: QUOTAS },
  clientsPerPool: { value: 1_000, unit: "app clients", page: QUOTAS },
  poolsPerRegion: { value: 1_000, unit: "user pools", page: QUOTAS },

  // groups and attributes
  groupsPerPool: { value: 10_000, unit: "groups", page: QUOTAS },
  groupsPerUser: { value: 100, unit: "groups", page: QUOTAS },
  groupNameLength: { value: 128, unit: "characters", page: GROUP },
  groupPrecedence: { value: 2 ** 31 - 1, unit: "highest precedence number", page: GROUP },
  customAttributesPerPool: { value: 50, unit: "attributes", page: QUOTAS },
  customAttributeNameLength: { value: 20, unit: "characters", page: QUOTAS },
  attributeValueLength: { value: 2_048, unit: "characters", page: QUOTAS },

  // lifetimes; neither the ID nor the access token may outlive the refresh token
  accessTokenMinSeconds: { value: 300, unit: "s", page: CLIENT_TYPE },
  accessTokenMaxSeconds: { value: 86_400, unit: "s", page: CLIENT_TYPE },
  idTokenMinSeconds: { value: 300, unit: "s", page: CLIENT_TYPE },
  idTokenMaxSeconds: { value: 86_400, unit: "s", page: CLIENT_TYPE },
  refreshTokenMinSeconds: { value: 3_600, unit: "s", page: CLIENT_TYPE },
  refreshTokenMaxSeconds: { value: 315_360_000, unit: "s", page: CLIENT_TYPE },
  authSessionMinSeconds: { value: 180, unit: "s", page: CLIENT_TYPE },
  authSessionMaxSeconds: { value: 900, unit: "s", page: CLIENT_TYPE },
  authorizationCodeSeconds: { value: 300, unit: "s", page: "Understanding user pool JSON web tokens" },

  // rates
  clientCredentialsRate: { value: 150, unit: "requests/s", page: QUOTAS },
  userAuthenticationRate: { value: 120, unit: "requests/s", page: QUOTAS },
  userTokenRate: { value: 120, unit: "requests/s", page: QUOTAS },
  perUserRate: { value: 10, unit: "requests/s", page: QUOTAS },

  // what reads the tokens
  cookie: { value: 4_096, unit: "bytes", page: "RFC 6265, section 6.1" },
  cloudFrontHeaders: { value: 8_192, unit: "bytes", page: "amplify-js issue 9695 (CloudFront before S3)" },
  apiGatewayHeaders: { value: 10_240, unit: "bytes", page: GATEWAY },
  jwtAuthorizerScopesPerRoute: { value: 10, unit: "scopes", page: "API Gateway: HTTP API quotas" },
  jwtAuthorizerAudiences: { value: 50, unit: "audiences", page: "API Gateway: HTTP API quotas" },
} as const satisfies Record<string, LimitRow>;

/** Token lifetimes where a client states none, in seconds. (AWS: Understanding user pool JSON web tokens) */
export const DEFAULT_LIFETIMES = {
  accessTokenSeconds: 3_600,
  idTokenSeconds: 3_600,
  refreshTokenSeconds: 30 * 86_400,
} as const;
