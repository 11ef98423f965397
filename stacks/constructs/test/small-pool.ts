// Which pool do these tests deploy? A small one, in which a client and a resource server are called alike.
import type { ClientBlueprint, PoolBlueprint } from "@claimsmith/cognito-model";
import { aliasArn, ClaimsUserPool, type ClaimsUserPoolOptions, type EnvironmentStack } from "../src/index.ts";
import { DEPLOYMENT } from "./synthesised.ts";

/** A browser client with the hosted login. */
export const WEB: ClientBlueprint = {
  name: "web",
  kind: "user",
  generateSecret: false,
  explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  allowedOAuthFlows: ["code"],
  allowedOAuthScopes: ["openid", "email"],
  callbackUrls: ["https://shop.example/"],
  logoutUrls: ["https://shop.example/bye"],
  identityProviders: ["COGNITO"],
  readAttributes: ["email", "custom:company_id"],
  writeAttributes: ["name"],
  lifetimes: { accessTokenSeconds: 900, idTokenSeconds: 3_600, refreshTokenSeconds: 2_592_000 },
};

/** A machine client that is called like a resource server. */
export const ADMIN: ClientBlueprint = {
  ...WEB,
  name: "admin",
  kind: "machine",
  generateSecret: true,
  explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
  allowedOAuthFlows: ["client_credentials"],
  allowedOAuthScopes: ["admin/*"],
  callbackUrls: [],
  logoutUrls: [],
  identityProviders: [],
};

/** The pool of both. */
export const BLUEPRINT: PoolBlueprint = {
  name: "shop",
  signInWith: "email",
  requiredAttributes: ["email"],
  attributes: [{ name: "company_id", type: "String", mutable: true, minLength: 0, maxLength: 36 }],
  groups: [
    {
      name: "ADMINS",
      description: "Operators",
      precedence: 0,
      roleArn: "arn:aws:iam::111122223333:role/admin",
    },
    { name: "TRIAL" },
  ],
  resourceServers: [
    { identifier: "admin", name: "admin", scopes: [{ name: "*", description: "All administration" }] },
    { identifier: "orders", name: "orders", scopes: [{ name: "read", description: "Read orders" }] },
  ],
  clients: [WEB, ADMIN],
  trigger: { eventVersion: "V3_0", lowestPlan: "ESSENTIALS" },
};

/** The function that is the pool's trigger. */
export const FUNCTION_NAME = "shop-dev-trigger";

/** What the pool is made from. */
export const POOL_OPTIONS = {
  deployment: DEPLOYMENT,
  blueprint: BLUEPRINT,
  poolName: "shop-dev",
  featurePlan: "ESSENTIALS",
  deletionProtection: true,
  triggerArn: aliasArn(DEPLOYMENT, FUNCTION_NAME),
} as const satisfies ClaimsUserPoolOptions;

/** Adds the small pool, with what differs. */
export function smallPool(
  stack: EnvironmentStack,
  change: Partial<ClaimsUserPoolOptions> = {},
): ClaimsUserPool {
  return new ClaimsUserPool(stack, "pool", { ...POOL_OPTIONS, ...change });
}
