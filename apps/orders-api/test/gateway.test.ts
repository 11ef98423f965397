// Do the stacks read from this package what the functions really have and demand?
import { readFile } from "node:fs/promises";
import { HANDLERS, resolvedFields, routeScopes } from "@claimsmith/orders-api/gateway";
import { routes } from "@claimsmith/orders-api/routes";
import { environments, policy } from "@claimsmith/orders-policy";
import { contract, type OrdersPolicy } from "@claimsmith/orders-policy/contract";
import { testIssuer } from "@claimsmith/testkit";
import type { Requirement } from "@claimsmith/verifier";
import { fieldGuard, type GuardField, identityVerifier, unguardedFields } from "@claimsmith/verifier/graphql";
import { buildSchema, isNonNullType } from "graphql";
import { describe, expect, it } from "vitest";
import type { Operations } from "../src/operations.ts";
import { resolversOf } from "../src/resolvers.ts";

const issuer = await testIssuer({ policy, environment: environments.local });
const schemaText = await readFile(new URL("../src/schema.graphql", import.meta.url), "utf8");

const schema = buildSchema(schemaText);
const roots = [schema.getQueryType(), schema.getMutationType()];
const resolversWith = (guardField: GuardField<OrdersPolicy>) =>
  resolversOf({
    guardField,
    operations: {} as Operations,
    errorOf: ({ text }) => new TypeError(text),
    onFailure: () => {},
  });

describe("the routes for API Gateway", () => {
  it("have the scopes of the table, and no authorizer where the table says public", () => {
    expect(routeScopes).toEqual({
      "GET /health": "public",
      "GET /openapi.json": "public",
      "GET /orders": ["orders/read"],
      "POST /orders": ["orders/write"],
      "GET /orders/{id}": ["orders/read"],
      "POST /orders/{id}/cancel": ["orders/write"],
      "GET /orders/{id}/receipt": ["orders/read"],
      "GET /admin/orders": ["admin/*"],
      "POST /graphql": ["orders/read", "orders/write", "admin/*"],
    });
  });

  it("are plain data, the same after JSON", () => {
    const all = { HANDLERS, resolvedFields, routeScopes };
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });

  it("let in by POST /graphql whoever has the scope that a field demands", () => {
    const demanded: string[] = [];
    const collect = (requirement: Requirement<OrdersPolicy> | "public", resolver: unknown) => {
      if (requirement !== "public") demanded.push(...(requirement.scopes?.all ?? []));
      return resolver;
    };
    resolversWith(collect as unknown as GuardField<OrdersPolicy>);
    expect(new Set(demanded)).toEqual(new Set(["orders/read", "orders/write", "admin/*"]));
    expect(routes["POST /graphql"].scopes.any).toEqual(expect.arrayContaining(demanded));
  });
});

describe("the schema", () => {
  it("has a resolver for each root field, and no other", () => {
    const fields = roots.flatMap((root) =>
      Object.keys(root?.getFields() ?? {}).map((fieldName) => ({ parentTypeName: root?.name, fieldName })),
    );
    expect(resolvedFields).toEqual(fields);
  });

  it("has no root field without a guard", () => {
    const { verifierOptions } = issuer;
    const guardField = fieldGuard(identityVerifier(contract, verifierOptions));
    expect(unguardedFields(schema, resolversWith(guardField))).toEqual([]);
  });

  it("lets every root field be null, so that a refusal leaves the fields beside it alone", () => {
    for (const root of roots)
      for (const { type } of Object.values(root?.getFields() ?? {})) expect(isNonNullType(type)).toBe(false);
  });

  it("is found under the name that the package exports", async () => {
    const exported = import.meta.resolve("@claimsmith/orders-api/schema.graphql");
    expect(await readFile(new URL(exported), "utf8")).toBe(schemaText);
  });

  it("has no description in quotes, which AppSync does not parse", () => {
    expect(schemaText.replaceAll(/#.*/g, "")).not.toContain('"');
  });
});
