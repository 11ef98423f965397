// Does a GraphQL API take the tokens of its clients alone, and is every field's function the guarded one?
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GuardedGraphqlApi, type GuardedGraphqlApiOptions } from "../src/index.ts";
import { apiFunction, temporaryDirectory } from "./api-function.ts";
import { DEPLOYMENT, resourceOf, resourcesOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

const directory = temporaryDirectory();

const SCHEMA = `
"""Not a block: type Query { described: ID }"""
type Query {
  # commented: ID
  orders(first: Int = 10, after: ID): [Order!]!
  "order: one"
  order(id: ID!): Order
}
extend type Query { count: Int! }
type Mutation { createOrder(input: OrderInput = { note: "a: \${b}" }): Order }
type Order { id: ID! total: Int }
input OrderInput { note: String }
`;

function schemaFile(text: string): string {
  const path = join(directory, "schema.graphql");
  writeFileSync(path, text);
  return path;
}

/** An API of a stack, with some arguments of its own. */
function api(changes: Partial<GuardedGraphqlApiOptions> = {}): TestedStack {
  return synthesisedStack((stack) => {
    new GuardedGraphqlApi(stack, "api", {
      deployment: DEPLOYMENT,
      apiName: "orders-graphql",
      userPoolId: "eu-west-1_AbCdEfGhI",
      clientIds: ["webclient", "partnerclient"],
      schemaPath: schemaFile(SCHEMA),
      resolvers: [
        { type: "Query", field: "orders" },
        { type: "Mutation", field: "createOrder" },
      ],
      function: apiFunction(stack, directory),
      logs: { retentionDays: 30 },
      ...changes,
    });
  });
}

const codesOf = ({ refusals }: TestedStack) => refusals.map(({ code, at }) => `${code} ${at}`);

/** The statements of the documents of some type's argument, of the roles that AppSync takes on. */
function statementsOf(stack: TestedStack, type: string, argument: string): readonly object[] {
  return resourcesOf(stack, type)
    .map((resource) => JSON.parse(String(resource[argument])).Statement[0])
    .filter((statement) => !JSON.stringify(statement).includes("lambda.amazonaws.com"));
}

describe("a GraphQL API", () => {
  const stack = api();
  const graphql = resourceOf(stack, "aws_appsync_graphql_api");

  it("takes tokens of the pool's given clients, whose ids it compares from the first character to the last", () => {
    expect(graphql).toMatchObject({
      authentication_type: "AMAZON_COGNITO_USER_POOLS",
      user_pool_config: {
        user_pool_id: "eu-west-1_AbCdEfGhI",
        aws_region: "eu-west-1",
        default_action: "ALLOW",
      },
    });
    expect(graphql).not.toHaveProperty("additional_authentication_provider");
    const { app_id_client_regex: pattern } = graphql.user_pool_config as {
      readonly app_id_client_regex: string;
    };
    const taken = ["webclient", "partnerclient", "webclient2", "awebclient", "client", ""].filter((id) =>
      new RegExp(pattern).test(id),
    );
    expect(taken).toEqual(["webclient", "partnerclient"]);
  });

  it("has the schema of the file, of which Terraform reads nothing as an expression", () => {
    expect(graphql.schema).toBe(SCHEMA.split("${").join("$${"));
  });

  it("is bounded, and does not tell its schema", () => {
    expect(graphql).toMatchObject({
      introspection_config: "DISABLED",
      query_depth_limit: 10,
      resolver_count_limit: 50,
    });
    expect(
      resourceOf(api({ queryDepthLimit: 3, resolverCountLimit: 4 }), "aws_appsync_graphql_api"),
    ).toMatchObject({ query_depth_limit: 3, resolver_count_limit: 4 });
  });

  it("asks the function's alias for every field with a resolver, one by one and without templates", () => {
    expect(resourceOf(stack, "aws_appsync_datasource")).toMatchObject({
      type: "AWS_LAMBDA",
      lambda_config: { function_arn: expect.stringMatching(/^\$\{aws_lambda_alias\..*\.arn\}$/) },
    });
    const resolvers = resourcesOf(stack, "aws_appsync_resolver");
    expect(resolvers.map(({ type, field }) => `${type}.${field}`).sort()).toEqual([
      "Mutation.createOrder",
      "Query.orders",
    ]);
    for (const resolver of resolvers) {
      expect(resolver).toMatchObject({ kind: "UNIT", max_batch_size: 0 });
      expect(resolver.data_source).toMatch(/^\$\{aws_appsync_datasource\./);
      expect(Object.keys(resolver)).not.toContainEqual(expect.stringMatching(/template|code|runtime/));
    }
  });

  it("lets AppSync invoke that alias and write its own log, and nothing else", () => {
    const allowed = statementsOf(stack, "aws_iam_role_policy", "policy").filter(
      (statement) => !JSON.stringify(statement).includes("/aws/lambda/"),
    );
    expect(allowed).toHaveLength(2);
    expect(allowed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Action: ["lambda:InvokeFunction"],
          Resource: [expect.stringMatching(/^\$\{aws_lambda_alias\.[^*]*\.arn\}$/)],
        }),
        expect.objectContaining({
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: [
            expect.stringMatching(
              /^arn:aws:logs:eu-west-1:111122223333:log-group:\/aws\/appsync\/apis\/\$\{[^}*]*\}:\*$/,
            ),
          ],
        }),
      ]),
    );
  });

  it("gives its roles to AppSync for this account alone, and the one that invokes for this API alone", () => {
    const trusted = statementsOf(stack, "aws_iam_role", "assume_role_policy");
    const mine = { StringEquals: { "aws:SourceAccount": [DEPLOYMENT.account] } };
    const ofApi = {
      ArnEquals: { "aws:SourceArn": [expect.stringMatching(/^\$\{aws_appsync_graphql_api\./)] },
    };
    expect(trusted).toHaveLength(2);
    expect(trusted).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Principal: { Service: "appsync.amazonaws.com" }, Condition: mine }),
        expect.objectContaining({ Condition: { ...mine, ...ofApi } }),
      ]),
    );
  });

  it("logs errors without headers, arguments and answers, for as long as it is told", () => {
    expect(graphql.log_config).toMatchObject({ field_log_level: "ERROR", exclude_verbose_content: true });
    expect(resourcesOf(stack, "aws_cloudwatch_log_group")).toContainEqual(
      expect.objectContaining({
        name: expect.stringMatching(/^\/aws\/appsync\/apis\/\$\{aws_appsync_graphql_api\..*\.id\}$/),
        retention_in_days: 30,
      }),
    );
  });

  it.each(["orders", "order", "count"])("finds the field %s of the schema", (field) => {
    expect(codesOf(api({ resolvers: [{ type: "Query", field }] }))).toEqual([]);
  });
});

