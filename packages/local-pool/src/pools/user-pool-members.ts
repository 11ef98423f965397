// Which members has a user pool, what may each hold, and what becomes of it when an update leaves it out?
import {
  ANY_OBJECT,
  FLAG,
  integerRule,
  listRule,
  type MemberRule,
  objectRule,
  oneOfRule,
  textMapRule,
  textRule,
} from "./member-rules.ts";

/**
 * One member. `onUpdate`: `reset` goes back to `otherwise` where UpdateUserPool does not name it, `keep` stays, `fixed` cannot
 * be changed. (AWS: Updating user pool and app client configuration) That name, plan and tags stay is unverified.
 */
interface UserPoolMember {
  readonly rule: MemberRule;
  readonly onUpdate: "reset" | "keep" | "fixed";
  readonly otherwise?: unknown;
  readonly required?: boolean;
}

const ADDRESSES = ["phone_number", "email"];
const NAME = /^[\w\s+=,.@-]+$/;
/** (AWS Lambda: function ARN, with or without a qualifier) */
const FUNCTION_ARN =
  /^arn:[\w+=/,.@-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?$/;
const ARN = textRule({ min: 20, max: 2048, pattern: FUNCTION_ARN });
const message = (max: number): MemberRule => textRule({ min: 6, max });

const PASSWORD_POLICY = objectRule({
  MinimumLength: { rule: integerRule(6, 99) },
  RequireUppercase: { rule: FLAG },
  RequireLowercase: { rule: FLAG },
  RequireNumbers: { rule: FLAG },
  RequireSymbols: { rule: FLAG },
  PasswordHistorySize: { rule: integerRule(0, 24) },
  TemporaryPasswordValidityDays: { rule: integerRule(0, 365) },
});

/** The triggers that Cognito has. Only the first two are called here. */
const LAMBDA_CONFIG = objectRule({
  PreTokenGeneration: { rule: ARN },
  PreTokenGenerationConfig: {
    rule: objectRule({
      LambdaArn: { rule: ARN, required: true },
      LambdaVersion: { rule: oneOfRule(["V1_0", "V2_0", "V3_0"]), required: true },
    }),
  },
});

/** What CreateUserPool and UpdateUserPool take, the schema apart. (AWS API Reference: CreateUserPool, UpdateUserPool) */
export const USER_POOL_MEMBERS: Readonly<Record<string, UserPoolMember>> = {
  PoolName: { rule: textRule({ min: 1, max: 128, pattern: NAME }), onUpdate: "keep", required: true },
  UserPoolTier: {
    rule: oneOfRule(["LITE", "ESSENTIALS", "PLUS"]),
    onUpdate: "keep",
    otherwise: "ESSENTIALS",
  },
  UserPoolTags: {
    rule: textMapRule(textRule({ min: 1, max: 128 }), textRule({ max: 256 })),
    onUpdate: "keep",
    otherwise: {},
  },
  UsernameAttributes: { rule: listRule(oneOfRule(ADDRESSES), { unique: true }), onUpdate: "fixed" },
  AliasAttributes: {
    rule: listRule(oneOfRule([...ADDRESSES, "preferred_username"]), { unique: true }),
    onUpdate: "fixed",
  },
  UsernameConfiguration: {
    rule: objectRule({ CaseSensitive: { rule: FLAG, required: true } }),
    onUpdate: "fixed",
    // CreateUserPool's own default: user names tell upper from lower case unless the caller says otherwise.
    otherwise: { CaseSensitive: true },
  },
  Policies: {
    rule: objectRule({ PasswordPolicy: { rule: PASSWORD_POLICY }, SignInPolicy: { rule: ANY_OBJECT } }),
    onUpdate: "reset",
    otherwise: {},
  },
  DeletionProtection: {
    rule: oneOfRule(["ACTIVE", "INACTIVE"]),
    onUpdate: "reset",
    otherwise: "INACTIVE",
  },
  LambdaConfig: { rule: LAMBDA_CONFIG, onUpdate: "reset", otherwise: {} },
  AutoVerifiedAttributes: { rule: listRule(oneOfRule(ADDRESSES), { unique: true }), onUpdate: "reset" },
  AdminCreateUserConfig: {
    rule: objectRule({
      AllowAdminCreateUserOnly: { rule: FLAG },
      UnusedAccountValidityDays: { rule: integerRule(0, 365) },
      InviteMessageTemplate: { rule: ANY_OBJECT },
    }),
    onUpdate: "reset",
    otherwise: {},
  },
  IssuerConfiguration: {
    rule: objectRule({ Type: { rule: oneOfRule(["ORIGINAL", "UPDATED"]) } }),
    onUpdate: "reset",
  },
  MfaConfiguration: { rule: oneOfRule(["OFF", "ON", "OPTIONAL"]), onUpdate: "reset", otherwise: "OFF" },
  UserPoolAddOns: {
    rule: objectRule({
      AdvancedSecurityMode: { rule: oneOfRule(["OFF", "AUDIT", "ENFORCED"]), required: true },
      AdvancedSecurityAdditionalFlows: { rule: ANY_OBJECT },
    }),
    onUpdate: "reset",
  },
  // Kept and described, without effect here: no message leaves the local pool.
  AccountRecoverySetting: { rule: ANY_OBJECT, onUpdate: "reset" },
  DeviceConfiguration: { rule: ANY_OBJECT, onUpdate: "reset" },
  EmailConfiguration: {
    rule: ANY_OBJECT,
    onUpdate: "reset",
    otherwise: { EmailSendingAccount: "COGNITO_DEFAULT" },
  },
  EmailVerificationMessage: { rule: message(20_000), onUpdate: "reset" },
  EmailVerificationSubject: { rule: textRule({ min: 1, max: 140 }), onUpdate: "reset" },
  SmsAuthenticationMessage: { rule: message(140), onUpdate: "reset" },
  SmsConfiguration: { rule: ANY_OBJECT, onUpdate: "reset" },
  SmsVerificationMessage: { rule: message(140), onUpdate: "reset" },
  UserAttributeUpdateSettings: { rule: ANY_OBJECT, onUpdate: "reset" },
  VerificationMessageTemplate: {
    rule: ANY_OBJECT,
    onUpdate: "reset",
    otherwise: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
  },
};

/** What Cognito has and the local pool does not: to be told so is better than to be ignored. */
export const UNSUPPORTED_USER_POOL_MEMBERS: readonly string[] = [
  "AcrConfiguration",
  "DcrConfiguration",
  "KeyConfiguration",
];

/** Members of LambdaConfig that the local pool calls. Every other trigger is refused by its name. */
export const SUPPORTED_TRIGGERS: ReadonlySet<string> = new Set([
  "PreTokenGeneration",
  "PreTokenGenerationConfig",
]);
