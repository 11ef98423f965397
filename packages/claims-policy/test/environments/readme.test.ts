// Are the issues of environments true that the README shows below its example? `.ci/check-docs.mjs` compiles the example.
import { defineEnvironments, definePolicy, text } from "@claimsmith/claims-policy";
import { expect, it } from "vitest";
import readme from "../../README.md?raw";
import { type PolicyError, validateEnvironments } from "../../src/index.ts";

// The README's example.
const policy = definePolicy({
  name: "shop",
  resourceServers: { orders: { scopes: { read: "Read orders" } } },
  settings: { partnerId: text({ maxLength: 20 }) },
  clients: {
    web: { kind: "browser", scopes: ["openid"] },
    partner: { kind: "machine", scopes: ["orders/read"] },
  },
});

const environments = defineEnvironments(policy, {
  dev: {
    account: "111111111111",
    region: "eu-west-1",
    featurePlan: "ESSENTIALS",
    deletionProtection: false,
    logRetentionDays: 14,
    state: { bucket: "example-shop-terraform-dev" },
    graphql: "appsync",
    domainPrefix: "example-shop-dev",
    settings: { partnerId: "partner-dev" },
    clients: { web: { callbackUrls: ["https://shop.dev.example.com/"] } },
  },
});

it("has the issues that the README shows, were it written as the README says", () => {
  const { dev } = environments;
  const wrong = {
    dev: {
      ...dev,
      region: "eu-west-9",
      featurePlan: "LITE",
      logRetentionDays: 15,
      settings: {},
      clients: { web: { callbackUrls: ["http://shop.dev.example.com/"] } },
    },
  };
  const lines = validateEnvironments(policy, wrong).map(
    ({ path, code, expected, received, hint }) =>
      `${path}: ${code}: expected ${expected}, received ${received}; ${hint}`,
  );
  const [, shown] = /```text\n(dev\.region: [\s\S]*?)\n```/.exec(readme) ?? [];
  expect(shown?.split("\n")).toEqual(lines);
  expect(lines).toHaveLength(5);
});

it("throws what the README names", () => {
  let thrown: unknown;
  try {
    defineEnvironments(policy, { dev: { ...environments.dev, account: "1" } });
  } catch (error) {
    thrown = error;
  }
  expect((thrown as PolicyError).code).toBe("POLICY_INVALID");
  expect(readme).toContain("`POLICY_INVALID`");
});
