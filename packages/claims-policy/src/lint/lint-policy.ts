// What do the lints say of a policy, and what of it does the policy accept?
import { memberPath } from "../language/member-path.ts";
import { adminScopeCarried } from "./admin-scope.ts";
import { claimOnBothTokens } from "./both-tokens.ts";
import { nameMayBeTaken } from "./claim-names.ts";
import { type Finding, finding, type Lint, type LintSubject } from "./finding.ts";
import { authorisationOnIdTokenOnly } from "./id-token-only.ts";
import type { LintCode } from "./lints.ts";
import { personalDataOnAccessToken } from "./personal-data.ts";
import { routeNeverMet } from "./route-never-met.ts";
import { ruleNeverFires } from "./rule-never-fires.ts";
import { scopeNeverIssued } from "./scope-never-issued.ts";

/** Every lint, in the order in which its findings are reported. */
const ALL: readonly (readonly [LintCode, Lint])[] = [
  ["PERSONAL_DATA_ON_ACCESS_TOKEN", personalDataOnAccessToken],
  ["AUTHORISATION_ON_ID_TOKEN_ONLY", authorisationOnIdTokenOnly],
  ["CLAIM_ON_BOTH_TOKENS", claimOnBothTokens],
  ["ADMIN_SCOPE_CARRIED", adminScopeCarried],
  ["SCOPE_NEVER_ISSUED", scopeNeverIssued],
  ["RULE_NEVER_FIRES", ruleNeverFires],
  ["ROUTE_NEVER_MET", routeNeverMet],
  ["NAME_MAY_BE_TAKEN", nameMayBeTaken],
];

/**
 * Every finding of every lint that can run on a valid policy, those with `accepted` among them, and the acceptances that meet no
 * finding. Without cases no lint looks for who gets what, without routes none at these; acceptances of what could not be looked
 * at are left alone.
 */
export function lintPolicy(subject: LintSubject): Finding[] {
  const { accept = [] } = subject.policy;
  const ran = new Set<string>();
  const findings = ALL.flatMap(([code, lint]) => {
    const found = lint(subject);
    if (found !== undefined) ran.add(code);
    return found ?? [];
  });
  const judged = findings.map((each) => {
    const reason = accept.find(({ lint, at }) => lint === each.code && at === each.path)?.reason;
    return reason === undefined || each.accepted !== undefined ? each : { ...each, accepted: reason };
  });
  const useless = accept.flatMap(({ lint, at, reason }, index) => {
    const isNeeded = judged.some(
      ({ code, path, accepted }) => code === lint && path === at && accepted === reason,
    );
    if (isNeeded || !canJudge(lint, subject, ran)) return [];
    const details = { expected: `a finding of ${lint} at ${at}`, received: "none" };
    return [finding("USELESS_ACCEPTANCE", memberPath("accept", index), details)];
  });
  return [...judged, ...useless];
}

/** Without cases the lint of rules runs, but sees only what no facts satisfy. */
function canJudge(lint: LintCode, { cases = [] }: LintSubject, ran: ReadonlySet<string>): boolean {
  return ran.has(lint) && (lint !== "RULE_NEVER_FIRES" || cases.length > 0);
}
