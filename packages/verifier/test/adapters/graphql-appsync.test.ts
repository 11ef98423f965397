// Are AppSync's Lambda resolvers guarded, by the claims that AppSync names and the same rules as a token's?
import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";
import {
  type AppSyncEvent,
  type AppSyncIdentity,
  appSyncHandler,
  fieldGuard,
  identityVerifier,
  unguardedFields,
} from "../../src/adapters/graphql.ts";
import { createVerifier, type IdTokenUse, type VerificationError } from "../../src/index.ts";
import { CLIENTS, JWKS, NOW_MS, PAYLOADS, tokenWith, USER_POOL_ID } from "../issuer.ts";
import { contract } from "../sample-policy.ts";

const OPTIONS = { userPoolId: USER_POOL_ID, clients: CLIENTS, clock: () => NOW_MS };
const identities = identityVerifier(contract, OPTIONS);
const guardField = fieldGuard(identities);

/** What AppSync makes of a token of the tests. */
function identityOf(
  set: Readonly<Record<string, unknown>> = {},
  of: "user" | "machine" = "user",
): AppSyncIdentity {
  const claims = JSON.parse(JSON.stringify({ ...PAYLOADS[of], ...set })) as Record<string, unknown>;
  return { claims, groups: (claims["cognito:groups"] as readonly string[]) ?? null };
}

const readers = { scopes: { all: ["orders/read"] }, groups: { any: ["EVERYONE"] } } as const;
const resolvers = {
  Query: {
    health: guardField("public", () => "well"),
    orders: guardField(readers, (_, args, { principal }) => [principal.sub, args]),
    failing: guardField({}, () => {
      throw new Error("the resolver's own");
    }),
  },
  Mutation: { refund: guardField({ groups: { all: ["ADMINS"] } }, () => "done") },
  Order: { customer: guardField({ kind: "user" }, (source: unknown) => source) },
};
const handler = appSyncHandler(identities, resolvers);

function event(field: string, identity: AppSyncIdentity | null | undefined, type = "Query"): AppSyncEvent {
  const info = { parentTypeName: type, fieldName: field };
  return { arguments: { id: "7" }, source: { id: "o-1" }, identity: identity ?? null, info };
}

const failureOf = (call: Promise<unknown>) => call.then(String, (error: Error) => error.name);

