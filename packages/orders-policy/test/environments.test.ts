// Are the environments what a team expects of local, dev, staging and prod?
import { poolBlueprint, validateEnvironments } from "@claimsmith/claims-policy";
import { describe, expect, it } from "vitest";
import { environments, legacyEmail, policy } from "../src/index.ts";

const named = Object.entries(environments);
const deployed = named.filter(([name]) => name !== "local");

describe("the environments", () => {
  it("have no issues, and would have some for another policy", () => {
    expect(validateEnvironments(policy, environments)).toEqual([]);
    expect(validateEnvironments(legacyEmail, environments)).not.toEqual([]);
  });

  it("are four, each in an account of its own", () => {
    expect(Object.keys(environments)).toEqual(["local", "dev", "staging", "prod"]);
    expect(new Set(named.map(([, { account }]) => account)).size).toBe(4);
  });

  it.each(named)(
    "give %s roles and ARNs of its own account",
    (_name, { account, settings, alarms, logKeyArn }) => {
      const arns = [settings.adminRoleArn, settings.customerRoleArn, alarms?.topicArn, logKeyArn];
      const accounts = arns.flatMap((arn) => arn?.split(":")[4] ?? []);
      expect(new Set(accounts)).toEqual(new Set([account]));
    },
  );

  it.each(named)(
    "give %s a hosted login that returns to a page that may call the APIs",
    (_name, environment) => {
      const web = poolBlueprint(policy, environment).clients.find(({ name }) => name === "web");
      expect(web?.allowedOAuthFlows).toEqual(["code"]);
      expect(web?.callbackUrls.map((url) => new URL(url).origin)).toEqual(environment.allowedOrigins);
    },
  );

  it.each(deployed)("put %s on AWS alone: https, a bucket, AppSync, alarms", (name, environment) => {
    expect(environment).toMatchObject({
      state: { bucket: `example-orders-terraform-${name}` },
      graphql: "appsync",
      alarms: {},
    });
    for (const url of environment.clients?.web?.callbackUrls ?? []) expect(url).toMatch(/^https:/);
  });

  it("protect prod more than the others", () => {
    expect(environments.prod).toMatchObject({ deletionProtection: true, threatProtection: "ENFORCED" });
    const days = named.map(([, { logRetentionDays }]) => logRetentionDays);
    expect(days).toEqual([7, 14, 30, 365]);
  });
});
