// Does the value of a setting, which may be secret, ever appear in an issue? And does anything ever make the validator throw?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defineEnvironments } from "../../src/environments/define-environments.ts";
import { type PolicyError, USER_POOL_REGIONS, validateEnvironments } from "../../src/index.ts";
import { environments, policy } from "./shop.ts";

const CANARY = "canary-9c2f";
const settingsOf = (settings: unknown) => ({ dev: { ...environments.dev, settings } });

const PLACES: readonly (readonly [string, unknown])[] = [
  ["in place of all settings", CANARY],
  ["in a list of settings", [CANARY]],
  ["too long a setting", { partnerId: CANARY.repeat(3) }],
  ["a setting outside its set", { tier: CANARY }],
  ["a setting that is no role", { staffRole: CANARY }],
  ["a setting that the policy lacks", { apiKey: CANARY }],
  ["a list for a text", { partnerId: [CANARY] }],
  ["an object for a text", { partnerId: { key: CANARY } }],
  ["what is no data", { partnerId: Object.assign(() => CANARY, { CANARY }) }],
];

describe("a secret", () => {
  it.each(PLACES)("is in no issue: %s", (_where, settings) => {
    const issues = validateEnvironments(policy, settingsOf(settings));
    expect(issues).not.toEqual([]);
    expect(JSON.stringify(issues)).not.toContain(CANARY);
  });

  it.each(PLACES)("is in no error: %s", (_where, settings) => {
    const thrown = thrownBy(() => defineEnvironments(policy, settingsOf(settings) as never));
    expect(thrown.issues).not.toEqual([]);
    expect(`${thrown.message} ${thrown.stack?.split("\n")[0]}`).not.toContain(CANARY);
  });
});

function thrownBy(action: () => unknown): PolicyError {
  try {
    action();
  } catch (error) {
    return error as PolicyError;
  }
  throw new TypeError("nothing was thrown");
}

/** Mostly what an environment may hold at that place, sometimes anything. */
const anything = fc.jsonValue({ maxDepth: 3 });
const mostly = (...good: readonly unknown[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: anything });
const NAMES = ["__proto__", "constructor", "toString", "", "a.b", "web", "partner", "\ud800"];
const urls = fc.oneof(
  anything,
  fc.array(fc.oneof(fc.webUrl(), fc.string(), fc.constant("http://[::1]:9"), anything)),
);
const environment = fc.record(
  {
    account: mostly("111111111111"),
    region: mostly(...Object.keys(USER_POOL_REGIONS)),
    featurePlan: mostly("LITE", "ESSENTIALS", "PLUS"),
    deletionProtection: mostly(true),
    logRetentionDays: mostly(7, 8),
    logKeyArn: mostly("arn:aws:kms:eu-west-1:111111111111:key/a", "arn:("),
    state: mostly("local", { bucket: "state" }, { bucket: 7 }),
    graphql: mostly("appsync"),
    alarms: mostly({}, { topicArn: "arn" }),
    domainPrefix: mostly("shop", "[", "\n"),
    threatProtection: mostly("AUDIT"),
    allowedOrigins: urls,
    settings: fc.oneof(anything, fc.dictionary(fc.constantFrom(...NAMES, "tier"), anything)),
    clients: fc.oneof(
      anything,
      fc.dictionary(
        fc.constantFrom(...NAMES),
        fc.oneof(anything, fc.record({ callbackUrls: urls, logoutUrls: urls })),
      ),
    ),
  },
  { requiredKeys: [] },
);

describe("whatever JSON it is given, validateEnvironments", () => {
  const input = fc.oneof(
    anything,
    fc.dictionary(
      fc.oneof(fc.constantFrom(...NAMES, "local", "dev", "prod"), fc.string()),
      fc.oneof(environment, anything),
    ),
  );

  it("gives issues that a person can read, and never throws", () => {
    fc.assert(
      fc.property(input, (data) => {
        for (const { code, path, expected, received, hint } of validateEnvironments(policy, data)) {
          expect(code).toMatch(/^[A-Z_]+$/);
          expect(typeof path).toBe("string");
          for (const words of [expected, received, hint]) expect(words).toMatch(/^[^\n]+$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("reports no issue twice", () => {
    fc.assert(
      fc.property(input, (data) => {
        const places = validateEnvironments(policy, data).map(({ code, path }) => `${path}: ${code}`);
        expect(places).toEqual([...new Set(places)]);
      }),
      { numRuns: 500 },
    );
  });
});
