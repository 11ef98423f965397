// How long are logs kept? As long as somebody decided: CloudWatch keeps them for ever, also those of a group that Lambda makes itself.
import { type Guardrail, ofType, onlyBlock, type SynthesisedResource } from "./guardrail.ts";

/** (AWS: Working with log groups and log streams, Change log data retention) */
export const logRetentionSet: Guardrail = (stack) => {
  const groups = ofType(stack, "aws_cloudwatch_log_group");
  const forever = groups
    .filter(({ attributes: { retention_in_days: days } }) => typeof days !== "number" || days <= 0)
    .map(({ address }) => ({
      code: "LOG_RETENTION_MISSING",
      at: `${address}.retention_in_days`,
      text: "expected a number of days: without one, and with 0, logs are kept for ever",
    }));
  const withoutGroup = ofType(stack, "aws_lambda_function")
    .filter((each) => !groups.some((group) => isNamed(logGroupOf(each), group)))
    .map((each) => ({
      code: "LOG_GROUP_MISSING",
      at: each.address,
      text: `expected a log group ${logGroupOf(each)} in this stack: one that Lambda makes itself keeps logs for ever`,
    }));
  return [...forever, ...withoutGroup];
};

function logGroupOf({ attributes }: SynthesisedResource): string {
  const { log_group: named } = onlyBlock(attributes.logging_config);
  return typeof named === "string" ? named : `/aws/lambda/${attributes.function_name}`;
}

function isNamed(name: string, { address, attributes }: SynthesisedResource): boolean {
  return attributes.name === name || [`\${${address}.name}`, `\${${address}.id}`].includes(name);
}
