// Where is the orders pool deployed, and what differs there?
import { defineEnvironments } from "@claimsmith/claims-policy";
import { policy } from "./policy.ts";

/** The environments by name. `local` is what `demo`, `dev` and a trial deploy on one's own machine run; the accounts are made up. */
export const environments = defineEnvironments(policy, {
  local: {
    account: "123456789012",
    region: "eu-west-1",
    featurePlan: "ESSENTIALS",
    deletionProtection: false,
    logRetentionDays: 7,
    state: "local",
    graphql: "lambda",
    domainPrefix: "example-orders-local",
    allowedOrigins: ["http://localhost:5173"],
    settings: {
      partnerId: "partner-local",
      adminRoleArn: "arn:aws:iam::123456789012:role/orders-admin",
      customerRoleArn: "arn:aws:iam::123456789012:role/orders-customer",
    },
    clients: {
      web: { callbackUrls: ["http://localhost:5173/"], logoutUrls: ["http://localhost:5173/"] },
    },
  },

  dev: {
    account: "111111111111",
    region: "eu-west-1",
    featurePlan: "ESSENTIALS",
    deletionProtection: false,
    logRetentionDays: 14,
    state: { bucket: "example-orders-terraform-dev" },
    graphql: "appsync",
    // Alarms to look at: nobody is woken.
    alarms: {},
    domainPrefix: "example-orders-dev",
    allowedOrigins: ["https://orders.dev.example.com"],
    settings: {
      partnerId: "partner-dev",
      adminRoleArn: "arn:aws:iam::111111111111:role/orders-admin",
      customerRoleArn: "arn:aws:iam::111111111111:role/orders-customer",
    },
    clients: {
      web: {
        callbackUrls: ["https://orders.dev.example.com/"],
        logoutUrls: ["https://orders.dev.example.com/"],
      },
    },
  },

  staging: {
    account: "222222222222",
    region: "eu-west-1",
    // As in prod, but it only writes down what it would have done.
    featurePlan: "PLUS",
    threatProtection: "AUDIT",
    mfa: "OPTIONAL",
    deletionProtection: false,
    logRetentionDays: 30,
    state: { bucket: "example-orders-terraform-staging" },
    graphql: "appsync",
    alarms: { topicArn: "arn:aws:sns:eu-west-1:222222222222:orders-alarms" },
    domainPrefix: "example-orders-staging",
    allowedOrigins: ["https://orders.staging.example.com"],
    settings: {
      partnerId: "partner-staging",
      adminRoleArn: "arn:aws:iam::222222222222:role/orders-admin",
      customerRoleArn: "arn:aws:iam::222222222222:role/orders-customer",
    },
    clients: {
      web: {
        callbackUrls: ["https://orders.staging.example.com/"],
        logoutUrls: ["https://orders.staging.example.com/"],
      },
    },
  },

  prod: {
    account: "333333333333",
    region: "eu-west-1",
    featurePlan: "PLUS",
    threatProtection: "ENFORCED",
    mfa: "OPTIONAL",
    deletionProtection: true,
    logRetentionDays: 365,
    logKeyArn: "arn:aws:kms:eu-west-1:333333333333:key/00000000-0000-4000-8000-000000000000",
    state: { bucket: "example-orders-terraform-prod" },
    graphql: "appsync",
    alarms: { topicArn: "arn:aws:sns:eu-west-1:333333333333:orders-alarms" },
    // No other function of the account can keep people from signing in.
    reservedConcurrency: 100,
    domainPrefix: "example-orders",
    allowedOrigins: ["https://orders.example.com"],
    settings: {
      partnerId: "partner-prod",
      adminRoleArn: "arn:aws:iam::333333333333:role/orders-admin",
      customerRoleArn: "arn:aws:iam::333333333333:role/orders-customer",
    },
    clients: {
      web: { callbackUrls: ["https://orders.example.com/"], logoutUrls: ["https://orders.example.com/"] },
    },
  },
});
