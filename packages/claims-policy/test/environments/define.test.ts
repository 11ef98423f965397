// What does defineEnvironments give back, and what does it throw?
import { describe, expect, it } from "vitest";
import {
  defineEnvironments,
  type PolicyError,
  poolBlueprint,
  validateEnvironments,
} from "../../src/index.ts";
import { environments, policy } from "./shop.ts";

describe("defineEnvironments", () => {
  const defined = defineEnvironments(policy, environments);

  it("gives the environments back, as a frozen copy", () => {
    expect(defined).toEqual(environments);
    expect(defined).not.toBe(environments);
    expect(
      [defined, defined.prod, defined.prod.state, defined.dev.clients?.web?.callbackUrls].every(
        Object.isFrozen,
      ),
    ).toBe(true);
    expect(Object.isFrozen(environments.prod)).toBe(false);
  });

  it("gives what a blueprint is made of", () => {
    const { clients, groups } = poolBlueprint(policy, defined.dev);
    expect(clients.find(({ name }) => name === "web")?.callbackUrls).toEqual(["http://localhost:5173/"]);
    expect(groups[0]?.roleArn).toBe(environments.dev.settings.staffRole);
  });

  it("throws every issue at once, and says that they are of environments", () => {
    const wrong = {
      dev: { ...environments.dev, region: "eu-west-9", account: "1" },
      prod: { ...environments.prod, logRetentionDays: 2 },
    };
    let thrown: unknown;
    try {
      defineEnvironments(policy, wrong);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: "PolicyError", code: "POLICY_INVALID" });
    expect((thrown as PolicyError).issues).toHaveLength(3);
    expect((thrown as PolicyError).issues).toEqual(validateEnvironments(policy, wrong));
    expect((thrown as PolicyError).message).toMatch(/^the environments have 3 issues, [^\n]+$/);
  });
});
