// What is deployed for a blueprint, and which pools are refused?
import type { AttributeBlueprint, ClientBlueprint, PoolBlueprint } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { ClaimsUserPool, type ClaimsUserPoolOptions, type Refusal } from "../src/index.ts";
import { ADMIN, BLUEPRINT, POOL_OPTIONS, smallPool, WEB } from "./small-pool.ts";
import { resourceOf, resourcesOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

function deployed(options: Partial<ClaimsUserPoolOptions> = {}): TestedStack {
  return synthesisedStack((stack) => {
    smallPool(stack, options);
  });
}

function withBlueprint(change: Partial<PoolBlueprint>): TestedStack {
  return deployed({ blueprint: { ...BLUEPRINT, ...change } });
}

function withWeb(change: Partial<ClientBlueprint>): TestedStack {
  return withBlueprint({ clients: [{ ...WEB, ...change }, ADMIN] });
}

function poolOf(stack: TestedStack) {
  return resourceOf(stack, "aws_cognito_user_pool");
}

function clientOf(stack: TestedStack, name: string) {
  return resourcesOf(stack, "aws_cognito_user_pool_client").find((client) => client.name === name);
}

describe("the pool", () => {
  it("signs people in by e-mail, of whatever case, who cannot register themselves", () => {
    expect(poolOf(deployed())).toMatchObject({
      name: "shop-dev",
      user_pool_tier: "ESSENTIALS",
      username_attributes: ["email"],
      username_configuration: { case_sensitive: false },
      auto_verified_attributes: ["email"],
      admin_create_user_config: { allow_admin_create_user_only: true },
      account_recovery_setting: { recovery_mechanism: [{ name: "verified_email", priority: 1 }] },
    });
  });

  it("lets people register themselves where the blueprint says so", () => {
    expect(poolOf(withBlueprint({ selfRegistration: true }))).toMatchObject({
      admin_create_user_config: { allow_admin_create_user_only: false },
    });
  });

  it("calls the trigger with the blueprint's event version, by the newer setting alone", () => {
    expect(poolOf(deployed()).lambda_config).toEqual({
      pre_token_generation_config: {
        lambda_arn: "arn:aws:lambda:eu-west-1:111122223333:function:shop-dev-trigger:live",
        lambda_version: "V3_0",
      },
    });
  });

  it("has no trigger where none is named", () => {
    const { triggerArn: _left, ...options } = POOL_OPTIONS;
    const stack = synthesisedStack((stack) => {
      new ClaimsUserPool(stack, "pool", options);
    });
    expect(poolOf(stack)).not.toHaveProperty("lambda_config");
  });

  it.each([
    [true, "ACTIVE", { prevent_destroy: true }],
    [false, "INACTIVE", undefined],
  ])(
    "with deletion protection %s is %s for Cognito, and for Terraform before it takes the rest away",
    (deletionProtection, state, lifecycle) => {
      const pool = poolOf(deployed({ deletionProtection }));
      expect(pool.deletion_protection).toBe(state);
      expect(pool.lifecycle).toEqual(lifecycle);
    },
  );

  it("asks of passwords what the local pool asks, but for what differs", () => {
    expect(poolOf(deployed({ passwordPolicy: { minimumLength: 14 } })).password_policy).toEqual({
      minimum_length: 14,
      require_lowercase: true,
      require_numbers: true,
      require_symbols: true,
      require_uppercase: true,
      temporary_password_validity_days: 7,
    });
  });

  it("has no second factor and no threat protection by default", () => {
    const pool = poolOf(deployed());
    expect(pool.mfa_configuration).toBe("OFF");
    expect(pool).not.toHaveProperty("software_token_mfa_configuration");
    expect(pool).not.toHaveProperty("user_pool_add_ons");
  });

  it("takes an authenticator app as second factor, and has threat protection on the plan PLUS", () => {
    const options = { mfa: "OPTIONAL", featurePlan: "PLUS", threatProtection: "ENFORCED" } as const;
    expect(poolOf(deployed(options))).toMatchObject({
      mfa_configuration: "OPTIONAL",
      software_token_mfa_configuration: { enabled: true },
      user_pool_add_ons: { advanced_security_mode: "ENFORCED" },
    });
  });
});

describe("the schema", () => {
  const common = { developer_only_attribute: false, mutable: true };

  it("holds required attributes as Cognito describes them", () => {
    const schema = poolOf(
      withBlueprint({ requiredAttributes: ["email", "birthdate"], attributes: [] }),
    ).schema;
    expect(schema).toEqual([
      {
        ...common,
        name: "email",
        attribute_data_type: "String",
        required: true,
        string_attribute_constraints: { min_length: "0", max_length: "2048" },
      },
      {
        ...common,
        name: "birthdate",
        attribute_data_type: "String",
        required: true,
        string_attribute_constraints: { min_length: "10", max_length: "10" },
      },
    ]);
  });

  it.each<[AttributeBlueprint, object]>([
    [
      { name: "a", type: "String", mutable: true },
      { string_attribute_constraints: { min_length: "0", max_length: "2048" } },
    ],
    [
      { name: "a", type: "String", mutable: true, minLength: 1, maxLength: 36 },
      { string_attribute_constraints: { min_length: "1", max_length: "36" } },
    ],
    [{ name: "a", type: "Number", mutable: true }, { number_attribute_constraints: {} }],
    [
      { name: "a", type: "Number", mutable: true, min: -5, max: 0 },
      { number_attribute_constraints: { min_value: "-5", max_value: "0" } },
    ],
    [{ name: "a", type: "Boolean", mutable: true }, {}],
    [{ name: "a", type: "DateTime", mutable: true }, {}],
  ])("holds the custom attribute %j with its constraints and no others", (attribute, constraints) => {
    const schema = poolOf(withBlueprint({ requiredAttributes: [], attributes: [attribute] })).schema;
    expect(schema).toEqual([
      { ...common, name: "a", attribute_data_type: attribute.type, required: false, ...constraints },
    ]);
  });
});

describe("groups and resource servers", () => {
  it("have the blueprint's descriptions, precedences, roles and scopes, and no other arguments", () => {
    const stack = deployed();
    const user_pool_id = expect.stringContaining("aws_cognito_user_pool.pool_");
    expect(resourcesOf(stack, "aws_cognito_user_group")).toEqual([
      {
        "//": expect.anything(),
        user_pool_id,
        name: "ADMINS",
        description: "Operators",
        precedence: 0,
        role_arn: "arn:aws:iam::111122223333:role/admin",
      },
      { "//": expect.anything(), user_pool_id, name: "TRIAL" },
    ]);
    expect(resourcesOf(stack, "aws_cognito_resource_server")).toMatchObject([
      { identifier: "admin", scope: [{ scope_name: "*", scope_description: "All administration" }] },
      { identifier: "orders", scope: [{ scope_name: "read", scope_description: "Read orders" }] },
    ]);
  });

  it("keep texts that Terraform would take for expressions", () => {
    const groups = [{ name: "A", description: `costs \${5} and %{ 5 }` }];
    expect(resourceOf(withBlueprint({ groups }), "aws_cognito_user_group").description).toBe(
      "costs $${5} and %%{ 5 }",
    );
  });
});

describe("a client", () => {
  it("is told everything, so that nothing is left to Cognito's defaults", () => {
    expect(clientOf(deployed(), "web")).toEqual({
      "//": expect.anything(),
      user_pool_id: expect.stringContaining("aws_cognito_user_pool.pool_"),
      name: "web",
      generate_secret: false,
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      read_attributes: ["email", "custom:company_id"],
      write_attributes: ["name"],
      supported_identity_providers: ["COGNITO"],
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["openid", "email"],
      callback_urls: ["https://shop.example/"],
      logout_urls: ["https://shop.example/bye"],
      access_token_validity: 15,
      id_token_validity: 1,
      refresh_token_validity: 30,
      token_validity_units: [{ access_token: "minutes", id_token: "hours", refresh_token: "days" }],
      auth_session_validity: 3,
      enable_token_revocation: true,
      prevent_user_existence_errors: "ENABLED",
      enable_propagate_additional_user_context_data: false,
    });
  });

  it("without OAuth flows has no scopes and no addresses, which Cognito ties to the flows", () => {
    expect(clientOf(withWeb({ allowedOAuthFlows: [] }), "web")).toMatchObject({
      allowed_oauth_flows_user_pool_client: false,
      allowed_oauth_flows: [],
      allowed_oauth_scopes: [],
      callback_urls: [],
      logout_urls: [],
    });
  });

  it("waits for the resource servers whose scopes it names, and for no others", () => {
    const stack = deployed();
    const depends = (name: string) => clientOf(stack, name)?.depends_on;
    expect(depends("web")).toBeUndefined();
    expect(depends("admin")).toEqual([
      expect.stringMatching(/^aws_cognito_resource_server\.pool_resource-server-admin_/),
    ]);
  });

  it("has an id of its own in Terraform, though it is called like a resource server", () => {
    const { resource } = deployed().terraform as { readonly resource: Record<string, object> };
    expect(Object.keys(resource.aws_cognito_user_pool_client ?? {})).toEqual([
      expect.stringMatching(/^pool_client-admin_[0-9A-F]{8}$/),
      expect.stringMatching(/^pool_client-web_[0-9A-F]{8}$/),
    ]);
  });

  it.each([
    [300, 5, "minutes"],
    [301, 301, "seconds"],
    [7_200, 2, "hours"],
    [86_400, 1, "days"],
  ])("whose access tokens live %d seconds is told %d %s", (accessTokenSeconds, value, unit) => {
    const web = clientOf(withWeb({ lifetimes: { ...WEB.lifetimes, accessTokenSeconds } }), "web");
    expect(web?.access_token_validity).toBe(value);
    expect(web?.token_validity_units).toMatchObject([{ access_token: unit }]);
  });
});

describe("the domain", () => {
  it("has the classic hosted login, and its address is known before it is there", () => {
    let domainUrl: string | undefined;
    const stack = synthesisedStack((stack) => {
      domainUrl = smallPool(stack, { domainPrefix: "shop-dev" }).domainUrl;
    });
    expect(resourceOf(stack, "aws_cognito_user_pool_domain")).toMatchObject({
      domain: "shop-dev",
      managed_login_version: 1,
    });
    expect(domainUrl).toBe("https://shop-dev.auth.eu-west-1.amazoncognito.com");
  });

  it("is left out where none is named, and hosted clients keep their OAuth settings", () => {
    const stack = deployed();
    expect(resourcesOf(stack, "aws_cognito_user_pool_domain")).toEqual([]);
    expect(clientOf(stack, "web")?.callback_urls).toEqual(["https://shop.example/"]);
  });
});

const elsewhere = { name: "G", roleArn: "arn:aws:iam::999999999999:role/x" };
const lives = (change: Partial<ClientBlueprint["lifetimes"]>) =>
  withWeb({ lifetimes: { ...WEB.lifetimes, ...change } });
const longer = { accessTokenSeconds: 7_200, refreshTokenSeconds: 3_600 };
const lite = { featurePlan: "LITE" } as const;

/** Guardrails refuse an empty list as well, by the resource's address. */
function refusedByThePool({ refusals }: TestedStack): readonly Refusal[] {
  return refusals.filter(({ at }) => !at.startsWith("aws_"));
}

describe("what is refused", () => {
  it.each<[string, () => TestedStack, string, string]>([
    ["a plan below the policy's", () => deployed(lite), "PLAN_TOO_LOW", "featurePlan"],
    [
      "threat protection below PLUS",
      () => deployed({ threatProtection: "AUDIT" }),
      "THREAT_PROTECTION_NEEDS_PLUS",
      "threatProtection",
    ],
    ["a pool without a name", () => deployed({ poolName: "" }), "POOL_NAME_INVALID", "poolName"],
    ...["Shop", "-shop", "shop-", "my-aws", "a.b", "x".repeat(64), ""].map(
      (domainPrefix): [string, () => TestedStack, string, string] => [
        `the domain prefix ${JSON.stringify(domainPrefix)}`,
        () => deployed({ domainPrefix }),
        "DOMAIN_PREFIX_INVALID",
        "domainPrefix",
      ],
    ),
    [
      "passwords of five characters",
      () => deployed({ passwordPolicy: { minimumLength: 5 } }),
      "PASSWORD_POLICY_OUT_OF_BOUNDS",
      "passwordPolicy.minimumLength",
    ],
    [
      "temporary passwords that last over a year",
      () => deployed({ passwordPolicy: { temporaryPasswordValidityDays: 366 } }),
      "PASSWORD_POLICY_OUT_OF_BOUNDS",
      "passwordPolicy.temporaryPasswordValidityDays",
    ],
    [
      "a group's role of another account",
      () => withBlueprint({ groups: [elsewhere] }),
      "ROLE_OF_OTHER_ACCOUNT",
      "blueprint.groups.G.roleArn",
    ],
    [
      "an empty read list",
      () => withWeb({ readAttributes: [] as never }),
      "CLIENT_LIST_EMPTY",
      "blueprint.clients.web.readAttributes",
    ],
    [
      "an empty write list",
      () => withWeb({ writeAttributes: [] as never }),
      "CLIENT_LIST_EMPTY",
      "blueprint.clients.web.writeAttributes",
    ],
    [
      "a client without flows",
      () => withWeb({ explicitAuthFlows: [] }),
      "CLIENT_WITHOUT_FLOWS",
      "blueprint.clients.web.explicitAuthFlows",
    ],
    [
      "the code flow without an address to return to",
      () => withWeb({ callbackUrls: [] }),
      "CALLBACK_MISSING",
      "blueprint.clients.web.callbackUrls",
    ],
    [
      "a scope that no resource server has",
      () => withWeb({ allowedOAuthScopes: ["orders/write"] }),
      "SCOPE_UNKNOWN",
      "blueprint.clients.web.allowedOAuthScopes",
    ],
    ...([299, 86_401, 900.5] as const).map(
      (accessTokenSeconds): [string, () => TestedStack, string, string] => [
        `access tokens of ${accessTokenSeconds} seconds`,
        () => lives({ accessTokenSeconds }),
        "LIFETIME_OUT_OF_BOUNDS",
        "blueprint.clients.web.lifetimes.accessTokenSeconds",
      ],
    ),
    [
      "ID tokens of a minute",
      () => lives({ idTokenSeconds: 60 }),
      "LIFETIME_OUT_OF_BOUNDS",
      "blueprint.clients.web.lifetimes.idTokenSeconds",
    ],
    [
      "refresh tokens of over ten years",
      () => lives({ refreshTokenSeconds: 315_360_001 }),
      "LIFETIME_OUT_OF_BOUNDS",
      "blueprint.clients.web.lifetimes.refreshTokenSeconds",
    ],
    [
      "access tokens that outlive the refresh token",
      () => lives(longer),
      "LIFETIME_OUT_OF_BOUNDS",
      "blueprint.clients.web.lifetimes.accessTokenSeconds",
    ],
  ])("is %s", (_what, build, code, at) => {
    expect(refusedByThePool(build())).toEqual([{ code, at, text: expect.stringMatching(/^expected /) }]);
  });

  it("is listed all at once", () => {
    const clients = [{ ...WEB, explicitAuthFlows: [], writeAttributes: [] as never }];
    const stack = deployed({ ...lite, domainPrefix: "-", blueprint: { ...BLUEPRINT, clients } });
    expect(
      refusedByThePool(stack)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(["CLIENT_LIST_EMPTY", "CLIENT_WITHOUT_FLOWS", "DOMAIN_PREFIX_INVALID", "PLAN_TOO_LOW"]);
  });
});
