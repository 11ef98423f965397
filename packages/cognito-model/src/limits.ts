// How much does Cognito, and what reads its tokens, take?

/** One limit: its value, unit and source. */
export interface LimitRow {
  readonly value: number;
  readonly unit: string;
  readonly page: string;
}

const QUOTAS = "Quotas in Amazon Cognito";

/** Limits of Cognito and of the parts behind it. Quotas drift: these are the figures of mid-2026. */
export const LIMITS = {
  triggerDeadline: { value: 5_000, unit: "ms", page: "Customizing user pool workflows with Lambda triggers" },
  changesPerTransaction: { value: 5_000, unit: "claims and scopes", page: QUOTAS },
  scopesPerResourceServer: { value: 100, unit: "scopes", page: QUOTAS },
  resourceServersPerPool: { value: 25, unit: "resource servers", page: QUOTAS },
  scopesPerClient: { value: 50, unit: "scopes", page: QUOTAS },
  groupsPerPool: { value: 10_000, unit: "groups", page: QUOTAS },
  groupsPerUser: { value: 100, unit: "groups", page: QUOTAS },
  groupNameLength: { value: 128, unit: "characters", page: "API Reference: CreateGroup" },
  groupPrecedence: {
    value: 2 ** 31 - 1,
    unit: "highest precedence number",
    page: "API Reference: CreateGroup",
  },
  scopeDescriptionLength: { value: 256, unit: "characters", page: "API Reference: ResourceServerScopeType" },
  customAttributesPerPool: { value: 50, unit: "attributes", page: QUOTAS },
  attributeValueLength: { value: 2_048, unit: "characters", page: QUOTAS },
  accessTokenMinSeconds: { value: 300, unit: "s", page: "API Reference: UserPoolClientType" },
  accessTokenMaxSeconds: { value: 86_400, unit: "s", page: "API Reference: UserPoolClientType" },
  refreshTokenMinSeconds: { value: 3_600, unit: "s", page: "API Reference: UserPoolClientType" },
  refreshTokenMaxSeconds: { value: 315_360_000, unit: "s", page: "API Reference: UserPoolClientType" },
  cookie: { value: 4_096, unit: "bytes", page: "RFC 6265, section 6.1" },
  cloudFrontHeaders: { value: 8_192, unit: "bytes", page: "CloudFront: Quotas" },
  apiGatewayHeaders: { value: 10_240, unit: "bytes", page: "API Gateway: Quotas" },
} as const satisfies Record<string, LimitRow>;

/** Token lifetimes where a client states none, in seconds. (AWS: Understanding user pool JSON web tokens) */
export const DEFAULT_LIFETIMES = {
  accessTokenSeconds: 3_600,
  idTokenSeconds: 3_600,
  refreshTokenSeconds: 30 * 86_400,
} as const;
