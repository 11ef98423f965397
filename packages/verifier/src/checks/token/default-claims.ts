// Are the claims there that Cognito puts on every token, and have all default claims their type?
import type { VerificationCode } from "../../failures.ts";
import type { AccessTokenPayload, UncheckedPayload } from "../../payload.ts";
import type { Check, Refusal } from "./check.ts";

type Holds = (value: unknown) => boolean;

const isText: Holds = (value) => typeof value === "string" && value !== "";
const isTime: Holds = (value) => Number.isFinite(value);
const isTextList: Holds = (value) => Array.isArray(value) && value.every(isText);
/** Scopes with one space between; no scope at all is no claim, or an empty one. (RFC 6749, section 3.3) */
const isScopeList: Holds = (value) =>
  typeof value === "string" && !value.startsWith(" ") && !value.endsWith(" ") && !value.includes("  ");

/** (RFC 7519, section 4.1.3) Whether it is the right one is asked later. */
const isAudience: Holds = (value) =>
  typeof value === "string" || (Array.isArray(value) && value.every((each) => typeof each === "string"));

interface ClaimRow {
  readonly name: string;
  readonly required: boolean;
  readonly holds: Holds;
  /** The JSON type of a claim that RFC 7519 registers; without it the token is no JWT at all. A time is finite. */
  readonly registered?: "string" | "number" | "audience";
}

/** Required are the ones without which nobody can say whose token it is and how long it is good for. (AWS: Understanding the access token) */
const CLAIMS: readonly ClaimRow[] = [
  { name: "sub", required: true, holds: isText, registered: "string" },
  { name: "client_id", required: true, holds: isText },
  { name: "iat", required: true, holds: isTime, registered: "number" },
  { name: "exp", required: true, holds: isTime, registered: "number" },
  { name: "nbf", required: false, holds: isTime, registered: "number" },
  { name: "scope", required: false, holds: isScopeList, registered: "string" },
  { name: "aud", required: false, holds: isAudience, registered: "audience" },
  { name: "username", required: false, holds: isText },
  { name: "auth_time", required: false, holds: isTime },
  { name: "jti", required: false, holds: isText, registered: "string" },
  { name: "origin_jti", required: false, holds: isText },
  { name: "cognito:groups", required: false, holds: isTextList },
];

/**
 * True where surely every row holds: the table once more, in the form that the engine is fast with, for the claims of nearly
 * every token. Where this is in doubt the table decides, so it may say no too often, never yes; a test holds it to that.
 */
function surelyHold(payload: AccessTokenPayload): boolean {
  const { sub, client_id, iat, exp, nbf, scope, aud, username, auth_time, jti, origin_jti } = payload;
  return (
    isText(sub) &&
    isText(client_id) &&
    isTime(iat) &&
    isTime(exp) &&
    nbf === undefined &&
    aud === undefined &&
    (scope === undefined || isScopeList(scope)) &&
    (username === undefined || isText(username)) &&
    (auth_time === undefined || isTime(auth_time)) &&
    (jti === undefined || isText(jti)) &&
    (origin_jti === undefined || isText(origin_jti)) &&
    (payload["cognito:groups"] === undefined || isTextList(payload["cognito:groups"]))
  );
}

/** A missing or mistyped default claim. */
export const defaultClaims: Check = ({ payload }) => {
  if (surelyHold(payload)) return undefined;
  for (const row of CLAIMS) {
    const value = payload[row.name];
    if (value === undefined ? row.required : !row.holds(value)) return refusalOf(row, value);
  }
  return undefined;
};

/** All of them, for `diagnose`. */
export function defaultClaimRefusals(payload: UncheckedPayload): readonly Refusal[] {
  return CLAIMS.flatMap((row) => {
    const value = payload[row.name];
    return (value === undefined ? row.required : !row.holds(value)) ? [refusalOf(row, value)] : [];
  });
}

function refusalOf({ name, registered }: ClaimRow, value: unknown): Refusal {
  const isMalformed = registered !== undefined && !(registered === "string" && typeof value === "string");
  const wrong: VerificationCode = isMalformed ? "TOKEN_MALFORMED" : "CLAIM_INVALID";
  return { code: value === undefined ? "CLAIM_MISSING" : wrong, claim: name };
}
