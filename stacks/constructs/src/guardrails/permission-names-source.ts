// Who may invoke a function? A permission for a service names source ARN and account, or any customer of that service could.
import { type Guardrail, ofType } from "./guardrail.ts";

/** (AWS Lambda: Granting Lambda function access to AWS services; AWS IAM: The confused deputy problem) */
export const permissionNamesSource: Guardrail = (stack) =>
  ofType(stack, "aws_lambda_permission").flatMap(({ address, attributes }) =>
    ["source_arn", "source_account"]
      .filter((name) => typeof attributes[name] !== "string" || attributes[name] === "")
      .map((name) => ({
        code: "PERMISSION_WITHOUT_SOURCE",
        at: `${address}.${name}`,
        text: `expected the ${name === "source_arn" ? "ARN" : "account"} that may invoke the function: give the permission its ${name}`,
      })),
  );
