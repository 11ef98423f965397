// Do the stacks read from this package what the functions really have and demand?
import { readFile } from "node:fs/promises";
import { HANDLERS, resolvedFields, routeScopes } from "@claimsmith/orders-api/gateway";
import { routes } from "@claimsmith/orders-api/routes";
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Requirement } from "@claimsmith/verifier";
import type { GuardField } from "@claimsmith/verifier/graphql";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { resolversOf } from "../src/resolvers.ts";

const schemaText = await readFile(new URL("../src/schema.graphql", import.meta.url), "utf8");

describe("the routes for API Gateway", () => {
  it("have the scopes of the table, and no authorizer where the table says public", () => {
    expect(routeScopes).toEqual({
      "GET /health": "public",
      "GET /orders": ["orders/read"],
      "GET /admin/orders": ["admin/*"],
      "POST /graphql": ["orders/read", "admin/*"],
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
    resolversOf(collect as unknown as GuardField<OrdersPolicy>);
    expect(demanded).toEqual(["orders/read"]);
    expect(routes["POST /graphql"].scopes.any).toEqual(expect.arrayContaining(demanded));
  });
});

describe("the schema", () => {
  it("has a resolver for each root field, and no other", () => {
    const fields = Object.keys(buildSchema(schemaText).getQueryType()?.getFields() ?? {});
    expect(resolvedFields).toEqual(fields.map((fieldName) => ({ parentTypeName: "Query", fieldName })));
  });

  it("is found under the name that the package exports", async () => {
    const exported = import.meta.resolve("@claimsmith/orders-api/schema.graphql");
    expect(await readFile(new URL(exported), "utf8")).toBe(schemaText);
  });

  it("has no description in quotes, which AppSync does not parse", () => {
    expect(schemaText.replaceAll(/#.*/g, "")).not.toContain('"');
  });
});
