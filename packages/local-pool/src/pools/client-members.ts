// Which members has an app client, what may each hold, and what has it where nothing is said?
import { LIMITS } from "@claimsmith/cognito-model";
import {
  ANY_OBJECT,
  FLAG,
  integerRule,
  listRule,
  type MemberRule,
  objectRule,
  oneOfRule,
  textRule,
} from "./member-rules.ts";

interface ClientMember {
  readonly rule: MemberRule;
  readonly otherwise?: unknown;
  readonly required?: boolean;
}

const UNIT = { rule: oneOfRule(["seconds", "minutes", "hours", "days"]) };
const ATTRIBUTES = listRule(textRule({ min: 1, max: 2048 }));
const URL_TEXT = textRule({ min: 1, max: 1024, pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u });
const SCOPE = textRule({
  min: 1,
  max: LIMITS.allowedScopeLength.value,
  pattern: /^[\x21\x23-\x5B\x5D-\x7E]+$/,
});

/** (AWS API Reference: UserPoolClientType, ExplicitAuthFlows) */
const AUTH_FLOWS: readonly string[] = [
  "ADMIN_NO_SRP_AUTH",
  "CUSTOM_AUTH_FLOW_ONLY",
  "USER_PASSWORD_AUTH",
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_CLIENT_TOKEN_AUTH",
  "ALLOW_CUSTOM_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_USER_AUTH",
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
];

/**
 * What CreateUserPoolClient and UpdateUserPoolClient take. An update that leaves a member out sets it to `otherwise`, the name
 * excepted. (AWS API Reference: CreateUserPoolClient; Updating user pool and app client configuration)
 */
export const CLIENT_MEMBERS: Readonly<Record<string, ClientMember>> = {
  ClientName: { rule: textRule({ min: 1, max: 128, pattern: /^[\w\s+=,.@-]+$/ }), required: true },
  ExplicitAuthFlows: {
    rule: listRule(oneOfRule(AUTH_FLOWS)),
    otherwise: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
  },
  ReadAttributes: { rule: ATTRIBUTES },
  WriteAttributes: { rule: ATTRIBUTES },
  AllowedOAuthFlowsUserPoolClient: { rule: FLAG, otherwise: false },
  AllowedOAuthFlows: { rule: listRule(oneOfRule(["code", "implicit", "client_credentials"]), { max: 3 }) },
  AllowedOAuthScopes: { rule: listRule(SCOPE, { max: LIMITS.scopesPerClient.value }) },
  CallbackURLs: { rule: listRule(URL_TEXT, { max: 100 }) },
  LogoutURLs: { rule: listRule(URL_TEXT, { max: 100 }) },
  DefaultRedirectURI: { rule: URL_TEXT },
  SupportedIdentityProviders: { rule: listRule(textRule({ min: 1, max: 32 })) },
  AccessTokenValidity: { rule: integerRule(1, 86_400) },
  IdTokenValidity: { rule: integerRule(1, 86_400) },
  RefreshTokenValidity: { rule: integerRule(0, 315_360_000), otherwise: 30 },
  TokenValidityUnits: { rule: objectRule({ AccessToken: UNIT, IdToken: UNIT, RefreshToken: UNIT }) },
  AuthSessionValidity: { rule: integerRule(3, 15), otherwise: 3 },
  EnableTokenRevocation: { rule: FLAG, otherwise: true },
  EnablePropagateAdditionalUserContextData: { rule: FLAG, otherwise: false },
  PreventUserExistenceErrors: { rule: oneOfRule(["LEGACY", "ENABLED"]), otherwise: "LEGACY" },
  RefreshTokenRotation: {
    rule: objectRule({
      Feature: { rule: oneOfRule(["ENABLED", "DISABLED"]), required: true },
      RetryGracePeriodSeconds: { rule: integerRule(0, 60) },
    }),
  },
  AnalyticsConfiguration: { rule: ANY_OBJECT },
};

/** Lists that mean Cognito's default when they are empty, as if they were left out. (AWS: Working with user attributes) */
export const EMPTY_MEANS_DEFAULT: readonly string[] = [
  "AllowedOAuthFlows",
  "AllowedOAuthScopes",
  "CallbackURLs",
  "ExplicitAuthFlows",
  "LogoutURLs",
  "ReadAttributes",
  "SupportedIdentityProviders",
  "WriteAttributes",
];
