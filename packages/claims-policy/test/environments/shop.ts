// Which policy and which environments do these tests begin with? All of it is right.
import { definePolicy, inGroup, oneOf, type PolicyIssue, roleArn, setting, text } from "../../src/index.ts";

/** Three people's clients, of which two have the hosted login, and a machine. It needs V3_0, and so ESSENTIALS. */
export const policy = definePolicy({
  name: "shop",
  resourceServers: { orders: { scopes: { read: "Read orders" } } },
  groups: { STAFF: { role: setting("staffRole") } },
  settings: {
    partnerId: text({ maxLength: 20 }),
    tier: oneOf("trial", "full"),
    staffRole: roleArn(),
  },
  clients: {
    web: { kind: "browser", scopes: ["openid"] },
    app: { kind: "native", scopes: ["openid"], signIn: ["srp", "hosted"] },
    office: { kind: "server", scopes: ["openid"], signIn: ["srp"] },
    partner: { kind: "machine", scopes: ["orders/read"] },
  },
  accessToken: { scopes: { "orders/read": { clients: ["web"], when: inGroup("STAFF") } } },
});

/** Two environments that fit it: one with what must be there, one with everything. */
export const environments = {
  dev: {
    account: "111111111111",
    region: "eu-west-1",
    featurePlan: "ESSENTIALS",
    deletionProtection: false,
    logRetentionDays: 7,
    state: "local",
    graphql: "lambda",
    domainPrefix: "shop-dev",
    settings: { partnerId: "p-1", tier: "trial", staffRole: "arn:aws:iam::111111111111:role/staff" },
    clients: {
      web: { callbackUrls: ["http://localhost:5173/"] },
      app: { callbackUrls: ["shop://signed-in"] },
    },
  },
  prod: {
    account: "333333333333",
    region: "eu-west-1",
    featurePlan: "PLUS",
    deletionProtection: true,
    logRetentionDays: 365,
    logKeyArn: "arn:aws:kms:eu-west-1:333333333333:key/00000000-0000-4000-8000-000000000000",
    state: { bucket: "shop-terraform-prod" },
    graphql: "appsync",
    alarms: { topicArn: "arn:aws:sns:eu-west-1:333333333333:alarms" },
    domainPrefix: "shop",
    mfa: "OPTIONAL",
    threatProtection: "ENFORCED",
    reservedConcurrency: 100,
    attachTrigger: true,
    allowedOrigins: ["https://shop.example.com", "http://localhost:5173"],
    settings: { partnerId: "p-2", tier: "full", staffRole: "arn:aws:iam::333333333333:role/staff" },
    clients: {
      web: { callbackUrls: ["https://shop.example.com/"], logoutUrls: ["https://shop.example.com/bye?a=b"] },
      app: { callbackUrls: ["com.example.shop:/signed-in"] },
    },
  },
} as const;

/** Issues as their paths and codes, which is what is stable of them. */
export const inShort = (issues: readonly PolicyIssue[]): string[] =>
  issues.map(({ path, code }) => `${path}: ${code}`);
