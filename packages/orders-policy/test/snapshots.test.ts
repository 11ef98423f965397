// Are the committed files what the policies say, and are the policies without issues?
import {
  largestToken,
  parsePolicy,
  policySnapshot,
  snapshotText,
  validate,
  validateSettings,
} from "@claimsmith/claims-policy";
import { describe, expect, it } from "vitest";
import committedLegacyEmail from "../legacy-email.json?raw";
import committedPolicy from "../policy.json?raw";
import { contract, environments, legacyEmail, policy } from "../src/index.ts";

const POLICIES = [
  { file: "policy.json", source: policy, text: committedPolicy },
  { file: "legacy-email.json", source: legacyEmail, text: committedLegacyEmail },
] as const;

describe.each(POLICIES)("$file", ({ source, text }) => {
  it("is the snapshot of its source, to the letter", async () => {
    expect(text).toBe(snapshotText(await policySnapshot<unknown>(source)));
  });

  it("holds a policy without issues, equal to its source", () => {
    const { policy: committed } = JSON.parse(text);
    expect(validate(committed)).toEqual([]);
    expect(parsePolicy(committed)).toEqual(source);
  });

  it("would not pass with a mistake in it", () => {
    const { policy: committed } = JSON.parse(text);
    expect(validate({ ...committed, mistake: true })).toHaveLength(1);
  });
});

describe("the policies", () => {
  it("need the event versions that they are examples of", () => {
    expect(POLICIES.map(({ text }) => JSON.parse(text).eventVersion)).toEqual(["V3_0", "V1_0"]);
  });

  it.each(Object.entries(environments))("fit the settings of the environment %s", (_, { settings }) => {
    expect(validateSettings(policy, settings)).toEqual([]);
    expect(
      validateSettings(policy, {})
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["settings.adminRoleArn", "settings.customerRoleArn", "settings.partnerId"]);
  });

  it("make access tokens that fit a cookie at their largest", () => {
    const sizes = POLICIES.flatMap(({ source }) => largestToken(source));
    const access = sizes.filter(({ token, grant }) => token === "access" && grant !== "refresh");
    expect(access.map(({ client }) => client).sort()).toEqual(["partner", "shop", "shop", "web", "web"]);
    for (const { tokenBytes } of access) expect(tokenBytes).toBeLessThanOrEqual(4_096);
  });
});

describe("the contract", () => {
  it("is of the committed policy", () => {
    expect(contract).toMatchObject({ policyName: "orders", policyHash: JSON.parse(committedPolicy).hash });
  });

  it("says what APIs may expect", () => {
    const claims = ({ user, machine }: typeof contract) => ({
      required: [user, machine].map((each) => Object.keys(each).filter((name) => each[name]?.required)),
      asserted: [user, machine].map((each) => Object.keys(each).filter((name) => each[name]?.asserted)),
    });
    expect(claims(contract)).toEqual({ required: [["company_id"], []], asserted: [["country_id"], []] });
    expect(contract.clients).toEqual({ web: "user", partner: "machine" });
    expect([...contract.groups].sort()).toEqual(["ADMINS", "EVERYONE", "TRIAL"]);
    expect(contract.scopes).toEqual(
      expect.arrayContaining(["admin/*", "everyone/*", "orders/read", "orders/write", "openid"]),
    );
  });
});
