// Which pool do the tests run against? One of each kind of client, group and attribute.
import {
  type ClientBlueprint,
  DEFAULT_LIFETIMES,
  type EventVersion,
  LOWEST_PLAN,
  type PoolBlueprint,
} from "@claimsmith/cognito-model";

export const USER_POOL_ID = "eu-west-1_Syn7hPool";
export const ADMINS_ROLE = "arn:aws:iam::111122223333:role/admins";

/** Fixed ids, so that golden events can name them. */
export const CLIENT_IDS = {
  web: { clientId: "7syntheticclient0webapp" },
  server: { clientId: "7syntheticclient0server", clientSecret: "synthetic-secret-of-server" },
  batch: { clientId: "7syntheticclient0batch", clientSecret: "synthetic-secret-of-batch" },
  locked: { clientId: "7syntheticclient0locked" },
} as const;

const CLIENT: Omit<ClientBlueprint, "name"> = {
  kind: "user",
  generateSecret: false,
  explicitAuthFlows: [
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
  ],
  allowedOAuthFlows: ["code"],
  allowedOAuthScopes: ["openid", "email"],
  callbackUrls: ["https://app.example.org/callback"],
  logoutUrls: [],
  identityProviders: ["COGNITO"],
  readAttributes: ["email", "email_verified", "name", "custom:company_id"],
  writeAttributes: ["email", "name", "custom:nickname"],
  lifetimes: { ...DEFAULT_LIFETIMES, accessTokenSeconds: 900, idTokenSeconds: 600 },
};

const CLIENTS: readonly ClientBlueprint[] = [
  { ...CLIENT, name: "web" },
  { ...CLIENT, name: "server", generateSecret: true },
  { ...CLIENT, name: "locked", explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
  {
    ...CLIENT,
    name: "batch",
    kind: "machine",
    generateSecret: true,
    explicitAuthFlows: [],
    allowedOAuthFlows: ["client_credentials"],
    allowedOAuthScopes: ["orders/read", "orders/write"],
  },
];

/** The blueprint with a trigger of this event version. */
export function blueprint(eventVersion: EventVersion, change: Partial<PoolBlueprint> = {}): PoolBlueprint {
  return {
    name: "orders",
    signInWith: "email",
    selfRegistration: true,
    requiredAttributes: ["email"],
    attributes: [
      { name: "company_id", type: "String", mutable: true, maxLength: 36 },
      { name: "nickname", type: "String", mutable: true, maxLength: 10 },
      { name: "level", type: "Number", mutable: true, min: 1, max: 5 },
      { name: "origin", type: "String", mutable: false },
    ],
    groups: [
      { name: "ADMINS", precedence: 0, roleArn: ADMINS_ROLE },
      { name: "EVERYONE", precedence: 10 },
    ],
    resourceServers: [
      {
        identifier: "orders",
        name: "orders",
        scopes: ["read", "write", "delete"].map((name) => ({ name, description: name })),
      },
    ],
    clients: CLIENTS,
    trigger: { eventVersion, lowestPlan: LOWEST_PLAN[eventVersion] },
    ...change,
  };
}
