// Decides what goes into the tokens. Nothing else does.
import { type Claims, type GroupRole, groupRoles } from "@claimsmith/cognito-model";
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
  Effect,
  GroupDecision,
  LeftOut,
  RefusalCode,
  RefuseDecision,
} from "./decision.ts";
import type { Facts, UserFacts } from "./facts.ts";
import { FAILED, INVALID } from "./read-source.ts";
import { type PreparedOverride, type PreparedPicture, type PreparedRule, preparedPolicy } from "./rules.ts";
import { TRUE } from "./truth.ts";

/**
 * Decides what a policy does to the tokens of one sign-in or one machine request.
 *
 * Pure and deterministic; the order of rules does not matter. `policy` must have passed `validate` (a `Policy`, or the one in
 * policy.json): it never throws on such a policy, whatever the facts. Where a fact is broken and a rule that restricts, or a
 * required claim, rests on it, the decision is to refuse.
 */
export function evaluate(policy: PolicyDocument, facts: Facts): Decision {
  const { clients, deny, idToken, accessToken, machineToken, override } = preparedPolicy(policy);
  const kind = clients.get(facts.client);
  if (kind !== facts.kind)
    return refuse(kind === undefined ? "CLIENT_UNKNOWN" : "CLIENT_KIND_MISMATCH", "clients");
  const collected: Collected = { effects: [], leftOut: [], refusal: undefined };
  for (const rule of deny[kind]) {
    if (applies(rule, facts, collected)) return { ...refuse("DENIED", rule.effect.rule), reason: rule.name };
    if (collected.refusal !== undefined) return collected.refusal;
  }
  const isUser = facts.kind === "user";
  const id = isUser ? decideClaims(idToken, facts, collected) : NO_CLAIMS;
  const access = decideAccessToken(isUser ? accessToken : machineToken, facts, collected);
  const groups = isUser && override ? decideGroups(override, facts, collected) : undefined;
  const { effects, leftOut, refusal } = collected;
  return refusal ?? { outcome: "issue", idToken: id, accessToken: access, groups, effects, leftOut };
}

/** What the rules leave behind as they are applied one after the other. */
interface Collected {
  readonly effects: Effect[];
  readonly leftOut: LeftOut[];
  /** The first one stands. */
  refusal: RefuseDecision | undefined;
}

const NO_CLAIMS: ClaimDecision = { claims: {}, suppress: [] };

/** The code of a refusal, by the reason that stops a token. */
const REFUSALS: ReadonlyMap<symbol, RefusalCode> = new Map([
  [REFUSE_MISSING, "REQUIRED_CLAIM_MISSING"],
  [REFUSE_INVALID, "FACT_INVALID"],
  [REFUSE_FAILED, "LOOKUP_FAILED"],
]);

function refuse(code: RefusalCode, rule: string): RefuseDecision {
  return { outcome: "refuse", code, rule };
}

function noteRefusal({ effect }: PreparedRule, why: symbol, collected: Collected): void {
  const code = REFUSALS.get(why);
  if (code !== undefined) collected.refusal ??= refuse(code, effect.rule);
}

/** True where a restricting rule applies. A broken fact under it refuses the token. */
function applies(rule: PreparedRule, facts: Facts, collected: Collected): boolean {
  const result = restrict(rule, facts);
  if (result !== true && result !== CONDITION_FALSE) noteRefusal(rule, result, collected);
  return result === true;
}

function restrictions(rules: readonly PreparedRule[], facts: Facts, collected: Collected): string[] {
  const names: string[] = [];
  for (const rule of rules) {
    if (!applies(rule, facts, collected)) continue;
    names.push(rule.name);
    collected.effects.push(rule.effect);
  }
  return names;
}

function decideClaims(picture: PreparedPicture, facts: Facts, collected: Collected): ClaimDecision {
  const suppress = restrictions(picture.suppress, facts, collected);
  const claims: Claims = {};
  for (const rule of picture.claims) {
    const drawn = drawClaim(rule, facts);
    if (typeof drawn === "symbol") noteUndrawn(rule, drawn, collected);
    else if (!suppress.includes(rule.name)) {
      claims[rule.name] = drawn;
      collected.effects.push(rule.effect);
    }
  }
  return { claims, suppress };
}

function noteUndrawn(rule: PreparedPicture["claims"][number], why: symbol, collected: Collected): void {
  noteRefusal(rule, why, collected);
  if (why !== INVALID && why !== FAILED) return;
  const { effect, ...place } = rule.effect;
  collected.leftOut.push({ ...place, why: why === INVALID ? "FACT_INVALID" : "LOOKUP_FAILED" });
}

function decideAccessToken(
  picture: PreparedPicture,
  facts: Facts,
  collected: Collected,
): AccessTokenDecision {
  const { claims, suppress } = decideClaims(picture, facts, collected);
  const scopesToSuppress = restrictions(picture.withhold, facts, collected);
  const scopesToAdd: string[] = [];
  for (const rule of picture.scopes) {
    const granted = drawScope(rule, facts) === true;
    // What must be asked for is on the client's list already: granting it is leaving it there.
    if (granted && !rule.declared.asked) scopesToAdd.push(rule.name);
    if (!granted) scopesToSuppress.push(rule.name);
    collected.effects.push(granted ? rule.effect : rule.opposite);
  }
  return { claims, suppress, scopesToAdd, scopesToSuppress };
}

/** Conditions read the groups as they were; keep, drop and add work on what is left. */
function decideGroups(
  { keep, add, drop, roles }: PreparedOverride,
  facts: UserFacts,
  collected: Collected,
): GroupDecision {
  const groups = [...facts.groups];
  for (const rule of keep) if (truthOf(rule, facts) !== TRUE) removeGroup(groups, rule, collected);
  for (const rule of add) {
    if (truthOf(rule, facts) !== TRUE || groups.includes(rule.name)) continue;
    groups.push(rule.name);
    collected.effects.push(rule.effect);
  }
  for (const rule of drop) if (applies(rule, facts, collected)) removeGroup(groups, rule, collected);
  // Roles come from declared groups only: an ARN that the policy does not state never reaches a token.
  const members: GroupRole[] = [];
  for (const { group, precedence, read } of roles) {
    const roleArn = groups.includes(group) ? read(facts) : undefined;
    if (typeof roleArn === "string") members.push({ precedence, roleArn });
  }
  const { roles: arns, preferredRole } = groupRoles(members);
  return preferredRole === undefined ? { groups, roles: arns } : { groups, roles: arns, preferredRole };
}

function removeGroup(groups: string[], rule: PreparedRule, collected: Collected): void {
  const before = groups.length;
  // However often the facts name it: one that is left would be a member still.
  for (let at = groups.indexOf(rule.name); at >= 0; at = groups.indexOf(rule.name)) groups.splice(at, 1);
  if (groups.length < before) collected.effects.push(rule.effect);
}
