// What may a role do? IAM policy documents as data, with a written reason wherever a wildcard stands.
import type { TerraformElement } from "cdktf";

/** One statement that allows something. Nothing here denies; buckets have their own policy. */
export interface Statement {
  /** Letters and digits; unique in its document. */
  readonly sid: string;
  readonly actions: readonly [string, ...string[]];
  readonly resources: readonly [string, ...string[]];
  /** Operator → key → values. (AWS IAM: JSON policy elements: Condition) */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Why an action or a resource holds a `*`. Without it the guardrail `wildcard-has-reason` refuses the stack. */
  readonly wildcardReason?: string;
}

/** The document of some statements, as the JSON that IAM reads. */
export function policyJson(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(conditions !== undefined && { Condition: conditions }),
    })),
  });
}

/** Keeps the reasons of wildcards beside the resource or data source that holds the policy: `//.wildcards`, by statement. Terraform ignores it. */
export function noteWildcards(
  resource: TerraformElement,
  statements: readonly Pick<Statement, "sid" | "wildcardReason">[],
): void {
  for (const { sid, wildcardReason } of statements) {
    if (wildcardReason !== undefined) resource.addOverride(`//.wildcards.${sid}`, wildcardReason);
  }
}

/**
 * The trust policy of a role that an AWS service takes on, like `lambda.amazonaws.com`. `conditions` say for whom, where the service
 * acts for many customers. (AWS IAM: The confused deputy problem)
 */
export function serviceTrust(service: string, conditions?: Statement["conditions"]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        ...(conditions !== undefined && { Condition: conditions }),
      },
    ],
  });
}