describe("an AppSync function", () => {
  test("resolves a field for who may, with arguments, source and principal", async () => {
    expect(await handler(event("orders", identityOf()))).toEqual([PAYLOADS.user.sub, { id: "7" }]);
    expect(await handler(event("customer", identityOf(), "Order"))).toEqual({ id: "o-1" });
    expect(await handler(event("health", null))).toBe("well");
    expect(await handler(event("health", identityOf({ token_use: "id" })))).toBe("well");
  });

  const REFUSED: readonly (readonly [string, AppSyncIdentity | null, string])[] = [
    ["an API key", null, "TOKEN_MISSING"],
    ["IAM or a function", { accountId: "111122223333" } as AppSyncIdentity, "TOKEN_MISSING"],
    ["an ID token", identityOf({ token_use: "id", aud: CLIENTS.web }), "ID_TOKEN"],
    ["no use", identityOf({ token_use: undefined }), "TOKEN_USE_INVALID"],
    ["another client of the pool", identityOf({ client_id: "7syntheticclient0other" }), "CLIENT_NOT_ALLOWED"],
    ["another pool", identityOf({ iss: `${PAYLOADS.user.iss}x` }), "ISSUER_MISMATCH"],
    ["an expired token", identityOf({ exp: NOW_MS / 1_000 }), "TOKEN_EXPIRED"],
    ["an expired token, with times as texts", identityOf({ exp: String(NOW_MS / 1_000) }), "TOKEN_EXPIRED"],
    ["a time that is none", identityOf({ exp: "soon" }), "TOKEN_MALFORMED"],
    ["a scope too few", identityOf({ scope: "openid" }), "INSUFFICIENT_SCOPE"],
    ["a scope that begins alike", identityOf({ scope: "orders/readers" }), "INSUFFICIENT_SCOPE"],
    ["a group too few", identityOf({ "cognito:groups": ["EVERYONE-ELSE"] }), "INSUFFICIENT_GROUP"],
    ["no groups", { ...identityOf({ "cognito:groups": undefined }), groups: null }, "INSUFFICIENT_GROUP"],
    [
      "groups in one text, which could be several",
      { ...identityOf({ "cognito:groups": "EVERYONE,ADMINS" }), groups: null },
      "CLAIM_INVALID",
    ],
    [
      "groups as API Gateway writes them",
      { ...identityOf({ "cognito:groups": "[EVERYONE]" }), groups: null },
      "CLAIM_INVALID",
    ],
    [
      "groups that only AppSync lists, where the token has none",
      { ...identityOf({ "cognito:groups": undefined }), groups: ["EVERYONE"] },
      "INSUFFICIENT_GROUP",
    ],
    ["a claim of another type", identityOf({ company_id: 7 }), "CLAIM_INVALID"],
    ["a required claim too few", identityOf({ company_id: undefined }), "CLAIM_MISSING"],
  ];

  test.each(REFUSED)("refuses %s", async (_, identity, code) => {
    expect(await failureOf(handler(event("orders", identity)))).toBe(code);
  });

  test.each([
    ["times as texts", identityOf({ exp: String(PAYLOADS.user.exp), iat: String(PAYLOADS.user.iat) })],
    ["one group as a text", { ...identityOf({ "cognito:groups": "EVERYONE" }), groups: null }],
    [
      "groups as a text beside a list",
      { ...identityOf({ "cognito:groups": "[A EVERYONE]" }), groups: ["A", "EVERYONE"] },
    ],
  ])("takes claims in the other shape: %s", async (_, identity) => {
    expect(await handler(event("orders", identity))).toEqual([PAYLOADS.user.sub, { id: "7" }]);
  });

  test("shows a fixed text and the code, and nothing of the claims", async () => {
    const identity = identityOf({ company_id: "canary-company", scope: "canary/scope" });
    const error = (await handler(event("orders", identity)).catch((thrown: unknown) => thrown)) as Error;
    expect(error.name).toBe("INSUFFICIENT_SCOPE");
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("canary");
  });

  test("makes the principal that the token itself would make", async () => {
    const tokens = createVerifier(contract, { ...OPTIONS, jwks: JWKS });
    for (const of of ["user", "machine"] as const)
      expect(await identities.verify(identityOf({}, of))).toEqual(await tokens.verify(tokenWith({ of })));
  });

  test("asks for a field below the root as well, and guards it by itself", async () => {
    expect(await failureOf(handler(event("customer", identityOf({}, "machine"), "Order")))).toBe(
      "KIND_NOT_ALLOWED",
    );
    expect(await failureOf(handler(event("refund", identityOf(), "Mutation")))).toBe("INSUFFICIENT_GROUP");
  });

  test("has no field but its own", async () => {
    for (const [field, type] of [
      ["unlisted", "Query"],
      ["orders", "Mutation"],
      ["constructor", "Query"],
      ["x", "constructor"],
    ] as const)
      expect(await failureOf(handler(event(field, identityOf(), type)))).toBe("ConfigurationError");
  });

  test("leaves what a resolver throws alone", async () => {
    await expect(handler(event("failing", identityOf()))).rejects.toThrow("the resolver's own");
  });

  test("is refused at start where a resolver has no guard", () => {
    const open = {
      ...resolvers,
      Order: { customer: () => "" },
      Query: { ...resolvers.Query, more: { resolve: () => "" } },
    };
    expect(() => appSyncHandler(identities, open)).toThrow(
      expect.objectContaining({
        code: "ROUTES_INVALID",
        issues: [
          { path: "Query.more", expected: expect.any(String) },
          { path: "Order.customer", expected: expect.any(String) },
        ],
      }),
    );
  });

  test("asks for revocation, and refuses where nobody knows", async () => {
    const isRevoked = (principal: { readonly originId?: string }) => principal.originId === "aaaa1111";
    const revocation = { isRevoked, deadlineMs: 1_000, onFailure: "refuse" } as const;
    const revoking = identityVerifier(contract, { ...OPTIONS, revocation });
    await expect(revoking.verify(identityOf())).rejects.toMatchObject({ code: "TOKEN_REVOKED" });
    await expect(revoking.verify(identityOf({ origin_jti: "other" }))).resolves.toMatchObject({
      kind: "user",
    });
    const unsure = { ...revocation, isRevoked: () => Promise.reject(new Error("canary")) };
    const failing = identityVerifier(contract, { ...OPTIONS, revocation: unsure });
    await expect(failing.verify(identityOf())).rejects.toMatchObject({ code: "REVOCATION_UNKNOWN" });
  });

  test("takes ID tokens for a migration, counted, and without scopes", async () => {
    const counts: number[] = [];
    const migrating = identityVerifier(contract, {
      ...OPTIONS,
      acceptIdTokensUntil: new Date(NOW_MS + 1),
      onIdToken: ({ count }: IdTokenUse) => void counts.push(count),
    });
    const identity = identityOf({
      token_use: "id",
      aud: CLIENTS.web,
      "cognito:username": "u-1001",
      client_id: undefined,
    });
    expect(await migrating.verify(identity, { kind: "user" })).toMatchObject({ tokenUse: "id", scopes: [] });
    const refused: VerificationError = await migrating
      .verify(identity, { scopes: { all: ["orders/read"] } })
      .then(
        () => Promise.reject(new Error("accepted")),
        (error) => error,
      );
    expect([refused.code, counts]).toEqual(["INSUFFICIENT_SCOPE", [1]]);
  });
});

test("a schema of AppSync is held against the resolvers of its functions", () => {
  const schema = buildSchema(/* GraphQL */ `
    directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
    type Order {
      customer: String
    }
    type Query {
      health: String
      orders: [Order]
      failing: String
    }
    type Mutation {
      refund: String
      cancel: String
    }
    type Subscription {
      refunded: String @aws_subscribe(mutations: ["refund"])
    }
  `);
  expect(unguardedFields(schema, resolvers)).toEqual(["Mutation.cancel", "Subscription.refunded"]);
  const complete = {
    ...resolvers,
    Mutation: { ...resolvers.Mutation, cancel: guardField({}, () => "") },
    Subscription: { refunded: guardField({ kind: "user" }, () => null) },
  };
  expect(unguardedFields(schema, complete)).toEqual([]);
});
