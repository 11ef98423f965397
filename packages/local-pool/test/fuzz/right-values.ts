// What would a caller who knows the API send? Values by the name of the member; `«name»` stands for one of the running world.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { ADMINS_ROLE, CLIENT_IDS, USER_POOL_ID } from "../world/blueprint.ts";
import { CALLBACK, SIGNED_OUT } from "../world/hosted.ts";
import { PASSWORD } from "../world/world.ts";
import { hostileText } from "./hostile-values.ts";

const { web, server, batch } = CLIENT_IDS;
/** The name of the user who is there in every world. */
export const EMAIL = "pat@example.org";
/** Who must choose a new password. */
export const INVITED = "kim@example.org";
/** Who registered and did not confirm. */
export const REGISTERED = "lee@example.org";
export const TEMPORARY_PASSWORD = "Temporary-1";
export const FUNCTION_NAME = "f";
export const ROLE = "arn:aws:iam::000000000000:role/trigger";
/** URLs that clients may have: with letters that no header holds, and of an app. */
export const CALLBACKS = [
  CALLBACK,
  "https://app.example.org/ü?ä=\u{1f469}%ü",
  "com.example.app:/callback",
  "http://localhost:1/",
] as const;
export const SIGN_OUTS = [SIGNED_OUT, "https://app.example.org/ü€", "com.example.app:/ende"] as const;
const FUNCTION_ARN = `arn:aws:lambda:eu-west-1:000000000000:function:${FUNCTION_NAME}`;

const NAMES = [EMAIL, INVITED, REGISTERED, "«Username»", "nobody@example.org"];
const PASSWORDS = [PASSWORD, TEMPORARY_PASSWORD, "Another-horse-2"];
const ATTRIBUTES = [
  "email",
  "email_verified",
  "phone_number",
  "name",
  "birthdate",
  "custom:level",
  "custom:nickname",
  "custom:origin",
  "updated_at",
  "sub",
  "custom:company_id",
];

