// What did an evaluation decide: what to add, suppress, grant, withhold or refuse? `explain` tells the reason of each.
import type { Claims, TokenKind } from "@claimsmith/cognito-model";

/** A claim that a rule would have drawn, had its fact been valid or its look-up not failed. */
export interface LeftOut {
  readonly token: TokenKind;
  readonly name: string;
  readonly rule: string;
  readonly why: "FACT_INVALID" | "LOOKUP_FAILED";
}

/** What happens to the claims of one token. No claim is in both. */
export interface ClaimDecision {
  readonly claims: Readonly<Claims>;
  readonly suppress: readonly string[];
}

/** What happens to the claims and scopes of the access token. No scope is in both lists. */
export interface AccessTokenDecision extends ClaimDecision {
  readonly scopesToAdd: readonly string[];
  readonly scopesToSuppress: readonly string[];
}

/** The groups and roles that both tokens carry instead of the user's own. */
export interface GroupDecision {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  /** `undefined` where no role is preferred. */
  readonly preferredRole: string | undefined;
}

/** Tokens are issued, changed like this. */
export interface IssueDecision {
  readonly outcome: "issue";
  /** Empty for a machine. */
  readonly idToken: ClaimDecision;
  readonly accessToken: AccessTokenDecision;
  /** `undefined` where the policy declares no change of groups, and for machines. */
  readonly groups: GroupDecision | undefined;
  readonly leftOut: readonly LeftOut[];
}

/** Why no token is issued. */
export type RefusalCode =
  | "DENIED"
  | "REQUIRED_CLAIM_MISSING"
  | "FACT_INVALID"
  | "LOOKUP_FAILED"
  | "CLIENT_UNKNOWN"
  | "CLIENT_KIND_MISMATCH";

/** No token is issued. `rule` is the path of the rule that refused; `reason` is the one that a denial states. */
export interface RefuseDecision {
  readonly outcome: "refuse";
  readonly code: RefusalCode;
  readonly rule: string;
  readonly reason?: string;
}

/** The result of an evaluation. */
export type Decision = IssueDecision | RefuseDecision;