const query = (...fields: readonly string[]) => ({
  resolvers: fields.map((field) => ({ type: "Query", field }) as const),
});

describe("a GraphQL API is refused", () => {
  it.each<[string, string, Partial<GuardedGraphqlApiOptions>]>([
    ["no resolvers", "RESOLVERS_MISSING resolvers", query()],
    ["a field named twice", "RESOLVER_TWICE resolvers.Query.orders", query("orders", "orders")],
    ["a field that the schema lacks", "RESOLVER_WITHOUT_FIELD resolvers.Query.orderz", query("orderz")],
    ["a field of another type", "RESOLVER_WITHOUT_FIELD resolvers.Query.createOrder", query("createOrder")],
    ["an argument's name", "RESOLVER_WITHOUT_FIELD resolvers.Query.after", query("after")],
    ["the end of a field's name", "RESOLVER_WITHOUT_FIELD resolvers.Query.rders", query("rders")],
    ["a field in a comment", "RESOLVER_WITHOUT_FIELD resolvers.Query.commented", query("commented")],
    ["a field in a description", "RESOLVER_WITHOUT_FIELD resolvers.Query.described", query("described")],
    ["no schema file", "SCHEMA_MISSING schemaPath", { schemaPath: join(directory, "none.graphql") }],
    ["a directory as schema", "SCHEMA_MISSING schemaPath", { schemaPath: directory }],
    ["no clients", "CLIENT_IDS_MISSING clientIds", { clientIds: [] }],
    ["a client id that is a pattern", "CLIENT_ID_INVALID clientIds[1]", { clientIds: ["a1", ".*"] }],
    ["an empty client id", "CLIENT_ID_INVALID clientIds[0]", { clientIds: [""] }],
    ["a name with a slash", "API_NAME_INVALID apiName", { apiName: "orders/dev" }],
    ["a name too long for its roles", "API_NAME_INVALID apiName", { apiName: "o".repeat(58) }],
    ["no limit of depth", "LIMIT_INVALID queryDepthLimit", { queryDepthLimit: 0 }],
    ["more depth than AppSync knows", "LIMIT_INVALID queryDepthLimit", { queryDepthLimit: 76 }],
    ["half a resolver", "LIMIT_INVALID resolverCountLimit", { resolverCountLimit: 0.5 }],
  ])("%s", (_, expected, changes) => {
    expect(codesOf(api(changes))).toEqual([expected]);
  });

  it("for everything that is wrong at once", () => {
    expect(codesOf(api({ clientIds: [], schemaPath: join(directory, "none"), ...query() }))).toEqual([
      "CLIENT_IDS_MISSING clientIds",
      "SCHEMA_MISSING schemaPath",
      "RESOLVERS_MISSING resolvers",
    ]);
  });
});
