// Does the catalogue say what the policy says, in every format, and the same each time?
import { describe, expect, it } from "vitest";
import { conditionInWords } from "../../src/catalogue/condition-in-words.ts";
import {
  all,
  any,
  attribute,
  type Condition,
  catalogueMarkdown,
  definePolicy,
  inGroup,
  is,
  isClient,
  not,
  policySnapshot,
  securitySchemes,
  tokenSchema,
  tokenTypes,
} from "../../src/index.ts";
import { policy } from "./rich-policy.ts";

const snapshot = await policySnapshot(policy);

describe("the catalogue of a policy with everything", () => {
  it.each([
    ["tokens.md", catalogueMarkdown(snapshot)],
    ["tokens.d.ts.txt", tokenTypes(snapshot)],
    ["tokens.schema.json", `${JSON.stringify(tokenSchema(snapshot), undefined, 2)}\n`],
  ])("is %s, to the letter", async (file, made) => {
    await expect(made).toMatchFileSnapshot(`golden/${file}`);
  });

  it("is the same for a policy read from JSON", async () => {
    const again = await policySnapshot(JSON.parse(JSON.stringify(policy)) as typeof policy);
    expect(catalogueMarkdown(again)).toBe(catalogueMarkdown(snapshot));
    expect(tokenTypes(again)).toBe(tokenTypes(snapshot));
  });
});

describe("a policy without rules", () => {
  it("has tokens of Cognito's own, and no machine's", async () => {
    const plain = definePolicy({ name: "plain", clients: { web: { kind: "browser", scopes: ["openid"] } } });
    const made = await policySnapshot(plain);
    expect(catalogueMarkdown(made)).toContain("The policy adds no claim.");
    expect(Object.keys(tokenSchema(made).$defs ?? {})).toEqual([
      "userAccessToken",
      "idToken",
      "scope",
      "group",
    ]);
    expect(tokenTypes(made)).toContain("export type AccessToken = UserAccessToken;");
    expect(tokenTypes(made)).toContain("export type Group = never;");
  });
});

describe("a condition in words", () => {
  const a = inGroup("A");
  const b = isClient("b");
  const rows: readonly (readonly [Condition, string])[] = [
    [a, "in group A"],
    [not(a), "not (in group A)"],
    [all(a, b), "in group A and client is b"],
    [any(a, not(b)), "in group A or not (client is b)"],
    [all(a, any(b, a)), "in group A and (client is b or in group A)"],
    [any(all(a, b), b), "(in group A and client is b) or client is b"],
    [not(any(a, b)), "not (in group A or client is b)"],
    [all(), "always"],
    [any(), "never"],
    [is(attribute("locale"), "de"), 'attribute locale is "de"'],
  ];
  it.each(rows)("%j is %s", (condition, words) => {
    expect(conditionInWords(condition)).toBe(words);
  });
});

describe("the security schemes", () => {
  const schemes = (environments: Parameters<typeof securitySchemes>[1]) =>
    (securitySchemes(snapshot, environments).components as { securitySchemes: Record<string, unknown> })
      .securitySchemes;
  const dev = { region: "eu-west-1", domainPrefix: "rich-dev" };

  it("have the OAuth endpoints of an environment, and the scopes of people and of machines", () => {
    const domain = "https://rich-dev.auth.eu-west-1.amazoncognito.com";
    expect(schemes({ dev })).toEqual({
      "rich-dev": {
        type: "oauth2",
        description: expect.stringContaining("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_POOL_ID"),
        flows: {
          authorizationCode: {
            authorizationUrl: `${domain}/oauth2/authorize`,
            tokenUrl: `${domain}/oauth2/token`,
            refreshUrl: `${domain}/oauth2/token`,
            scopes: {
              "files/read": "Read files | folders",
              "files/write": "Write files (added by the policy: not to be asked for)",
              openid: expect.any(String),
              email: expect.any(String),
            },
          },
          clientCredentials: {
            tokenUrl: `${domain}/oauth2/token`,
            scopes: { "files/read": "Read files | folders" },
          },
        },
      },
    });
  });

  it("have the issuer's description where the pool is known", () => {
    expect(schemes({ dev: { ...dev, userPoolId: "eu-west-1_AbCdEfGhI" } })["rich-dev-openid"]).toEqual({
      type: "openIdConnect",
      openIdConnectUrl:
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI/.well-known/openid-configuration",
    });
  });

  it("are bearer tokens where there is no domain, FIPS endpoints in GovCloud, and nothing for local", () => {
    const gov = { region: "us-gov-west-1", domainPrefix: "rich-gov" };
    const made = schemes({ local: dev, gov, bare: { region: "eu-west-1" } });
    expect(Object.keys(made)).toEqual(["rich-gov", "rich-bare"]);
    expect(made["rich-bare"]).toMatchObject({ type: "http", scheme: "bearer" });
    expect(JSON.stringify(made["rich-gov"])).toContain(
      "https://rich-gov.auth-fips.us-gov-west-1.amazoncognito.com/",
    );
  });
});
