// What is wrong with a policy? Everything at once.
import type { Policy, PolicyDocument } from "../language/policy.ts";
import { canonicalJson } from "../snapshot/canonical-json.ts";
import { checkAbsence } from "./checks/absence.ts";
import { checkAcceptances } from "./checks/acceptances.ts";
import { checkAttributes } from "./checks/attributes.ts";
import { checkBudgets } from "./checks/budgets.ts";
import { checkClaims } from "./checks/claims.ts";
import { checkClients } from "./checks/clients.ts";
import { checkComparisons } from "./checks/comparisons.ts";
import { checkLimits } from "./checks/limits.ts";
import { checkReferences } from "./checks/references.ts";
import { checkRefresh } from "./checks/refresh.ts";
import { checkScopes } from "./checks/scopes.ts";
import { checkTrust } from "./checks/trust.ts";
import { PolicyError, type PolicyIssue } from "./issues.ts";
import { deepFreeze, plainData } from "./plain-data.ts";
import { policyShape } from "./policy-shape.ts";

/** The checks of a policy that has the right shape, in the order in which their issues are reported. */
const CHECKS: readonly ((policy: PolicyDocument) => PolicyIssue[])[] = [
  checkReferences,
  checkClaims,
  checkScopes,
  checkClients,
  checkAttributes,
  checkLimits,
  checkBudgets,
  checkComparisons,
  checkTrust,
  checkAbsence,
  checkRefresh,
  checkAcceptances,
];

/**
 * Every issue of a policy: what `definePolicy` takes, or what policy.json holds under `policy`. An empty list means that the
 * policy can be evaluated. Never throws. Parts of the wrong shape are reported and left out of the checks that follow.
 */
export function validate(input: unknown): PolicyIssue[] {
  return readPolicy(input).issues;
}

/**
 * The policy that `input` describes.
 *
 * @throws PolicyError with code `POLICY_INVALID` and all `issues`.
 */
export function parsePolicy(input: unknown): Policy {
  const { policy, issues } = readPolicy(input);
  if (policy === undefined || issues.length > 0) throw new PolicyError(issues);
  return policy;
}

/** The policy is given in canonical order, so that policies that differ in the order of their members decide and report the same. */
function readPolicy(input: unknown): { readonly policy: Policy | undefined; readonly issues: PolicyIssue[] } {
  const issues: PolicyIssue[] = [];
  const data = plainData(input, { path: "", issues });
  const notData = new Set(issues.map(({ path }) => path));
  const ofShape: PolicyIssue[] = [];
  const policy = policyShape(data, { path: "", issues: ofShape });
  issues.push(...ofShape.filter(({ path }) => !notData.has(path)));
  if (policy === undefined) return { policy, issues };
  for (const check of CHECKS) issues.push(...check(policy));
  return { policy: deepFreeze(JSON.parse(canonicalJson(policy)) as Policy), issues };
}
