// Do the ARNs of an environment name what is meant, where the environment is?
import { ownMember } from "../language/own-member.ts";
import { describe, issue, type PolicyIssue } from "../validation/issues.ts";
import type { Deployment, Environment } from "./environment.ts";
import { ACCOUNT } from "./environment-shape.ts";
import { USER_POOL_REGIONS } from "./regions.ts";

/** One member that holds an ARN, and what it has to name. */
interface ArnRow {
  readonly path: string;
  readonly read: (environment: Environment) => string | undefined;
  readonly what: string;
  readonly service: string;
  /** The resource part, as the source of a pattern. */
  readonly resource: string;
  readonly example: string;
  readonly account: "own" | "any";
}

const ROWS: readonly ArnRow[] = [
  {
    // The environment's own: whoever can disable the key of these logs should be who can delete them. No alias is taken.
    // (CloudWatch Logs API Reference: AssociateKmsKey)
    path: "logKeyArn",
    read: ({ logKeyArn }) => logKeyArn,
    what: "a KMS key",
    service: "kms",
    resource: "key/[A-Za-z0-9-]+",
    example: "key/mrk-1234abcd",
    account: "own",
  },
  {
    // Any account: teams gather their alarms in one account, and the topic's policy says whose it takes. The region is the
    // alarm's. (Amazon SNS: Example cases for Amazon SNS access control)
    path: "alarms.topicArn",
    read: ({ alarms }) => alarms?.topicArn,
    what: "an SNS topic",
    service: "sns",
    resource: "[A-Za-z0-9_-]{1,256}(?:\\.fifo)?",
    example: "alarms",
    account: "any",
  },
];

/** Issues of ARNs: another service, partition, region or account than the environment's. */
export function checkArns({ path, environment }: Deployment): PolicyIssue[] {
  return ROWS.flatMap((row) => {
    const arn = row.read(environment);
    if (arn === undefined || arnPattern(row, environment).test(arn)) return [];
    const where = row.account === "own" ? "of the same region and account" : "of the same region";
    const expected = `the ARN of ${row.what} ${where}, like ${exampleOf(row, environment)}`;
    return [issue("ARN_INVALID", `${path}.${row.path}`, { expected, received: describe(arn) })];
  });
}

/** Where the region or the account is itself an issue, any will do. */
function arnPattern({ service, resource, account: whose }: ArnRow, { region, account }: Environment): RegExp {
  const partition = ownMember(USER_POOL_REGIONS, region);
  const place = partition === undefined ? "aws[a-z-]*:SERVICE:[a-z0-9-]+" : `${partition}:SERVICE:${region}`;
  const owner = whose === "own" && ACCOUNT.test(account) ? account : "\\d{12}";
  return new RegExp(`^arn:${place.replace("SERVICE", service)}:${owner}:${resource}$`);
}

function exampleOf({ service, example }: ArnRow, { region, account }: Environment): string {
  const partition = ownMember(USER_POOL_REGIONS, region) ?? "aws";
  return `arn:${partition}:${service}:${region || "eu-west-1"}:${account || "111122223333"}:${example}`;
}
