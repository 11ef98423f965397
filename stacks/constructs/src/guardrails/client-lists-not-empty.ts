// May a client's users write what decisions read? Only explicit lists say: Terraform drops an empty one, and Cognito's default
// then makes every attribute readable and writable.
import { type Guardrail, ofType } from "./guardrail.ts";

/** (AWS API Reference: CreateUserPoolClient, ReadAttributes and WriteAttributes) */
export const clientListsNotEmpty: Guardrail = (stack) =>
  ofType(stack, "aws_cognito_user_pool_client").flatMap(({ address, attributes }) =>
    ["read_attributes", "write_attributes"]
      .filter((name) => !isFilledList(attributes[name]))
      .map((name) => ({
        code: "CLIENT_LIST_EMPTY",
        at: `${address}.${name}`,
        text: "expected a list of at least one attribute: where nothing is to be allowed, list one that no rule reads",
      })),
  );

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
