// Do the settings of an environment fit the policy?
import { describe, expect, it } from "vitest";
import { type IssueCode, validateSettings } from "../src/index.ts";
import text from "./vectors/settings.json?raw";
import { factsOf, patched, policyOf, type Vector, vectorsOf } from "./worlds.ts";

interface SettingsVector extends Vector {
  readonly settingsPatch: unknown;
  readonly issues: readonly { readonly code: IssueCode; readonly path: string }[];
}

const vectors = vectorsOf<SettingsVector>(text);

function issuesOf({ settingsPatch }: SettingsVector) {
  const { settings } = factsOf({ description: "", facts: "ann" });
  return validateSettings(
    policyOf({ description: "" }),
    patched(settings, settingsPatch) as Record<string, unknown>,
  );
}

describe("validateSettings", () => {
  it.each(vectors)("$description", (vector) => {
    const found = issuesOf(vector).map(({ code, path }) => `${path}: ${code}`);
    expect(found.sort()).toEqual(vector.issues.map(({ code, path }) => `${path}: ${code}`).sort());
  });

  it.each(["SETTING_MISSING", "SETTING_INVALID", "SETTING_UNKNOWN"])("has a vector for %s", (code) => {
    expect(vectors.flatMap(({ issues }) => issues.map((issue) => issue.code))).toContain(code);
  });

  it("never repeats a value", () => {
    const secret = "canary-7f3a";
    const wrong = { partnerId: secret.repeat(3), adminRole: secret, regions: [secret], other: secret };
    const issues = issuesOf({ description: "", settingsPatch: wrong, issues: [] });
    expect(issues).toHaveLength(4);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });
});
