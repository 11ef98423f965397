// Is it an environment at all? The shape of each member, and the values that stand for themselves.
import { isJsonObject, type JsonValue, type NamePattern } from "@claimsmith/cognito-model";
import { issue } from "../validation/issues.ts";
import {
  choice,
  may,
  must,
  nameShape,
  note,
  objectShape,
  recordShape,
  type ShapeReader,
  textShape,
  truthShape,
  wholeNumber,
} from "../validation/shape.ts";
import { keptText, pageOrigins, redirectUrls } from "./addresses.ts";
import type { ClientUrls, Environment } from "./environment.ts";
import { USER_POOL_REGIONS } from "./regions.ts";

/** The number of an AWS account. (AWS Account Management: AWS account identifiers) */
export const ACCOUNT = /^\d{12}$/;

/** The days that CloudWatch can keep logs. (CloudWatch Logs API Reference: PutRetentionPolicy) */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
  3_653,
];

/** A prefix domain. (AWS API Reference: CreateUserPoolDomain; Cognito refuses the three words anywhere in it) */
const DOMAIN_PREFIX = /^(?!.*(?:aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const BUCKET: NamePattern = {
  pattern:
    /^(?!xn--|sthree-|amzn-s3-demo-|(?:\d+\.){3}\d+$)(?!.*(?:\.\.|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  expected: "the name of an S3 bucket: 3 to 63 lower-case letters, digits, . or -",
  page: "Amazon S3: General purpose bucket naming rules",
};

/** Which names clients have is for the policy to say. */
const ANY_NAME: NamePattern = { pattern: /^/, expected: "a client of the policy", page: "our own" };

const logRetentionDays: ShapeReader<number> = (value, place) => {
  const expected = `one of ${LOG_RETENTION_DAYS.join(", ")}`;
  if (typeof value !== "number") return note(place, "WRONG_TYPE", expected, value);
  return LOG_RETENTION_DAYS.includes(value) ? value : note(place, "OUT_OF_RANGE", expected, value);
};

/** What stands here is never repeated, whatever it is: it may be a secret in the wrong place. */
const settings: ShapeReader<Record<string, JsonValue>> = (value, { path, issues }) => {
  if (isJsonObject(value)) return value as Record<string, JsonValue>;
  const expected = "an object with the settings of the policy";
  issues.push(issue("WRONG_TYPE", path, { expected, received: "another value" }));
  return undefined;
};

const state: ShapeReader<Environment["state"]> = (value, place) =>
  isJsonObject(value)
    ? objectShape<{ readonly bucket: string }>({ bucket: must(nameShape(BUCKET)) })(value, place)
    : value === "local"
      ? value
      : note(place, "WRONG_TYPE", '"local", or an object with a bucket', value);

/**
 * Reads an environment. What does not fit is noted, and replaced by what causes no other issue, so that everything else can
 * still be checked against the policy.
 */
export const environmentShape: ShapeReader<Environment> = objectShape<Environment>({
  account: must(
    keptText("ACCOUNT_INVALID", "the twelve digits of an AWS account, as a text", (text) =>
      ACCOUNT.test(text),
    ),
    "",
  ),
  region: must(
    keptText("REGION_UNKNOWN", "a region with user pools, like eu-west-1", (text) =>
      Object.hasOwn(USER_POOL_REGIONS, text),
    ),
    "",
  ),
  featurePlan: must(choice("LITE", "ESSENTIALS", "PLUS"), "PLUS"),
  deletionProtection: must(truthShape, true),
  logRetentionDays: must(logRetentionDays, 1),
  logKeyArn: may(textShape()),
  state: must(state, "local"),
  graphql: must(choice("appsync", "lambda"), "lambda"),
  alarms: may(objectShape<NonNullable<Environment["alarms"]>>({ topicArn: may(textShape()) })),
  domainPrefix: may(
    keptText(
      "BAD_NAME",
      "1 to 63 lower-case letters, digits or -, without aws, amazon or cognito in it",
      (text) => DOMAIN_PREFIX.test(text),
    ),
  ),
  mfa: may(choice("OFF", "OPTIONAL", "ON")),
  threatProtection: may(choice("AUDIT", "ENFORCED")),
  // What is set aside is at most the account's pool, 1,000 before any raise. (Lambda quotas)
  reservedConcurrency: may(wholeNumber(1, 1_000)),
  attachTrigger: may(truthShape),
  allowedOrigins: may(pageOrigins),
  settings: may(settings),
  clients: may(
    recordShape<ClientUrls>(
      ANY_NAME,
      objectShape<ClientUrls>({ callbackUrls: must(redirectUrls, []), logoutUrls: may(redirectUrls) }),
      { callbackUrls: [] },
    ),
  ),
});
