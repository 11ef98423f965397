// What does a pool publish, and does the other side read the same?
import { describe, expect, it } from "vitest";
import {
  type ClaimsUserPoolOptions,
  PoolOutputs,
  type PoolValues,
  readPoolOutputs,
  ZipFunction,
} from "../src/index.ts";
import { FUNCTION_NAME, smallPool } from "./small-pool.ts";
import { DEPLOYMENT, resourcesOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

const PREFIX = "/claimsmith/shop/dev";

function published(prefix = PREFIX, change: Partial<ClaimsUserPoolOptions> = {}): TestedStack {
  return synthesisedStack((stack) => {
    const pool = smallPool(stack, change);
    const trigger = new ZipFunction(stack, "trigger", {
      deployment: DEPLOYMENT,
      functionName: FUNCTION_NAME,
      description: "",
      // Any file will do: nothing is read of it but its digest.
      zipPath: import.meta.filename,
      handler: "index.handler",
      variables: {},
      logs: { retentionDays: 30 },
    });
    new PoolOutputs(stack, "outputs", { prefix, pool, issuer: pool.issuer, policyHash: "abc", trigger });
  });
}

function namesOf(stack: TestedStack, kind: "resource" | "data"): readonly unknown[] {
  return resourcesOf(stack, "aws_ssm_parameter", kind)
    .map(({ name }) => name)
    .sort();
}

describe("what a pool publishes", () => {
  it("is its issuer, its id, the policy's hash and its clients' ids, as plain texts", () => {
    const parameters = resourcesOf(published(), "aws_ssm_parameter");
    expect(parameters.every(({ type }) => type === "String")).toBe(true);
    expect(Object.fromEntries(parameters.map(({ name, insecure_value }) => [name, insecure_value]))).toEqual({
      [`${PREFIX}/issuer`]: expect.stringMatching(/^https:\/\/\$\{aws_cognito_user_pool\..+\.endpoint\}$/),
      [`${PREFIX}/user-pool-id`]: expect.stringMatching(/^\$\{aws_cognito_user_pool\..+\.id\}$/),
      [`${PREFIX}/policy-hash`]: "abc",
      [`${PREFIX}/clients/web`]: expect.stringMatching(/pool_client-web_.+\.id\}$/),
      [`${PREFIX}/clients/admin`]: expect.stringMatching(/pool_client-admin_.+\.id\}$/),
    });
  });

  it("is written after the trigger's alias has moved", () => {
    for (const { depends_on: dependsOn } of resourcesOf(published(), "aws_ssm_parameter")) {
      expect(dependsOn).toEqual([expect.stringMatching(/^aws_lambda_alias\.trigger_live/)]);
    }
  });

  it("is the address of the hosted login as well, where there is one", () => {
    const stack = published(PREFIX, { domainPrefix: "shop-dev" });
    const address = resourcesOf(stack, "aws_ssm_parameter").find(
      ({ name }) => name === `${PREFIX}/domain-url`,
    );
    expect(address?.insecure_value).toBe("https://shop-dev.auth.eu-west-1.amazoncognito.com");
  });

  it.each(["claimsmith/shop/dev", "/aws/shop", "/ssm", "/shop/", "/shop dev", "/a".repeat(15)])(
    "is refused under the prefix %j, which Parameter Store does not take",
    (prefix) => {
      const { refusals } = published(prefix);
      expect(refusals.map(({ code }) => code)).toContain("PARAMETER_NAME_INVALID");
    },
  );
});

describe("what is read of a pool", () => {
  it("has the names under which it was published", () => {
    let values: PoolValues | undefined;
    const reader = synthesisedStack((stack) => {
      values = readPoolOutputs(stack, "pool", { prefix: PREFIX, clients: ["web", "admin"], domain: true });
    });
    const names = namesOf(published(PREFIX, { domainPrefix: "shop-dev" }), "resource");
    expect(names).toHaveLength(6);
    expect(namesOf(reader, "data")).toEqual(names);
    expect(Object.keys(values?.clientIds ?? {})).toEqual(["web", "admin"]);
  });

  it("is no more than what was asked for", () => {
    const reader = synthesisedStack((stack) => {
      readPoolOutputs(stack, "pool", { prefix: PREFIX, clients: [] });
    });
    expect(namesOf(reader, "data")).toEqual([
      `${PREFIX}/issuer`,
      `${PREFIX}/policy-hash`,
      `${PREFIX}/user-pool-id`,
    ]);
  });
});
