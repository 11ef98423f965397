// What is a user pool made from, besides its blueprint?
import type { FeaturePlan, PoolBlueprint } from "@claimsmith/cognito-model";
import type { Deployment } from "../deployment.ts";

/** What passwords must have. (AWS: Adding user pool password requirements) */
export interface PasswordPolicy {
  /** Characters, 6 to 99. Default 8. */
  readonly minimumLength?: number;
  /** Default true. */
  readonly requireLowercase?: boolean;
  /** Default true. */
  readonly requireNumbers?: boolean;
  /** Default true. */
  readonly requireSymbols?: boolean;
  /** Default true. */
  readonly requireUppercase?: boolean;
  /** Days that a password lasts which an administrator gave, 0 to 365. Default 7. */
  readonly temporaryPasswordValidityDays?: number;
}

/** What the local pool asks of passwords as well: one that works there works here. */
export const DEFAULT_PASSWORD_POLICY: Required<PasswordPolicy> = {
  minimumLength: 8,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
  requireUppercase: true,
  temporaryPasswordValidityDays: 7,
};

/** A user pool by its blueprint. */
export interface ClaimsUserPoolOptions {
  readonly deployment: Deployment;
  /** Sign-in, attributes, groups, resource servers, clients and the trigger's event version, as the policy needs them. */
  readonly blueprint: PoolBlueprint;
  /** 1 to 128 letters, digits, spaces and `_+=,.@-`. (AWS API Reference: CreateUserPool) */
  readonly poolName: string;
  /** At least the blueprint's `trigger.lowestPlan`. (AWS: User pool feature plans) */
  readonly featurePlan: FeaturePlan;
  /** True: nothing deletes the pool before protection is switched off and deployed. (AWS: User pool deletion protection) */
  readonly deletionProtection: boolean;
  /**
   * The alias of the Pre Token Generation function, built by `aliasArn`. Default: none, and tokens carry Cognito's own claims.
   * (AWS: Pre token generation Lambda trigger)
   */
  readonly triggerArn?: string;
  /** The first label of the hosted login's address, with its classic pages. Default: no domain. (AWS: Using the Amazon Cognito domain) */
  readonly domainPrefix?: string;
  /** Second factor, by an authenticator app. Default `OFF`. (AWS: Adding MFA to a user pool) */
  readonly mfa?: "OFF" | "OPTIONAL" | "ON";
  /** Needs the plan PLUS. Default: none. (AWS: Advanced security with threat protection) */
  readonly threatProtection?: "AUDIT" | "ENFORCED";
  /** Default: 8 characters of all four kinds; temporary passwords last 7 days. */
  readonly passwordPolicy?: PasswordPolicy;
}