/** What a member of a name may well hold. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  AccessToken: ["«AccessToken»", "«IdToken»", "«RefreshToken»"],
  Action: ["lambda:InvokeFunction"],
  AliasAttributes: ["email", "preferred_username"],
  AllowedOAuthFlows: ["code", "implicit", "client_credentials"],
  AllowedOAuthScopes: ["openid", "email", "orders/read"],
  Architectures: ["arm64"],
  AttributeDataType: ["String", "Number", "DateTime", "Boolean"],
  AttributeName: ["email", "phone_number"],
  AttributesToGet: ATTRIBUTES,
  AuthFlow: [
    "USER_PASSWORD_AUTH",
    "USER_SRP_AUTH",
    "REFRESH_TOKEN_AUTH",
    "ADMIN_USER_PASSWORD_AUTH",
    "CUSTOM_AUTH",
  ],
  AutoVerifiedAttributes: ["email", "phone_number"],
  CallbackURLs: CALLBACKS,
  CertificateArn: ["arn:aws:acm:us-east-1:000000000000:certificate/a"],
  ChallengeName: ["NEW_PASSWORD_REQUIRED", "PASSWORD_VERIFIER", "SMS_MFA"],
  ClientId: [web.clientId, server.clientId, batch.clientId],
  ClientName: ["web", "another"],
  ClientSecret: [server.clientSecret, "a".repeat(30)],
  ClientSecretId: ["«ClientSecretId»"],
  Code: ["«Code»", "123456"],
  ConfirmationCode: ["«Code»", "123456"],
  DefaultRedirectURI: [CALLBACK],
  DeletionProtection: ["ACTIVE", "INACTIVE"],
  DesiredDeliveryMediums: ["EMAIL", "SMS"],
  Domain: ["orders-1", "login.example.org"],
  ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
  Feature: ["ENABLED", "DISABLED"],
  Filter: ['email ^= "p"', 'status = "Enabled"', 'username = "\\""', 'email = "'],
  FunctionName: [FUNCTION_NAME, FUNCTION_ARN, "other"],
  FunctionVersion: ["$LATEST", "1"],
  GroupName: ["ADMINS", "EVERYONE", "another"],
  Handler: ["index.handler"],
  Identifier: ["orders", "another"],
  IdToken: ["minutes", "days"],
  InvocationType: ["Event", "DryRun", "RequestResponse"],
  LambdaArn: [FUNCTION_ARN, `${FUNCTION_ARN}:live`],
  LambdaVersion: ["V1_0", "V2_0", "V3_0"],
  LogoutURLs: SIGN_OUTS,
  MaxLength: ["10", "-1", "-", ""],
  MaxValue: ["5", "-", ""],
  MessageAction: ["SUPPRESS", "RESEND"],
  MinLength: ["1", "-", ""],
  MinValue: ["1", "-", "9".repeat(40)],
  Mode: ["PassThrough"],
  Name: ["live", "orders", ...ATTRIBUTES],
  NEW_PASSWORD: PASSWORDS,
  NextToken: ["YQ", "«NextToken»"],
  PaginationToken: ["YQ"],
  Password: PASSWORDS,
  PASSWORD: PASSWORDS,
  PASSWORD_CLAIM_SECRET_BLOCK: ["«SecretBlock»"],
  PASSWORD_CLAIM_SIGNATURE: ["AAAA", "A".repeat(43)],
  PoolName: ["orders"],
  PreTokenGeneration: [FUNCTION_ARN],
  PreventUserExistenceErrors: ["ENABLED", "LEGACY"],
  PreviousPassword: PASSWORDS,
  Principal: ["cognito-idp.amazonaws.com"],
  ProposedPassword: PASSWORDS,
  ReadAttributes: ATTRIBUTES,
  REFRESH_TOKEN: ["«RefreshToken»", "«AccessToken»"],
  RefreshToken: ["«RefreshToken»", "days"],
  ResourceArn: [`arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${USER_POOL_ID}`],
  RevisionId: ["«RevisionId»"],
  Role: [ROLE],
  RoleArn: [ADMINS_ROLE],
  Runtime: ["nodejs22.x", "python3.13"],
  ScopeName: ["read", "another"],
  Scopes: ["orders/read"],
  Secret: [batch.clientSecret],
  SecretHash: [secretHash(EMAIL)],
  SECRET_HASH: [secretHash(EMAIL)],
  Session: ["«Session»"],
  SourceArn: [`arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${USER_POOL_ID}`],
  SRP_A: ["1", "a".repeat(768), "f".repeat(770)],
  StatementId: ["s1"],
  SupportedIdentityProviders: ["COGNITO"],
  TagKeys: ["a"],
  TemporaryPassword: PASSWORDS,
  TIMESTAMP: ["Tue Sep 1 04:05:06 UTC 2026", "«Timestamp»"],
  Token: ["«RefreshToken»", "«AccessToken»"],
  UserAttributeNames: ATTRIBUTES,
  Username: NAMES,
  USERNAME: NAMES,
  UsernameAttributes: ["email", "phone_number"],
  UserPoolId: [USER_POOL_ID],
  UserPoolTier: ["LITE", "ESSENTIALS", "PLUS"],
  Value: ["", "true", "5", EMAIL, REGISTERED, "new@example.org", "+491234567", "2000-01-01", "x"],
  WriteAttributes: ATTRIBUTES,
  ZipFile: ["«Zip»", "«OtherZip»", "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="],
};

/** Keys of the maps that have keys of their own. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  AuthParameters: ["USERNAME", "PASSWORD", "REFRESH_TOKEN", "SRP_A", "SECRET_HASH"],
  ChallengeResponses: [
    "USERNAME",
    "NEW_PASSWORD",
    "PASSWORD_CLAIM_SECRET_BLOCK",
    "PASSWORD_CLAIM_SIGNATURE",
    "TIMESTAMP",
    "SECRET_HASH",
    "userAttributes.name",
    "userAttributes.email",
  ],
  ClientMetadata: ["throws", "answers"],
  Variables: ["LEVEL", "NODE_OPTIONS"],
};

/** The keys that a map of this name has. */
export function keysOf(map: string): readonly string[] {
  return KEYS[map] ?? [];
}

/** Where a name has no row. */
const ANY = ["a", "ON", "OFF", "ENABLED", USER_POOL_ID, EMAIL, "«AccessToken»"];

/** A text for a member of this name: mostly a right one, sometimes one that was changed a little, sometimes anything. */
export function rightText(name: string): fc.Arbitrary<string> {
  const known = Object.hasOwn(VALUES, name) ? (VALUES[name] ?? ANY) : ANY;
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...known) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...known), damage).map(([text, change]) => change(text)),
    },
    { weight: 2, arbitrary: hostileText },
  );
}

type Change = (text: string) => string;

/** Small changes of a text. Of what stands for a value of the world they change the value. */
const damage: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom(".", "A", "", "=", "\u0000", "é", "..")).map(
    ([percent, put]): Change =>
      (text) =>
        `«damaged:${percent}:${Buffer.from(put).toString("hex")}:${text.replaceAll(/[«»]/g, "")}»`,
  ),
  fc.constantFrom<Change>(
    (text) => `${text}${text}`,
    (text) => ` ${text}`,
    (text) => `${text}.`,
    (text) => text.toUpperCase(),
    (text) => `${text}\u0000`,
  ),
);

function secretHash(username: string): string {
  return createHmac("sha256", server.clientSecret)
    .update(username + server.clientId)
    .digest("base64");
}
