// What does a claim that Cognito puts on a token say?
import type { TokenKind } from "./grants.ts";

/** What a claim says, and who says so. */
export interface ClaimMeaningRow {
  readonly name: string;
  /** One token where the same name says something else on the other; else both. */
  readonly token: TokenKind | "both";
  /** A few words for somebody who reads a token for the first time. */
  readonly meaning: string;
  /** The section or the AWS page that says so. */
  readonly source: string;
}

type Cells = readonly [name: string, meaning: string, source: string, token?: TokenKind];

const JWT = "RFC 7519, section";
const CORE = "OpenID Connect Core 1.0, section";
const ID_PAGE = "AWS: Understanding the identity (ID) token";
const ACCESS_PAGE = "AWS: Understanding the access token";
const ROLES_PAGE = "AWS: Adding groups to a user pool";

const DEFAULTS: readonly Cells[] = [
  ["sub", "Who it is: an identifier that never changes and says nothing else", `${JWT} 4.1.2`],
  ["iss", "The user pool that issued the token", `${JWT} 4.1.1`],
  ["aud", "The app client that the token is for", `${CORE} 2`, "id"],
  ["aud", "The API that the token is bound to", `${JWT} 4.1.3`, "access"],
  ["client_id", "The app client that the token was issued through", "RFC 9068, section 2.2"],
  ["token_use", "Which of the two tokens this is", ACCESS_PAGE],
  ["scope", "What the bearer may do, as scopes between blanks", "RFC 9068, section 2.2.3"],
  ["cognito:groups", "The groups of the pool that the user is in", ROLES_PAGE],
  ["cognito:roles", "The IAM roles of these groups", ROLES_PAGE],
  ["cognito:preferred_role", "The IAM role of the group that comes first", ROLES_PAGE],
  ["username", "The user's name in the pool", ACCESS_PAGE],
  ["cognito:username", "The user's name in the pool", ID_PAGE],
  ["identities", "The accounts at other identity providers that belong to the user", ID_PAGE],
  ["jti", "An identifier of this one token", `${JWT} 4.1.7`],
  ["origin_jti", "The sign-in that the token goes back to; revoking it ends all its tokens", ACCESS_PAGE],
  ["event_id", "The sign-in in Cognito's own records", ACCESS_PAGE],
  ["device_key", "The remembered device that the user signed in on", ACCESS_PAGE],
  ["nonce", "A value of the app's, sent back so that nobody can replay the token", `${CORE} 2`],
  ["at_hash", "Ties the ID token to the access token that came with it", `${CORE} 3.1.3.6`],
  ["acr", "How strong the sign-in was", `${CORE} 2`],
  ["amr", "How the user proved who they are, such as by password or passkey", "RFC 8176, section 1"],
  ["version", "The version of the token's form", "public samples of decoded tokens"],
  ["auth_time", "When the user signed in; a refresh does not move it", `${CORE} 2`],
  ["iat", "When this token was issued", `${JWT} 4.1.6`],
  ["exp", "When it stops to be valid", `${JWT} 4.1.4`],
];

const CLAIMS = `${CORE} 5.1`;

const ATTRIBUTES: readonly Cells[] = [
  ["address", "The postal address", CLAIMS],
  ["birthdate", "The date of birth", CLAIMS],
  ["email", "The e-mail address", CLAIMS],
  ["email_verified", "Whether the e-mail address was shown to be the user's", CLAIMS],
  ["family_name", "The family name", CLAIMS],
  ["gender", "The gender", CLAIMS],
  ["given_name", "The given name", CLAIMS],
  ["locale", "The language and region that the user chose", CLAIMS],
  ["middle_name", "The middle name", CLAIMS],
  ["name", "The full name", CLAIMS],
  ["nickname", "What friends call the user", CLAIMS],
  ["phone_number", "The telephone number", CLAIMS],
  ["phone_number_verified", "Whether the telephone number was shown to be the user's", CLAIMS],
  ["picture", "The address of a picture of the user", CLAIMS],
  ["preferred_username", "The name that the user wants to be called by", CLAIMS],
  ["profile", "The address of the user's profile page", CLAIMS],
  ["updated_at", "When the user's data last changed", CLAIMS],
  ["website", "The address of the user's own page", CLAIMS],
  ["zoneinfo", "The time zone that the user chose", CLAIMS],
];

/** What each default claim and each standard attribute says; one row for every name of the two tables. */
export const CLAIM_MEANINGS: readonly ClaimMeaningRow[] = [...DEFAULTS, ...ATTRIBUTES].map(
  ([name, meaning, source, token]) => ({ name, token: token ?? "both", meaning, source }),
);

/** What a claim of Cognito's says on a token, or `undefined` for any other name. */
export function claimMeaning(name: string, token: TokenKind): ClaimMeaningRow | undefined {
  return CLAIM_MEANINGS.find((row) => row.name === name && (row.token === "both" || row.token === token));
}
