// What may the functions do, and on what? Exactly what their code calls.
import { synthesised } from "@claimsmith/constructs/testing";
import { describe, expect, it } from "vitest";
import { apiStacks } from "../src/application.ts";
import { application } from "./application.ts";

const { "api-prod": prod, "api-local": local } = synthesised((app) => apiStacks(app, application()));

type Arguments = Readonly<Record<string, unknown>>;

function all(stack: typeof prod, type: string): readonly Arguments[] {
  const resources = stack?.resource as Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  return Object.values(resources[type] ?? {});
}

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const documents = all(prod, "aws_iam_role_policy").filter(({ name }) => name === "function");

describe("in prod", () => {
  it.each(["orders-api", "orders-graphql"])("the role of %s has three statements", (name) => {
    const [{ policy } = {}] = documents.filter(({ role }) => String(role).includes(`.${name}_role_`));
    const statements = (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
    expect(statements.map(({ Sid, Action, Resource }) => [Sid, [...Action].sort(), Resource])).toEqual([
      [
        "WriteOwnLog",
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        [`arn:aws:logs:eu-west-1:333333333333:log-group:/aws/lambda/orders-prod-${name}:*`],
      ],
      [
        "UseOrders",
        ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"],
        ["arn:aws:dynamodb:eu-west-1:333333333333:table/orders-prod-orders"],
      ],
      [
        "ReadUser",
        ["cognito-idp:AdminGetUser"],
        [
          expect.stringMatching(
            /^arn:aws:cognito-idp:eu-west-1:333333333333:userpool\/\$\{data\.aws_ssm_parameter\.pool_user-pool-id_\w+\.insecure_value\}$/,
          ),
        ],
      ],
    ]);
  });

  it("both functions know the table that they have rights on", () => {
    const names = all(prod, "aws_lambda_function").map(
      ({ environment }) => (environment as { variables: { ORDERS_TABLE: string } }).variables.ORDERS_TABLE,
    );
    expect(names).toEqual(["orders-prod-orders", "orders-prod-orders"]);
  });

  it("nothing deletes the table", () => {
    expect(all(prod, "aws_dynamodb_table")).toMatchObject([
      { name: "orders-prod-orders", deletion_protection_enabled: true, lifecycle: { prevent_destroy: true } },
    ]);
  });
});

it("the table of this machine goes with the stack", () => {
  const [table] = all(local, "aws_dynamodb_table");
  expect(table).toMatchObject({ name: "orders-local-orders", deletion_protection_enabled: false });
  expect(table).not.toHaveProperty("lifecycle");
});
