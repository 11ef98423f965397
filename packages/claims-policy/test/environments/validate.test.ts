// Does validateEnvironments find what is wrong with environments, and nothing else? Each row differs in one thing from a right one.
import { LOWEST_PLAN } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import {
  constant,
  definePolicy,
  type IssueCode,
  USER_POOL_REGIONS,
  validateEnvironments,
} from "../../src/index.ts";
import { patched } from "../worlds.ts";
import { environments, inShort, policy } from "./shop.ts";

/** Two environments of which a merge patch (RFC 7396) changes something. */
const changed = (patch: unknown) => patched(environments, patch) as Record<string, unknown>;
const issuesOf = (patch: unknown) => inShort(validateEnvironments(policy, changed(patch)));

type Row = readonly [what: string, patch: unknown, ...issues: string[]];
const dev = (patch: unknown) => ({ dev: patch });
const prod = (patch: unknown) => ({ prod: patch });
const web = (...callbackUrls: unknown[]) => dev({ clients: { web: { callbackUrls } } });
const FIRST_URL = "dev.clients.web.callbackUrls[0]";
const { dev: right } = environments;

const SHAPE: readonly Row[] = [
  ["an environment that is none", { dev: 7 }, "dev: WRONG_TYPE"],
  ["an environment that is a list", { dev: [] }, "dev: WRONG_TYPE"],
  ["an unknown member", dev({ acount: "111111111111" }), "dev.acount: UNKNOWN_KEY"],
  ["no account", dev({ account: null }), "dev.account: MISSING"],
  ["an account that is a number", dev({ account: 111111111111 }), "dev.account: WRONG_TYPE"],
  ["an account of eleven digits", prod({ account: "33333333333" }), "prod.account: ACCOUNT_INVALID"],
  ["an account of thirteen digits", dev({ account: "1111111111111" }), "dev.account: ACCOUNT_INVALID"],
  ["no region", prod({ region: null }), "prod.region: MISSING"],
  ["a region that is none", prod({ region: "eu-west-9" }), "prod.region: REGION_UNKNOWN"],
  ["what every object inherits as a region", dev({ region: "toString" }), "dev.region: REGION_UNKNOWN"],
  ["a region without issuers of ours", dev({ region: "cn-north-1" }), "dev.region: REGION_UNKNOWN"],
  ["no feature plan", prod({ featurePlan: null }), "prod.featurePlan: MISSING"],
  ["a feature plan in lower case", prod({ featurePlan: "plus" }), "prod.featurePlan: WRONG_TYPE"],
  ["no deletion protection", dev({ deletionProtection: null }), "dev.deletionProtection: MISSING"],
  ["a text for a truth", dev({ deletionProtection: "true" }), "dev.deletionProtection: WRONG_TYPE"],
  ["days that CloudWatch does not know", dev({ logRetentionDays: 8 }), "dev.logRetentionDays: OUT_OF_RANGE"],
  ["days as a text", dev({ logRetentionDays: "7" }), "dev.logRetentionDays: WRONG_TYPE"],
  ["an unknown state", dev({ state: "remote" }), "dev.state: WRONG_TYPE"],
  ["a state without a bucket", prod({ state: { bucket: null } }), "prod.state.bucket: MISSING"],
  ["an unknown member of the state", prod({ state: { key: "k" } }), "prod.state.key: UNKNOWN_KEY"],
  ["a bucket with an upper case letter", dev({ state: { bucket: "Shop" } }), "dev.state.bucket: BAD_NAME"],
  ["a bucket of two characters", dev({ state: { bucket: "ab" } }), "dev.state.bucket: BAD_NAME"],
  ["a bucket like an address", dev({ state: { bucket: "10.0.0.1" } }), "dev.state.bucket: BAD_NAME"],
  ["a bucket with two dots", dev({ state: { bucket: "shop..state" } }), "dev.state.bucket: BAD_NAME"],
  ["a reserved suffix", dev({ state: { bucket: "shop-s3alias" } }), "dev.state.bucket: BAD_NAME"],
  ["an unknown GraphQL server", dev({ graphql: "apollo" }), "dev.graphql: WRONG_TYPE"],
  ["alarms that are a truth", dev({ alarms: true }), "dev.alarms: WRONG_TYPE"],
  ["an unknown member of alarms", dev({ alarms: { email: "a" } }), "dev.alarms.email: UNKNOWN_KEY"],
  ["an unknown second factor", dev({ mfa: "SMS" }), "dev.mfa: WRONG_TYPE"],
  ["an unknown threat protection", prod({ threatProtection: "OFF" }), "prod.threatProtection: WRONG_TYPE"],
  ["no concurrency at all", dev({ reservedConcurrency: 0 }), "dev.reservedConcurrency: OUT_OF_RANGE"],
  ["too much concurrency", dev({ reservedConcurrency: 1_001 }), "dev.reservedConcurrency: OUT_OF_RANGE"],
  ["half an invocation", dev({ reservedConcurrency: 1.5 }), "dev.reservedConcurrency: WRONG_TYPE"],
  ["an attachment that is a text", dev({ attachTrigger: "no" }), "dev.attachTrigger: WRONG_TYPE"],
  ["a prefix with an upper case letter", dev({ domainPrefix: "Shop" }), "dev.domainPrefix: BAD_NAME"],
  ["a prefix that ends with -", dev({ domainPrefix: "shop-" }), "dev.domainPrefix: BAD_NAME"],
  ["a prefix of 64 characters", dev({ domainPrefix: "s".repeat(64) }), "dev.domainPrefix: BAD_NAME"],
  ["a prefix with cognito in it", dev({ domainPrefix: "my-cognito-shop" }), "dev.domainPrefix: BAD_NAME"],
  ["a prefix with aws in it", dev({ domainPrefix: "lawson" }), "dev.domainPrefix: BAD_NAME"],
  ["a prefix with amazon in it", dev({ domainPrefix: "amazonia" }), "dev.domainPrefix: BAD_NAME"],
  ["a prefix that is a number", dev({ domainPrefix: 7 }), "dev.domainPrefix: WRONG_TYPE"],
  ["settings that are a text", dev({ settings: "partnerId" }), "dev.settings: WRONG_TYPE"],
  ["clients that are a list", dev({ clients: ["web"] }), "dev.clients: WRONG_TYPE"],
  ["a client that is a list", dev({ clients: { web: [] } }), "dev.clients.web: WRONG_TYPE"],
];

