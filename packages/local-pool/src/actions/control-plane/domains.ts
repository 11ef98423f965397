// How does a pool get a domain? Create-, Describe-, Update- and DeleteUserPoolDomain. The hosted login stays on the local port.
import type { Pool } from "../../cloud/cloud.ts";
import { CognitoError } from "../../errors.ts";
import { type DomainRecord, domainsOf } from "../../pools/domain.ts";
import {
  integerRule,
  type MemberTable,
  objectRule,
  readMembers,
  textRule,
} from "../../pools/member-rules.ts";
import { DOMAINS } from "../../store/tables.ts";
import type { Action, ActionInput } from "../action.ts";
import { text } from "../input.ts";
import { poolOf } from "../lookup.ts";

/** A label, or, for a custom domain, several. (AWS API Reference: CreateUserPoolDomain) */
const LABELS = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Words that a prefix may not contain. (AWS: Using the Amazon Cognito domain) */
const RESERVED_WORDS = ["aws", "amazon", "cognito"];

const MEMBERS: MemberTable = {
  Domain: { rule: textRule({ min: 1, max: 253, pattern: LABELS }), required: true },
  ManagedLoginVersion: { rule: integerRule(1, 2) },
  CustomDomainConfig: {
    rule: objectRule({ CertificateArn: { rule: textRule({ min: 20, max: 2048 }), required: true } }),
  },
};

/** At most one prefix and one custom domain for each pool. */
export const createUserPoolDomain: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const domain = domainOf(pool, input);
  await cloud.database.write((tx) => {
    if (tx.get(DOMAINS, ["", domain.domain]) !== undefined) throw invalid("Domain already exists.");
    const isSameKind = (other: DomainRecord) =>
      (other.certificateArn === undefined) === (domain.certificateArn === undefined);
    if (domainsOf(pool).some(isSameKind)) throw invalid("expected a user pool without a domain of this kind");
    tx.put(DOMAINS, ["", domain.domain], domain);
  });
  return answerOf(pool, domain);
};

/** An empty description where there is no such domain. */
export const describeUserPoolDomain: Action = async (cloud, input) => {
  const found = cloud.database.get(DOMAINS, ["", text(input, "Domain")]);
  if (found === undefined) return { DomainDescription: {} };
  const { domain, userPoolId, managedLoginVersion, certificateArn } = found;
  return {
    DomainDescription: {
      Domain: domain,
      UserPoolId: userPoolId,
      AWSAccountId: cloud.accountId,
      Status: "ACTIVE",
      Version: "1",
      S3Bucket: `local-${partOfPool(userPoolId)}`,
      CloudFrontDistribution: distributionOf(userPoolId),
      ManagedLoginVersion: managedLoginVersion,
      CustomDomainConfig: certificateArn === undefined ? {} : { CertificateArn: certificateArn },
    },
  };
};

/** Changes the kind of login page, or a custom domain's certificate. */
export const updateUserPoolDomain: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const before = existing(pool, input);
  const after = {
    ...before,
    ...domainOf(pool, { ManagedLoginVersion: before.managedLoginVersion, ...input }),
  };
  await cloud.database.write((tx) => tx.put(DOMAINS, ["", after.domain], after));
  return answerOf(pool, after);
};

/** Frees the name. */
export const deleteUserPoolDomain: Action = async (cloud, input) => {
  const { domain } = existing(poolOf(cloud, input), input);
  await cloud.database.write((tx) => tx.remove(DOMAINS, ["", domain]));
  return {};
};

function domainOf({ userPoolId }: Pool, input: ActionInput): DomainRecord {
  const { Domain, ManagedLoginVersion = 1, CustomDomainConfig } = readMembers(input, MEMBERS);
  const domain = String(Domain);
  const certificateArn = (CustomDomainConfig as { readonly CertificateArn: string } | undefined)
    ?.CertificateArn;
  if (certificateArn === undefined) {
    if (!PREFIX.test(domain)) throw invalid("expected a Domain of 1 to 63 lower-case letters, digits or -");
    if (RESERVED_WORDS.some((word) => domain.includes(word))) {
      throw invalid(`Domain cannot contain reserved word: ${RESERVED_WORDS.join(", ")}`);
    }
  }
  const common = { domain, userPoolId, managedLoginVersion: Number(ManagedLoginVersion) };
  return certificateArn === undefined ? common : { ...common, certificateArn };
}

function existing({ cloud, userPoolId }: Pool, input: ActionInput): DomainRecord {
  const found = cloud.database.get(DOMAINS, ["", text(input, "Domain")]);
  if (found?.userPoolId === userPoolId) return found;
  throw invalid("No such domain or user pool exists.");
}

function answerOf({ userPoolId }: Pool, { managedLoginVersion, certificateArn }: DomainRecord): object {
  const front = certificateArn === undefined ? {} : { CloudFrontDomain: distributionOf(userPoolId) };
  return { ManagedLoginVersion: managedLoginVersion, ...front };
}

/** No such distribution exists: the reserved top level of RFC 2606 says so. */
function distributionOf(userPoolId: string): string {
  return `${partOfPool(userPoolId)}.cloudfront.invalid`;
}

function partOfPool(userPoolId: string): string {
  return userPoolId.slice(userPoolId.indexOf("_") + 1).toLowerCase();
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
