// What would each environment deploy? Compared with golden/*.tf.json; `pnpm --filter @claimsmith/api record` writes them.
import { goldenText, synthesised } from "@claimsmith/constructs/testing";
import { environments } from "@claimsmith/orders-policy";
import { expect, it } from "vitest";
import { apiStacks } from "../src/application.ts";
import { application } from "./application.ts";

const stacks = synthesised((app) => apiStacks(app, application()));

it("has a stack for each environment", () => {
  expect(Object.keys(stacks)).toEqual(
    Object.keys(environments)
      .map((name) => `api-${name}`)
      .sort(),
  );
});

it.each(Object.entries(stacks))("%s deploys what its golden file says", async (name, stack) => {
  await expect(goldenText(stack)).toMatchFileSnapshot(`../golden/${name}.tf.json`);
});

/** The resources of a stack by type. */
const types = (name: string) => Object.keys((stacks[name]?.resource ?? {}) as object);

it("serves GraphQL by AppSync, or where there is none by the function itself", () => {
  expect(types("api-dev")).toContain("aws_appsync_graphql_api");
  expect(types("api-local")).not.toContain("aws_appsync_graphql_api");
  expect(routeKeys("api-local")).toContain("POST /graphql");
  expect(routeKeys("api-dev")).not.toContain("POST /graphql");
});

function routeKeys(name: string): readonly unknown[] {
  const { aws_apigatewayv2_route: routes = {} } = (stacks[name]?.resource ?? {}) as Record<
    string,
    Record<string, { readonly route_key: string }>
  >;
  return Object.values(routes).map(({ route_key }) => route_key);
}
