// Decides what goes into the tokens. Nothing else does.
import { type Claims, type GroupRole, groupRoles, type TokenKind } from "@claimsmith/cognito-model";
import type { PolicyDocument } from "../language/policy.ts";
import {
  CONDITION_FALSE,
  drawClaim,
  drawScope,
  REFUSE_FAILED,
  REFUSE_INVALID,
  REFUSE_MISSING,
  restrict,
  truthOf,
} from "./apply-rules.ts";
import type {
  AccessTokenDecision,
  ClaimDecision,
  Decision,
  GroupDecision,
  LeftOut,
  RefusalCode,
  RefuseDecision,
} from "./decision.ts";
import type { Facts, UserFacts } from "./facts.ts";
import { FAILED, INVALID } from "./read-source.ts";
import {
  type PreparedOverride,
  type PreparedPicture,
  type PreparedRestrictions,
  type PreparedRule,
  preparedPolicy,
} from "./rules.ts";
import { TRUE } from "./truth.ts";

/**
 * Decides what a policy does to the tokens of one sign-in or one machine request.
 *
 * Pure and deterministic; the order of rules does not matter. `policy` must have passed `validate` (a `Policy`, or the one in
 * policy.json): it never throws on such a policy, whatever the facts. Where a fact is broken and a rule that restricts, or a
 * required claim, rests on it, the decision is to refuse.
 */
export function evaluate(policy: PolicyDocument, facts: Facts): Decision {
  const { kind, deny, idToken, accessToken, override } = preparedPolicy(policy, facts.client);
  if (kind !== facts.kind)
    return refuse(kind === undefined ? "CLIENT_UNKNOWN" : "CLIENT_KIND_MISMATCH", "clients");
  const collected: Collected = { leftOut: [], refusal: undefined };
  for (const rule of deny) {
    if (applies(rule, facts, collected)) return { ...refuse("DENIED", rule.rule), reason: rule.name };
    if (collected.refusal !== undefined) return collected.refusal;
  }
  const id = decideClaims(idToken, facts, collected);
  const access = decideAccessToken(accessToken, facts, collected);
  const groups =
    override !== undefined && facts.kind === "user" ? decideGroups(override, facts, collected) : undefined;
  return (
    collected.refusal ?? {
      outcome: "issue",
      idToken: id,
      accessToken: access,
      groups,
      leftOut: collected.leftOut,
    }
  );
}

/** What the rules leave behind as they are applied one after the other. */
interface Collected {
  readonly leftOut: LeftOut[];
  /** The first one stands. */
  refusal: RefuseDecision | undefined;
}

/** The code of a refusal, by the reason that stops a token. */
const REFUSALS: ReadonlyMap<symbol, RefusalCode> = new Map([
  [REFUSE_MISSING, "REQUIRED_CLAIM_MISSING"],
  [REFUSE_INVALID, "FACT_INVALID"],
  [REFUSE_FAILED, "LOOKUP_FAILED"],
]);

function refuse(code: RefusalCode, rule: string): RefuseDecision {
  return { outcome: "refuse", code, rule };
}

function noteRefusal({ rule }: PreparedRule, why: symbol, collected: Collected): void {
  const code = REFUSALS.get(why);
  if (code !== undefined) collected.refusal ??= refuse(code, rule);
}

/** True where a restricting rule applies. A broken fact under it refuses the token. */
function applies(rule: PreparedRule, facts: Facts, collected: Collected): boolean {
  const result = restrict(rule, facts);
  if (result !== true && result !== CONDITION_FALSE) noteRefusal(rule, result, collected);
  return result === true;
}

function restrictions(
  { rules, settled }: PreparedRestrictions,
  facts: Facts,
  collected: Collected,
): readonly string[] {
  if (settled !== undefined) return settled;
  const names: string[] = [];
  for (const rule of rules) if (applies(rule, facts, collected)) names.push(rule.name);
  return names;
}

function decideClaims(picture: PreparedPicture, facts: Facts, collected: Collected): ClaimDecision {
  const suppress = restrictions(picture.suppress, facts, collected);
  const claims: Claims = {};
  for (const rule of picture.claims) {
    const drawn = drawClaim(rule, facts);
    if (typeof drawn === "symbol") {
      noteRefusal(rule, drawn, collected);
      if (drawn === INVALID || drawn === FAILED) collected.leftOut.push(leftOut(rule, drawn, picture.token));
    } else if (suppress.length === 0 || !suppress.includes(rule.name)) claims[rule.name] = drawn;
  }
  return { claims, suppress };
}

function leftOut({ name, rule }: PreparedRule, why: symbol, token: TokenKind): LeftOut {
  return { token, name, rule, why: why === INVALID ? "FACT_INVALID" : "LOOKUP_FAILED" };
}

function decideAccessToken(
  picture: PreparedPicture,
  facts: Facts,
  collected: Collected,
): AccessTokenDecision {
  const { claims, suppress } = decideClaims(picture, facts, collected);
  const scopesToAdd: string[] = [];
  const scopesToSuppress: string[] = [];
  for (const rule of picture.withhold) if (applies(rule, facts, collected)) scopesToSuppress.push(rule.name);
  for (const rule of picture.scopes) {
    if (drawScope(rule, facts) !== true) scopesToSuppress.push(rule.name);
    // What must be asked for is on the client's list already: granting it is leaving it there.
    else if (rule.asked === undefined) scopesToAdd.push(rule.name);
  }
  return { claims, suppress, scopesToAdd, scopesToSuppress };
}

/** Conditions read the groups as they were; keep, add and drop work one after the other on what is left. */
function decideGroups(
  { keep, add, drop, roles }: PreparedOverride,
  facts: UserFacts,
  collected: Collected,
): GroupDecision {
  let groups = facts.groups;
  for (const rule of keep) {
    if (groups.includes(rule.name) && truthOf(rule, facts) !== TRUE) groups = without(groups, rule.name);
  }
  for (const rule of add) {
    if (!groups.includes(rule.name) && truthOf(rule, facts) === TRUE) groups = [...groups, rule.name];
  }
  for (const rule of drop) if (applies(rule, facts, collected)) groups = without(groups, rule.name);
  const members: GroupRole[] = [];
  for (const role of roles(facts)) if (groups.includes(role.group)) members.push(role);
  const { roles: arns, preferredRole } = groupRoles(members);
  return { groups, roles: arns, preferredRole };
}

function without(groups: readonly string[], name: string): readonly string[] {
  return groups.filter((group) => group !== name);
}