const NAMES: readonly Row[] = [
  ["an upper case letter", { Dev: right, dev: null }, "Dev: BAD_NAME"],
  ["a leading digit", { "2dev": right, dev: null }, "2dev: BAD_NAME"],
  ["17 characters", { abcdefghijklmnopq: right, dev: null }, "abcdefghijklmnopq: BAD_NAME"],
  ["a dot", { "de.v": right, dev: null }, '["de.v"]: BAD_NAME'],
  ["what every object inherits", { constructor: right, dev: null }, "constructor: BAD_NAME"],
];

const URLS: readonly Row[] = [
  ["http elsewhere", web("http://shop.example.com/"), `${FIRST_URL}: URL_INSECURE`],
  ["http on a host like localhost", web("http://localhost.example.com/"), `${FIRST_URL}: URL_INSECURE`],
  ["a fragment", web("https://shop.example.com/#a"), `${FIRST_URL}: URL_INVALID`],
  ["an empty fragment", web("https://shop.example.com/#"), `${FIRST_URL}: URL_INVALID`],
  ["a path alone", web("/signed-in"), `${FIRST_URL}: URL_INVALID`],
  ["a host alone", web("shop.example.com"), `${FIRST_URL}: URL_INVALID`],
  ["a host and a port alone", web("localhost:5173/"), `${FIRST_URL}: URL_INVALID`],
  ["one slash too few", web("https:/shop.example.com/"), `${FIRST_URL}: URL_INVALID`],
  ["a space", web("https://shop.example.com/a b"), `${FIRST_URL}: URL_INVALID`],
  ["a space before it", web(" https://shop.example.com/"), `${FIRST_URL}: URL_INVALID`],
  ["a script", web("javascript:/alert(1)"), `${FIRST_URL}: URL_INVALID`],
  ["a file", web("file:///etc/passwd"), `${FIRST_URL}: URL_INVALID`],
  ["1,025 characters", web(`https://a.example/${"a".repeat(1_007)}`), `${FIRST_URL}: URL_INVALID`],
  ["an empty text", web(""), `${FIRST_URL}: URL_INVALID`],
  ["a number", web(7), `${FIRST_URL}: WRONG_TYPE`],
  [
    "one twice",
    web("https://a.example/", "https://a.example/"),
    "dev.clients.web.callbackUrls[1]: DUPLICATE",
  ],
  [
    "101",
    web(...Array.from({ length: 101 }, (_, n) => `https://a.example/${n}`)),
    "dev.clients.web.callbackUrls: LIMIT_EXCEEDED",
  ],
  [
    "no list",
    dev({ clients: { web: { callbackUrls: "https://a.example/" } } }),
    "dev.clients.web.callbackUrls: WRONG_TYPE",
  ],
  [
    "no callback URLs beside logout URLs",
    prod({ clients: { web: { callbackUrls: null } } }),
    "prod.clients.web.callbackUrls: MISSING",
  ],
  [
    "an insecure logout URL",
    dev({ clients: { web: { logoutUrls: ["http://a.example/"] } } }),
    "dev.clients.web.logoutUrls[0]: URL_INSECURE",
  ],
  [
    "an unknown member of a client",
    dev({ clients: { web: { urls: [] } } }),
    "dev.clients.web.urls: UNKNOWN_KEY",
  ],
];

