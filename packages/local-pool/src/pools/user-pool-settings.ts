// How do the settings of a user pool follow from a request? Members by their table, then what must hold between them.
import { type EventVersion, type FeaturePlan, LOWEST_PLAN } from "@claimsmith/cognito-model";
import { CognitoError, type CognitoErrorName } from "../errors.ts";
import { readMembers } from "./member-rules.ts";
import { DEFAULT_PASSWORD_POLICY, type LambdaConfig, type UserPoolSettings } from "./user-pool.ts";
import { SUPPORTED_TRIGGERS, UNSUPPORTED_USER_POOL_MEMBERS, USER_POOL_MEMBERS } from "./user-pool-members.ts";

type Input = Readonly<Record<string, unknown>>;

/**
 * The settings that CreateUserPool asks for.
 * @throws CognitoError InvalidParameterException, SerializationException, FeatureUnavailableInTierException,
 * UnsupportedOperationException for what only Cognito has
 */
export function newUserPoolSettings(input: Input): UserPoolSettings {
  refuseUnsupported(input);
  const given = readMembers(input, USER_POOL_MEMBERS);
  const otherwise = Object.entries(USER_POOL_MEMBERS).map(([name, row]) => [name, row.otherwise] as const);
  return checked({ ...defined(otherwise), ...given });
}

/**
 * The settings after UpdateUserPool: what it does not name goes back to Cognito's default, some members excepted.
 * (AWS: Updating user pool and app client configuration)
 * @throws CognitoError as {@link newUserPoolSettings}
 */
export function updatedUserPoolSettings(before: UserPoolSettings, input: Input): UserPoolSettings {
  refuseUnsupported(input);
  const changeable = Object.entries(USER_POOL_MEMBERS).filter(([, { onUpdate }]) => onUpdate !== "fixed");
  const table = changeable.map(([name, { rule }]) => [name, { rule }] as const);
  const given = readMembers(input, Object.fromEntries(table));
  const otherwise = Object.entries(USER_POOL_MEMBERS).map(
    ([name, row]) => [name, row.onUpdate === "reset" ? row.otherwise : before[name]] as const,
  );
  return checked({ ...defined(otherwise), ...given });
}

/** A blueprint's pool and a request's pool are completed alike: a policy that names one rule turns the others off. */
function checked(members: Input): UserPoolSettings {
  const policies = members.Policies as Partial<UserPoolSettings["Policies"]>;
  const given = policies.PasswordPolicy;
  const asked = {
    RequireUppercase: false,
    RequireLowercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
  };
  const byDefault = DEFAULT_PASSWORD_POLICY;
  const settings = {
    ...members,
    Policies: { ...policies, PasswordPolicy: given ? { ...byDefault, ...asked, ...given } : byDefault },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      UnusedAccountValidityDays: 7,
      ...(members.AdminCreateUserConfig as object),
    },
  } as unknown as UserPoolSettings;
  for (const { type, breaks, text } of SETTINGS_RULES) {
    if (breaks(settings)) throw new CognitoError(type, text);
  }
  return settings;
}

function defined(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function refuseUnsupported(input: Input): void {
  const config = (input.LambdaConfig ?? {}) as Input;
  const triggers = Object.keys(Object(config)).filter((name) => config[name] != null);
  const names = [
    ...UNSUPPORTED_USER_POOL_MEMBERS.filter((name) => input[name] != null),
    ...triggers
      .filter((name) => !SUPPORTED_TRIGGERS.has(name))
      .filter((name) => /^[A-Za-z]{1,64}$/.test(name)),
  ];
  if (names.length === 0) return;
  const text = `the local pool has no ${names.join(", ")}: of the triggers it calls PreTokenGeneration alone`;
  throw new CognitoError("UnsupportedOperationException", text);
}

interface SettingsRule {
  readonly type: CognitoErrorName;
  readonly breaks: (settings: UserPoolSettings) => boolean;
  readonly text: string;
}

const PLANS: readonly FeaturePlan[] = ["LITE", "ESSENTIALS", "PLUS"];

/** What must hold between members. Sources beside the rows; texts are ours where public reports show none. */
const SETTINGS_RULES: readonly SettingsRule[] = [
  {
    // API Reference: CreateUserPool, UsernameAttributes
    type: "InvalidParameterException",
    breaks: ({ UsernameAttributes: names, AliasAttributes: aliases }) => !!names?.length && !!aliases?.length,
    text: "expected UsernameAttributes or AliasAttributes, not both",
  },
  {
    // API Reference: LambdaConfigType
    type: "InvalidParameterException",
    breaks: ({ LambdaConfig: { PreTokenGeneration: arn, PreTokenGenerationConfig: config } }) =>
      arn !== undefined && config !== undefined && arn !== config.LambdaArn,
    text: "expected the same function in PreTokenGeneration and PreTokenGenerationConfig",
  },
  {
    // User pool feature plans
    type: "FeatureUnavailableInTierException",
    breaks: ({ LambdaConfig, UserPoolTier }) => planOf(LambdaConfig) > PLANS.indexOf(UserPoolTier),
    text: "the pool's tier has no trigger events above V1_0: expected UserPoolTier ESSENTIALS or PLUS",
  },
  {
    // User pool feature plans
    type: "FeatureUnavailableInTierException",
    breaks: ({ UserPoolAddOns, UserPoolTier }) =>
      ((UserPoolAddOns ?? {}) as Input).AdvancedSecurityMode !== undefined &&
      (UserPoolAddOns as Input).AdvancedSecurityMode !== "OFF" &&
      UserPoolTier !== "PLUS",
    text: "the pool's tier has no threat protection: expected UserPoolTier PLUS",
  },
  {
    type: "UnsupportedOperationException",
    breaks: ({ MfaConfiguration }) => MfaConfiguration !== "OFF",
    text: "the local pool has no MFA: expected MfaConfiguration OFF",
  },
];

function planOf({ PreTokenGenerationConfig: config }: LambdaConfig): number {
  return PLANS.indexOf(LOWEST_PLAN[config?.LambdaVersion ?? ("V1_0" satisfies EventVersion)]);
}
