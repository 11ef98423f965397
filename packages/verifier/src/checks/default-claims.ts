// Are the claims there that Cognito puts on every access token, and have all default claims their type?
import type { Check } from "./check.ts";

type Holds = (value: unknown) => boolean;

const isText: Holds = (value) => typeof value === "string" && value !== "";
const isTime: Holds = (value) => Number.isFinite(value);
const isTextList: Holds = (value) => Array.isArray(value) && value.every(isText);
/** Scopes with one space between; no scope at all is no claim, or an empty one. (RFC 6749, section 3.3) */
const isScopeList: Holds = (value) =>
  typeof value === "string" && !value.startsWith(" ") && !value.endsWith(" ") && !value.includes("  ");

/** Required are the ones without which nobody can say whose token it is and how long it is good for. (AWS: Understanding the access token) */
const CLAIMS: readonly { readonly name: string; readonly required: boolean; readonly holds: Holds }[] = [
  { name: "sub", required: true, holds: isText },
  { name: "client_id", required: true, holds: isText },
  { name: "iat", required: true, holds: isTime },
  { name: "exp", required: true, holds: isTime },
  { name: "scope", required: false, holds: isScopeList },
  { name: "username", required: false, holds: isText },
  { name: "auth_time", required: false, holds: isTime },
  { name: "jti", required: false, holds: isText },
  { name: "origin_jti", required: false, holds: isText },
  { name: "cognito:groups", required: false, holds: isTextList },
];

/** A missing or mistyped default claim. */
export const defaultClaims: Check = ({ payload }) => {
  for (const { name, required, holds } of CLAIMS) {
    const value = payload[name];
    if (value === undefined) {
      if (required) return { code: "CLAIM_MISSING", claim: name };
    } else if (!holds(value)) return { code: "CLAIM_INVALID", claim: name };
  }
  return undefined;
};