const origins = (...allowedOrigins: unknown[]) => dev({ allowedOrigins });
const ORIGINS: readonly Row[] = [
  ["a slash", origins("https://a.example/"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["a path", origins("https://a.example/shop"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["the default port", origins("https://a.example:443"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["upper case", origins("https://A.example"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["a user", origins("https://me@a.example"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["everything", origins("*"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["every host", origins("https://*.example"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["null as a text", origins("null"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["an app", origins("shop://a"), "dev.allowedOrigins[0]: URL_INVALID"],
  ["http elsewhere", origins("http://a.example"), "dev.allowedOrigins[0]: URL_INSECURE"],
  ["one twice", origins("https://a.example", "https://a.example"), "dev.allowedOrigins[1]: DUPLICATE"],
];

const POLICY: readonly Row[] = [
  ["a plan lower than the policy's", dev({ featurePlan: "LITE" }), "dev.featurePlan: PLAN_TOO_LOW"],
  [
    "threat protection without PLUS",
    dev({ threatProtection: "AUDIT" }),
    "dev.threatProtection: PLAN_TOO_LOW",
  ],
  [
    "no URL for a hosted login by default",
    dev({ clients: { web: null } }),
    "dev.clients.web.callbackUrls: CALLBACK_URL_MISSING",
  ],
  [
    "no URL for a declared hosted login",
    dev({ clients: { app: null } }),
    "dev.clients.app.callbackUrls: CALLBACK_URL_MISSING",
  ],
  ["an empty list of URLs", web(), "dev.clients.web.callbackUrls: CALLBACK_URL_MISSING"],
  [
    "no clients",
    dev({ clients: null }),
    "dev.clients.app.callbackUrls: CALLBACK_URL_MISSING",
    "dev.clients.web.callbackUrls: CALLBACK_URL_MISSING",
  ],
  [
    "a client that the policy lacks",
    dev({ clients: { mobile: { callbackUrls: [] } } }),
    "dev.clients.mobile: UNDECLARED",
  ],
  [
    "an inherited name as a client",
    dev({ clients: { toString: { callbackUrls: [] } } }),
    "dev.clients.toString: UNDECLARED",
  ],
  [
    "URLs of a client without hosted login",
    dev({ clients: { office: { callbackUrls: ["https://a.example/"] } } }),
    "dev.clients.office: USELESS_OPTION",
  ],
  [
    "URLs of a machine",
    dev({ clients: { partner: { callbackUrls: [], logoutUrls: ["https://a.example/"] } } }),
    "dev.clients.partner: USELESS_OPTION",
  ],
  ["no domain for a machine", dev({ domainPrefix: null, clients: null }), "dev.domainPrefix: MISSING"],
  [
    "no settings",
    dev({ settings: null }),
    "dev.settings.partnerId: SETTING_MISSING",
    "dev.settings.staffRole: SETTING_MISSING",
    "dev.settings.tier: SETTING_MISSING",
  ],
  ["a setting that is missing", dev({ settings: { tier: null } }), "dev.settings.tier: SETTING_MISSING"],
  [
    "a setting that is too long",
    dev({ settings: { partnerId: "p".repeat(21) } }),
    "dev.settings.partnerId: SETTING_INVALID",
  ],
  ["a setting outside its set", prod({ settings: { tier: "free" } }), "prod.settings.tier: SETTING_INVALID"],
  [
    "a setting that the policy lacks",
    dev({ settings: { apiKey: "k" } }),
    "dev.settings.apiKey: SETTING_UNKNOWN",
  ],
  [
    "AppSync in local",
    { local: { ...right, domainPrefix: "shop-local", graphql: "appsync" } },
    "local.graphql: NOT_LOCAL",
  ],
];

const kms = (rest: string) => prod({ logKeyArn: `arn:${rest}` });
const sns = (topicArn: string) => prod({ alarms: { topicArn } });
const ARNS: readonly Row[] = [
  ["a key's id", prod({ logKeyArn: "00000000-0000-4000-8000-000000000000" }), "prod.logKeyArn: ARN_INVALID"],
  ["a key of another region", kms("aws:kms:eu-west-2:333333333333:key/a"), "prod.logKeyArn: ARN_INVALID"],
  ["a key of another account", kms("aws:kms:eu-west-1:111111111111:key/a"), "prod.logKeyArn: ARN_INVALID"],
  [
    "a key of another partition",
    kms("aws-us-gov:kms:eu-west-1:333333333333:key/a"),
    "prod.logKeyArn: ARN_INVALID",
  ],
  ["an alias", kms("aws:kms:eu-west-1:333333333333:alias/a"), "prod.logKeyArn: ARN_INVALID"],
  ["a topic for a key", kms("aws:sns:eu-west-1:333333333333:a"), "prod.logKeyArn: ARN_INVALID"],
  ["a key for a topic", sns("arn:aws:kms:eu-west-1:333333333333:key/a"), "prod.alarms.topicArn: ARN_INVALID"],
  [
    "a topic of another region",
    sns("arn:aws:sns:us-east-1:333333333333:a"),
    "prod.alarms.topicArn: ARN_INVALID",
  ],
  ["a subscription", sns("arn:aws:sns:eu-west-1:333333333333:a:b"), "prod.alarms.topicArn: ARN_INVALID"],
  ["a topic that is a number", prod({ alarms: { topicArn: 7 } }), "prod.alarms.topicArn: WRONG_TYPE"],
];

const second = { ...right, domainPrefix: "shop-test", state: { bucket: "shop-terraform-prod" } };
const COLLISIONS: readonly Row[] = [
  ["one prefix twice in a region", dev({ domainPrefix: "shop" }), "prod.domainPrefix: DUPLICATE"],
  ["one bucket in two accounts", { test: second }, "test.state.bucket: DUPLICATE"],
  [
    "one bucket in two regions",
    { test: { ...second, account: "333333333333", region: "eu-west-2" } },
    "test.state.bucket: DUPLICATE",
  ],
];

describe.each([
  ["a shape", SHAPE],
  ["a name", NAMES],
  ["a redirect URL", URLS],
  ["an origin", ORIGINS],
  ["what the policy says", POLICY],
  ["an ARN", ARNS],
  ["a collision", COLLISIONS],
])("of the rules for %s, validateEnvironments reports", (_kind, rows) => {
  it.each(rows)("%s, alone", (_what, patch, ...issues) => {
    expect(issuesOf(patch)).toEqual(issues);
  });
});

describe("the rows", () => {
  const OF_ENVIRONMENTS: readonly IssueCode[] = [
    "REGION_UNKNOWN",
    "ACCOUNT_INVALID",
    "PLAN_TOO_LOW",
    "CALLBACK_URL_MISSING",
    "URL_INVALID",
    "URL_INSECURE",
    "ARN_INVALID",
    "DUPLICATE",
    "NOT_LOCAL",
  ];
  it.each(OF_ENVIRONMENTS)("have one for %s", (code) => {
    const expected = [SHAPE, URLS, POLICY, ARNS, COLLISIONS].flat().flatMap(([, , ...issues]) => issues);
    expect(expected.filter((issue) => issue.endsWith(`: ${code}`))).not.toEqual([]);
  });
});

describe("validateEnvironments accepts", () => {
  it.each<readonly [string, unknown]>([
    ["environments that are right", {}],
    ["no environments", { dev: null, prod: null }],
    ["an environment with alarms that nobody hears", dev({ alarms: {} })],
    ["a topic of another account", sns("arn:aws:sns:eu-west-1:999999999999:alarms")],
    ["a key of several regions", kms("aws:kms:eu-west-1:333333333333:key/mrk-1234abcd")],
    [
      "http on every name of one's own machine",
      web("http://localhost", "http://127.0.0.1:1/a", "http://[::1]:2/"),
    ],
    ["one URL for login and logout", dev({ clients: { web: { logoutUrls: ["http://localhost:5173/"] } } })],
    ["AppSync with the state in a file", dev({ graphql: "appsync" })],
    [
      "one bucket for two environments of an account and region",
      { test: { ...second, account: "333333333333" } },
    ],
    ["one prefix in two regions", dev({ region: "eu-west-2", domainPrefix: "shop" })],
    ["a bucket of one name in two partitions", { test: { ...second, region: "us-gov-west-1" } }],
    ["16 characters of a name", { abcdefghijklmn01: { ...right, domainPrefix: "shop-test" } }],
  ])("%s", (_what, patch) => {
    expect(issuesOf(patch)).toEqual([]);
  });

  it.each(Object.entries(USER_POOL_REGIONS))("%s, with ARNs of the partition %s", (region, partition) => {
    const logKeyArn = `arn:${partition}:kms:${region}:111111111111:key/a`;
    expect(issuesOf(dev({ region, logKeyArn }))).toEqual([]);
  });

  it("no domain where every client signs in without one", () => {
    const own = definePolicy({ name: "own", clients: { web: { kind: "browser", scopes: [] } } });
    const { settings, clients, domainPrefix, ...bare } = right;
    expect(validateEnvironments(own, { dev: bare })).toEqual([]);
    expect([settings, clients, domainPrefix]).not.toContain(undefined);
  });
});

describe("without a domain", () => {
  const hosted = definePolicy({
    name: "hosted",
    clients: {
      web: { kind: "browser", scopes: [], signIn: ["hosted"] },
      app: { kind: "native", scopes: [] },
    },
  });
  const { settings: _settings, domainPrefix: _prefix, ...bare } = right;

  it("who signs in by the hosted login alone is stranded, and URLs have no use", () => {
    const found = validateEnvironments(hosted, { dev: bare });
    expect(inShort(found)).toEqual([
      "dev.domainPrefix: MISSING",
      "dev.clients.web: USELESS_OPTION",
      "dev.clients.app: USELESS_OPTION",
    ]);
    expect(found[0]?.expected).toMatch(/ web$/);
  });
});

describe("a feature plan", () => {
  const clients = { web: { kind: "browser", scopes: [], signIn: ["srp"] } } as const;
  const POLICIES = {
    V1_0: definePolicy({ name: "one", clients }),
    V2_0: definePolicy({
      name: "two",
      clients,
      accessToken: { claims: { level: { from: constant("high") } } },
    }),
    V3_0: policy,
  };

  it.each(Object.entries(POLICIES))("is held against what %s needs", (version, its) => {
    const lite = validateEnvironments(its, changed({ dev: { featurePlan: "LITE" }, prod: null }));
    const needsMore = LOWEST_PLAN[version as keyof typeof LOWEST_PLAN] !== "LITE";
    expect(inShort(lite).includes("dev.featurePlan: PLAN_TOO_LOW")).toBe(needsMore);
  });
});

describe("validateEnvironments", () => {
  it("reports several faults at once, by environment", () => {
    const patch = {
      Test: {
        ...right,
        region: "mars-1",
        domainPrefix: "shop-test",
        clients: { ...right.clients, kiosk: 1 },
      },
      dev: {
        account: "1",
        logRetentionDays: 2,
        threatProtection: "AUDIT",
        settings: { partnerId: null, apiKey: "k" },
        clients: { web: { callbackUrls: ["http://a.example/", "b", "b"] }, app: null },
      },
      prod: { domainPrefix: "shop-dev", logKeyArn: "key", reservedConcurrency: -1, stack: "x" },
    };
    expect(issuesOf(patch)).toEqual([
      "Test: BAD_NAME",
      "dev.account: ACCOUNT_INVALID",
      "dev.logRetentionDays: OUT_OF_RANGE",
      "dev.clients.web.callbackUrls[0]: URL_INSECURE",
      "dev.clients.web.callbackUrls[1]: URL_INVALID",
      "dev.clients.web.callbackUrls[2]: URL_INVALID",
      "dev.clients.web.callbackUrls[2]: DUPLICATE",
      "dev.threatProtection: PLAN_TOO_LOW",
      "dev.clients.app.callbackUrls: CALLBACK_URL_MISSING",
      "dev.settings.partnerId: SETTING_MISSING",
      "dev.settings.apiKey: SETTING_UNKNOWN",
      "prod.stack: UNKNOWN_KEY",
      "prod.reservedConcurrency: OUT_OF_RANGE",
      "prod.logKeyArn: ARN_INVALID",
      "Test.region: REGION_UNKNOWN",
      "Test.clients.kiosk: WRONG_TYPE",
      "prod.domainPrefix: DUPLICATE",
    ]);
  });

  it("says of every issue what was expected, what was there and what to do, in one line each", () => {
    const rows = [SHAPE, NAMES, URLS, ORIGINS, POLICY, ARNS, COLLISIONS].flat();
    const found = rows.flatMap(([, patch]) => validateEnvironments(policy, changed(patch)));
    for (const { expected, received, hint } of found)
      for (const words of [expected, received, hint]) expect(words).toMatch(/^[^\n]+$/);
  });

  it.each([undefined, null, 7, "dev", [], () => 1, new Date(0)])(
    "takes no environments that are %s",
    (input) => {
      expect(validateEnvironments(policy, input).map(({ path }) => path)).toEqual([""]);
    },
  );

  it.each([
    ["a function", () => 1],
    ["undefined", undefined],
    ["a date", new Date(0)],
    ["NaN", Number.NaN],
  ])("reports what no JSON can hold, once: %s", (_what, value) => {
    for (const member of ["account", "settings", "clients", "alarms"]) {
      const input = { ...environments, dev: { ...right, [member]: value } };
      expect(inShort(validateEnvironments(policy, input))).toEqual([`dev.${member}: NOT_DATA`]);
    }
    expect(inShort(validateEnvironments(policy, { dev: value }))).toEqual(["dev: NOT_DATA"]);
  });

  it("never changes what it is given", () => {
    const before = JSON.stringify(environments);
    validateEnvironments(policy, environments);
    expect(JSON.stringify(environments)).toBe(before);
  });
});
