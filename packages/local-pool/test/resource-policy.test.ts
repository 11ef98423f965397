// Does an ARN fit a pattern as IAM's ArnLike has it?
import { describe, expect, it } from "vitest";
import { isArnLike } from "../src/lambda/resource-policy.ts";

const POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbC";

describe("an ARN pattern", () => {
  it.each([
    { pattern: POOL, fits: true },
    { pattern: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/*", fits: true },
    { pattern: "arn:aws:cognito-idp:*:123456789012:userpool/eu-west-1_AbC", fits: true },
    { pattern: "arn:aws:cognito-idp:eu-west-?:123456789012:userpool/*_AbC", fits: true },
    { pattern: "arn:aws:cognito-idp:eu-west-1:123456789012:*", fits: true },
    { pattern: "arn:*:*:*:*:*", fits: true },
    // A star covers one part, not the colon between two.
    { pattern: "arn:aws:cognito-idp:*:userpool/eu-west-1_AbC", fits: false },
    { pattern: "arn:aws:*", fits: false },
    { pattern: "*", fits: false },
    { pattern: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc", fits: false },
    { pattern: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab", fits: false },
    { pattern: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu.west.1_AbC", fits: false },
    { pattern: "arn:aws:cognito-idp:eu-central-?:123456789012:userpool/*", fits: false },
    { pattern: "", fits: false },
  ])("$pattern fits = $fits", ({ pattern, fits }) => {
    expect(isArnLike(POOL, pattern)).toBe(fits);
  });

  it("takes no longer for many stars", () => {
    const arn = `arn:aws:s:r:1:${"a".repeat(5_000)}`;
    const began = performance.now();
    expect(isArnLike(arn, `arn:aws:s:r:1:${"*a".repeat(500)}b`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
