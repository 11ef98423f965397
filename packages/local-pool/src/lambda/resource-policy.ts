// May a caller invoke a function? By its resource policy. (AWS Lambda: Working with resource-based IAM policies)
import type { Permission, ResourcePolicy } from "./records.ts";

/** Who calls, on behalf of which resource. */
export interface Caller {
  /** A service, like `cognito-idp.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

const INVOKING: ReadonlySet<string> = new Set(["lambda:InvokeFunction", "lambda:Invoke*", "lambda:*", "*"]);

/** True if one statement of the policy lets the caller invoke the function. Without a policy nobody may. */
export function isInvocationAllowed(policy: ResourcePolicy | undefined, caller: Caller): boolean {
  return policy?.statements.some((permission) => covers(permission, caller)) ?? false;
}

function covers(permission: Permission, { service, sourceArn, sourceAccount }: Caller): boolean {
  return (
    INVOKING.has(permission.Action) &&
    (permission.Principal === service || permission.Principal === "*") &&
    (permission.SourceAccount === undefined || permission.SourceAccount === sourceAccount) &&
    (permission.SourceArn === undefined || isArnLike(sourceArn, permission.SourceArn)) &&
    // A service calls for no organisation, and with no token.
    permission.PrincipalOrgID === undefined &&
    permission.EventSourceToken === undefined
  );
}

/** Each of the six parts by itself, with `*` and `?`. (IAM: ARN condition operators) */
export function isArnLike(arn: string, pattern: string): boolean {
  const [parts, patterns] = [arnParts(arn), arnParts(pattern)];
  return (
    parts.length === 6 && patterns.length === 6 && parts.every((part, at) => isLike(part, patterns[at] ?? ""))
  );
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")].slice(0, parts.length);
}

/** Greedy with one step back, so that no pattern costs more than its length times the text's. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let afterStar = 0;
  while (at < text.length) {
    if (pattern[inPattern] === "*") {
      star = inPattern;
      afterStar = at;
      inPattern += 1;
    } else if (pattern[inPattern] === "?" || pattern[inPattern] === text[at]) {
      at += 1;
      inPattern += 1;
    } else if (star >= 0) {
      afterStar += 1;
      at = afterStar;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

/** A statement as GetPolicy shows it. `resource` is the ARN with the qualifier that the permission was given on. */
export function statementOf(permission: Permission, resource: string): object {
  const { StatementId, Action, Principal, SourceArn, SourceAccount } = permission;
  const isService = Principal.endsWith(".amazonaws.com");
  const account = /^\d{12}$/.test(Principal) ? `arn:aws:iam::${Principal}:root` : Principal;
  const condition = {
    ...(SourceAccount === undefined ? {} : { StringEquals: { "AWS:SourceAccount": SourceAccount } }),
    ...(SourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": SourceArn } }),
  };
  return {
    Sid: StatementId,
    Effect: "Allow",
    Principal: Principal === "*" ? "*" : isService ? { Service: Principal } : { AWS: account },
    Action,
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}
