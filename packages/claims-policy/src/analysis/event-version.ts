// Which event version does a policy need?
import type { EventVersion } from "@claimsmith/cognito-model";
import type { ClaimRule, PolicyDocument } from "../language/policy.ts";
import { atomsOfRule } from "./facts-read.ts";
import { rulesOf } from "./rules-of.ts";
import { claimTypes } from "./token-contract.ts";

/**
 * The lowest event version that carries everything a policy does: V3_0 with any machine client, else V2_0 with any effect on
 * the access token, any scope rule, any claim that is not text or any condition on requested scopes, else V1_0.
 */
export function eventVersionOf(policy: PolicyDocument): EventVersion {
  if (Object.values(policy.clients).some(({ kind }) => kind === "machine")) return "V3_0";
  const { claims, suppress, scopes, withhold } = policy.accessToken ?? {};
  const shapesAccessToken = [claims, suppress, scopes, withhold].some(
    (rules) => Object.keys(rules ?? {}).length > 0,
  );
  const idClaims = Object.values(policy.idToken?.claims ?? {});
  const needsMore =
    shapesAccessToken || readsScopes(policy) || idClaims.some((rule) => !isText(rule, policy));
  return needsMore ? "V2_0" : "V1_0";
}

/** An event of version 1 does not say which scopes were asked for. (AWS: Pre token generation Lambda trigger) */
function readsScopes(policy: PolicyDocument): boolean {
  const ofPeople = rulesOf(policy).filter(({ kind }) => kind === "user");
  return ofPeople.some((rule) => atomsOfRule(rule).some(({ atom }) => atom.test === "scopeRequested"));
}

function isText(rule: ClaimRule, policy: PolicyDocument): boolean {
  return claimTypes(rule, policy).every((type) => {
    if (type.type === "exact") return type.values.every((value) => typeof value === "string");
    return type.type === "text" || type.type === "oneOf" || type.type === "roleArn";
  });
}
