// What would one write beside aws-jwt-verify to check what the verifier checks? The orders contract as plain code.
import type { JwtPayload } from "aws-jwt-verify/jwt-model";

const CLOCK_SKEW_SECONDS = 60;
const COUNTRIES: readonly unknown[] = ["uk", "de", "fr", "unknown"];

/**
 * Checks the claims of a user's access token whose signature, issuer, client, use and scope hold.
 *
 * @throws {TypeError} where one of them is not as the orders policy makes it
 */
export function assertOrdersClaims(payload: JwtPayload): void {
  const { sub, client_id, username, iat, auth_time, jti, origin_jti, aud, scope } = payload;
  assert(isText(sub) && isText(client_id) && isText(username) && sub !== client_id, "sub");
  assert(isTime(iat) && iat <= Date.now() / 1_000 + CLOCK_SKEW_SECONDS, "iat");
  assert(isTime(payload.exp) && (auth_time === undefined || isTime(auth_time)), "exp");
  assert(jti === undefined || isText(jti), "jti");
  assert(origin_jti === undefined || isText(origin_jti), "origin_jti");
  assert(aud === undefined || aud === client_id, "aud");
  assert(typeof scope === "string" && !scope.includes("  "), "scope");
  const groups: unknown = payload["cognito:groups"];
  assert(groups === undefined || (Array.isArray(groups) && groups.every(isText)), "cognito:groups");
  assertPolicyClaims(payload);
}

function assertPolicyClaims(payload: JwtPayload): void {
  const { claims_policy, company_id, compliance_level, country_id, roles } = payload;
  assert(isText(claims_policy) && claims_policy.length === 12, "claims_policy");
  assert(isText(company_id) && Buffer.byteLength(company_id) <= 36, "company_id");
  assert(compliance_level === undefined || compliance_level === "high", "compliance_level");
  assert(COUNTRIES.includes(country_id), "country_id");
  assert(roles === undefined || isOwner(roles), "roles");
}

function isOwner(roles: unknown): boolean {
  const { owner } = roles as { owner?: { document_permission?: unknown; invitation_permission?: unknown } };
  return owner?.document_permission === "full_control" && owner.invitation_permission === "write";
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isTime(value: unknown): value is number {
  return Number.isFinite(value);
}

function assert(holds: boolean, claim: string): void {
  if (!holds) throw new TypeError(`${claim} is not as the orders policy makes it`);
}
