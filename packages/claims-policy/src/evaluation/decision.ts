// What did an evaluation decide: what to add, suppress, grant, withhold or refuse, and by which rule?
import type { Claims, TokenKind } from "@claimsmith/cognito-model";

/** What a rule did to a token. */
export type EffectName =
  | "addClaim"
  | "suppressClaim"
  | "addScope"
  | "suppressScope"
  | "addGroup"
  | "removeGroup"
  | "deny";

/** One thing that a rule did, with the path of the rule in the policy. A change of groups reaches both tokens. */
export interface Effect {
  readonly effect: EffectName;
  readonly token: TokenKind | "both";
  readonly name: string;
  readonly rule: string;
}

/** A claim that a rule would have drawn, had its fact been valid or its look-up not failed. */
export interface LeftOut {
  readonly token: Effect["token"];
  readonly name: string;
  readonly rule: string;
  readonly why: "FACT_INVALID" | "LOOKUP_FAILED";
}

/** What happens to the claims of one token. No claim is in both. */
export interface ClaimDecision {
  readonly claims: Claims;
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
  readonly preferredRole?: string;
}

/** Tokens are issued, changed like this. */
export interface IssueDecision {
  readonly outcome: "issue";
  /** Empty for a machine. */
  readonly idToken: ClaimDecision;
  readonly accessToken: AccessTokenDecision;
  /** `undefined` where the policy declares no change of groups, and for machines. */
  readonly groups: GroupDecision | undefined;
  readonly effects: readonly Effect[];
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
