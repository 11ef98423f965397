// What is one deployment of a pool? Plain data: where it goes, and what differs there.
import type { FeaturePlan } from "@claimsmith/cognito-model";
import type { BlueprintEnvironment } from "../analysis/pool-blueprint.ts";

/** One deployment: `local`, `dev`, `staging`, `prod`. */
export interface Environment extends BlueprintEnvironment {
  /** Twelve digits. A deploy with the credentials of another account is stopped before anything changes. */
  readonly account: string;
  /** Like `eu-west-1`. */
  readonly region: string;
  /** At least what the policy's event version needs. (AWS: User pool feature plans) */
  readonly featurePlan: FeaturePlan;
  /** True: the pool and its tables cannot be deleted before this is turned off. */
  readonly deletionProtection: boolean;
  /** Days that CloudWatch keeps logs: one of the values it knows. (AWS API Reference: PutRetentionPolicy) */
  readonly logRetentionDays: number;
  /** A KMS key for logs, by ARN. Default: the service's own encryption. */
  readonly logKeyArn?: string;
  /** Where Terraform keeps what it deployed: a file beside the stack, or an S3 bucket in the environment's account and region. */
  readonly state: "local" | { readonly bucket: string };
  /** Who serves GraphQL: AppSync, or the API's own function. */
  readonly graphql: "appsync" | "lambda";
  /** Alarms on the trigger, and the SNS topic that hears of them. Default: no alarms. */
  readonly alarms?: { readonly topicArn?: string };
  /** Prefix of the domain of the hosted login. Default: none, and no hosted login. (AWS: User pool domains) */
  readonly domainPrefix?: string;
  /** A second factor by authenticator app. Default `OFF`. (AWS: Adding MFA to a user pool) */
  readonly mfa?: "OFF" | "OPTIONAL" | "ON";
  /** Needs the feature plan PLUS. Default: none. (AWS: Advanced security with threat protection) */
  readonly threatProtection?: "AUDIT" | "ENFORCED";
  /** Invocations of the trigger at a time that are set aside for it, 1 to 1,000. Default: the account's pool of them. */
  readonly reservedConcurrency?: number;
  /**
   * False leaves the trigger off the pool: for a region that refuses a pool whose function does not exist yet, deploy once with false,
   * then with true. Until then tokens have default claims. Default true.
   */
  readonly attachTrigger?: boolean;
  /** Origins of web pages that may call the APIs, like `https://shop.example.com`. Default: none. */
  readonly allowedOrigins?: readonly string[];
}
