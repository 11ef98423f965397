// How does a blueprint become a user pool? What the local pool makes of the same blueprint is what is deployed.
import type { CognitoUserPoolConfig } from "@cdktf/provider-aws/lib/cognito-user-pool/index.js";
import { type ClaimsUserPoolOptions, DEFAULT_PASSWORD_POLICY } from "./options.ts";
import { schemaBlocks } from "./schema.ts";

/** What Cognito is told of the pool itself. (AWS API Reference: CreateUserPool) */
export function poolArguments(options: ClaimsUserPoolOptions): CognitoUserPoolConfig {
  const { blueprint, mfa = "OFF", threatProtection } = options;
  return {
    name: options.poolName,
    userPoolTier: options.featurePlan,
    deletionProtection: options.deletionProtection ? "ACTIVE" : "INACTIVE",
    // Cognito protects the pool alone: without this a destroy takes clients, groups and trigger before it stops at the pool.
    ...(options.deletionProtection && { lifecycle: { preventDestroy: true } }),
    usernameAttributes: [blueprint.signInWith],
    usernameConfiguration: { caseSensitive: false },
    autoVerifiedAttributes: [blueprint.signInWith],
    adminCreateUserConfig: { allowAdminCreateUserOnly: blueprint.selfRegistration !== true },
    accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
    passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, ...options.passwordPolicy },
    schema: schemaBlocks(blueprint),
    mfaConfiguration: mfa,
    ...(mfa !== "OFF" && { softwareTokenMfaConfiguration: { enabled: true } }),
    ...(threatProtection !== undefined && { userPoolAddOns: { advancedSecurityMode: threatProtection } }),
    ...triggerArguments(options),
  };
}

/** The newer setting alone: with the older one beside it the provider falls back to V1_0 in some changes. */
function triggerArguments({ triggerArn, blueprint }: ClaimsUserPoolOptions): Partial<CognitoUserPoolConfig> {
  if (triggerArn === undefined) return {};
  const { eventVersion } = blueprint.trigger;
  return {
    lambdaConfig: { preTokenGenerationConfig: { lambdaArn: triggerArn, lambdaVersion: eventVersion } },
  };
}
