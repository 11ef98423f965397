// What is a user pool made of? Settings keep the names and shapes of the AWS API.
import type { EventVersion, IssuerForm } from "@claimsmith/cognito-model";
import type { SchemaAttribute } from "./schema.ts";

/** One user pool. */
export interface UserPoolRecord {
  readonly id: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  /** Standard and custom attributes; custom ones with the `custom:` prefix. */
  readonly schema: readonly SchemaAttribute[];
  readonly settings: UserPoolSettings;
}

/** What CreateUserPool is given, the schema apart. (AWS API Reference: CreateUserPool) */
export interface UserPoolSettings {
  readonly PoolName: string;
  readonly UserPoolTier: "LITE" | "ESSENTIALS" | "PLUS";
  readonly DeletionProtection: "ACTIVE" | "INACTIVE";
  /** Sign-in by an address instead of a user name; cannot be changed. */
  readonly UsernameAttributes?: readonly AddressAttribute[];
  /** Sign-in by an address beside the user name; cannot be changed. */
  readonly AliasAttributes?: readonly (AddressAttribute | "preferred_username")[];
  readonly AutoVerifiedAttributes?: readonly AddressAttribute[];
  readonly UsernameConfiguration: { readonly CaseSensitive: boolean };
  readonly Policies: { readonly PasswordPolicy: PasswordPolicy; readonly [other: string]: unknown };
  readonly AdminCreateUserConfig: {
    readonly AllowAdminCreateUserOnly: boolean;
    readonly [other: string]: unknown;
  };
  readonly LambdaConfig: LambdaConfig;
  /** Which form of issuer the tokens name. Absent: ORIGINAL. (AWS API Reference: IssuerConfigurationType) */
  readonly IssuerConfiguration?: { readonly Type?: "ORIGINAL" | "UPDATED" };
  readonly UserPoolTags: Readonly<Record<string, string>>;
  /** Kept and described, without effect here. */
  readonly [other: string]: unknown;
}

export type AddressAttribute = "email" | "phone_number";

/** (AWS API Reference: PasswordPolicyType) */
export interface PasswordPolicy {
  readonly MinimumLength: number;
  readonly RequireUppercase: boolean;
  readonly RequireLowercase: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  readonly TemporaryPasswordValidityDays: number;
}

/** Which functions the pool calls. The local pool calls the Pre Token Generation function alone. */
export interface LambdaConfig {
  readonly PreTokenGeneration?: string;
  readonly PreTokenGenerationConfig?: { readonly LambdaArn: string; readonly LambdaVersion: EventVersion };
}

/** What passwords must have where nothing is said. (AWS: Adding user pool password requirements) */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

/** The trigger of a pool, with the event version that it is configured for; the older setting means V1_0. */
export function triggerOf({
  settings: { LambdaConfig },
}: UserPoolRecord): { readonly arn: string; readonly eventVersion: EventVersion } | undefined {
  const config = LambdaConfig.PreTokenGenerationConfig;
  if (config !== undefined) return { arn: config.LambdaArn, eventVersion: config.LambdaVersion };
  const arn = LambdaConfig.PreTokenGeneration;
  return arn === undefined ? undefined : { arn, eventVersion: "V1_0" };
}

/** Names of the attributes that every user must have. */
export function requiredAttributes({ schema }: UserPoolRecord): readonly string[] {
  return schema.filter(({ Name, Required }) => Required && Name !== "sub").map(({ Name }) => Name);
}

/** Which form of issuer the pool's tokens name. (AWS: Amazon Cognito user pools as an OIDC issuer) */
export function issuerForm({ settings }: UserPoolRecord): IssuerForm {
  return settings.IssuerConfiguration?.Type === "UPDATED" ? "updated" : "original";
}
