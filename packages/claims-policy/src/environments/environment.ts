// What is one deployment of a pool? Plain data: where it goes, and what differs there.
import type { FeaturePlan } from "@claimsmith/cognito-model";
import type { BlueprintEnvironment } from "../analysis/pool-blueprint.ts";

/** Where the hosted login of a client may return to: https, http on one's own machine, or an app's own scheme, at most 100 each. */
export type ClientUrls = NonNullable<BlueprintEnvironment["clients"]>[string];

/** One deployment: `local`, `dev`, `staging`, `prod`. */
export interface Environment extends BlueprintEnvironment {
  /** Twelve digits. A deploy with the credentials of another account is stopped before anything changes. */
  readonly account: string;
  /** Like `eu-west-1`: one of `USER_POOL_REGIONS`. */
  readonly region: string;
  /** At least what the policy's event version needs. (AWS: User pool feature plans) */
  readonly featurePlan: FeaturePlan;
  /** True: the pool and its tables cannot be deleted before this is turned off. */
  readonly deletionProtection: boolean;
  /** Days that CloudWatch keeps logs: one of the values it knows. (AWS API Reference: PutRetentionPolicy) */
  readonly logRetentionDays: number;
  /** A KMS key for logs, by ARN, of the environment's account and region. Default: the service's own encryption. */
  readonly logKeyArn?: string;
  /** Where Terraform keeps what it deployed: a file beside the stack, or an S3 bucket in the environment's account and region. */
  readonly state: "local" | { readonly bucket: string };
  /** Who serves GraphQL: AppSync, or the API's own function. In `local` it is the function: nothing local serves AppSync. */
  readonly graphql: "appsync" | "lambda";
  /** Alarms on the trigger, and the SNS topic of the same region, in any account, that hears of them. Default: no alarms. */
  readonly alarms?: { readonly topicArn?: string };
  /**
   * Prefix of the domain of the hosted login and of the token endpoint. Default: none, so no hosted login, and no tokens for
   * machines. (AWS: User pool domains)
   */
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

/** An environment with its name, and with the path of its issues. */
export interface Deployment {
  readonly name: string;
  readonly path: string;
  readonly environment: Environment;
}
