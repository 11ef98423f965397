// Decides what goes into the tokens. Nothing else does.
import { type Claims, groupRoles } from "@claimsmith/cognito-model";
import type { PolicyDocument } from "../language/policy.ts";
import {
  drawClaim,
  drawScope,
  NO_EFFECT,
  REFUSALS,
  restrict,
  restrictClient,
  truthOf,
} from "./apply-rules.ts";
import type {
  AccessTokenDecision,
  ClaimDecision,
  Decision,
  Effect,
  GroupDecision,
  LeftOut,
  RefuseDecision,
} from "./decision.ts";
import type { Facts, UserFacts } from "./facts.ts";
import {
  type PreparedOverride,
  type PreparedPicture,
  type PreparedPolicy,
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
  const rules = preparedPolicy(policy);
  const refusal = clientRefusal(rules, facts) ?? denial(rules, facts);
  if (refusal !== undefined) return refusal;
  const collected: Collected = { effects: [], leftOut: [], refusal: undefined };
  return facts.kind === "user"
    ? userDecision(rules, facts, collected)
    : machineDecision(rules, facts, collected);
}

/** What the rules leave behind as they are applied one after the other. */
interface Collected {
  readonly effects: Effect[];
  readonly leftOut: LeftOut[];
  refusal: RefuseDecision | undefined;
}

const NO_CLAIMS: ClaimDecision = { claims: {}, suppress: [] };

function userDecision(rules: PreparedPolicy, facts: UserFacts, collected: Collected): Decision {
  const idToken = decideClaims(rules.idToken, facts, collected);
  const accessToken = decideAccessToken(rules.accessToken, facts, collected);
  const groups = rules.override && decideGroups(rules.override, facts, collected);
  const { effects, leftOut, refusal } = collected;
  if (refusal !== undefined) return refusal;
  return { outcome: "issue", idToken, accessToken, ...(groups && { groups }), effects, leftOut };
}

function machineDecision(rules: PreparedPolicy, facts: Facts, collected: Collected): Decision {
  const accessToken = decideAccessToken(rules.machineToken, facts, collected);
  const { effects, leftOut, refusal } = collected;
  return refusal ?? { outcome: "issue", idToken: NO_CLAIMS, accessToken, effects, leftOut };
}

function clientRefusal(rules: PreparedPolicy, facts: Facts): RefuseDecision | undefined {
  const kind = rules.clients.get(facts.client);
  if (kind === facts.kind) return undefined;
  return {
    outcome: "refuse",
    code: kind === undefined ? "CLIENT_UNKNOWN" : "CLIENT_KIND_MISMATCH",
    rule: "clients",
  };
}

function denial(rules: PreparedPolicy, facts: Facts): RefuseDecision | undefined {
  for (const rule of rules.deny[facts.kind]) {
    const denied = restrict(rule, facts);
    if (denied === true) return { outcome: "refuse", code: "DENIED", rule: rule.rule, reason: rule.reason };
    const refusal = refusalFor(rule, denied);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalFor(rule: PreparedRule, why: symbol): RefuseDecision | undefined {
  const code = REFUSALS.get(why);
  return code && { outcome: "refuse", code, rule: rule.rule };
}

function decideClaims(picture: PreparedPicture, facts: Facts, collected: Collected): ClaimDecision {
  const suppress = restrictions(picture, "suppress", facts, collected);
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
  collected.refusal ??= refusalFor(rule, why);
  if (why !== NO_EFFECT.invalid && why !== NO_EFFECT.lookupFailed) return;
  const { token, name, rule: path } = rule;
  collected.leftOut.push({
    token,
    name,
    rule: path,
    why: why === NO_EFFECT.invalid ? "FACT_INVALID" : "LOOKUP_FAILED",
  });
}

function restrictions(
  picture: PreparedPicture,
  section: "suppress" | "withhold",
  facts: Facts,
  collected: Collected,
): string[] {
  const names: string[] = [];
  for (const rule of picture[section]) {
    const applies = restrictClient(rule, facts);
    if (applies === true) {
      names.push(rule.name);
      collected.effects.push(rule.effect);
    } else collected.refusal ??= refusalFor(rule, applies);
  }
  return names;
}

function decideAccessToken(
  picture: PreparedPicture,
  facts: Facts,
  collected: Collected,
): AccessTokenDecision {
  const { claims, suppress } = decideClaims(picture, facts, collected);
  const scopesToSuppress = restrictions(picture, "withhold", facts, collected);
  const scopesToAdd: string[] = [];
  for (const rule of picture.scopes) {
    const granted = drawScope(rule, facts) === true;
    // What must be asked for is on the client's list already: granting it is leaving it there.
    if (granted && !rule.mustBeAskedFor) scopesToAdd.push(rule.name);
    if (!granted) scopesToSuppress.push(rule.name);
    collected.effects.push(granted ? rule.grant : rule.suppress);
  }
  return { claims, suppress, scopesToAdd, scopesToSuppress };
}

/** Conditions read the groups as they were; keep, drop and add work on what is left. */
function decideGroups(override: PreparedOverride, facts: UserFacts, collected: Collected): GroupDecision {
  const groups = new Set(facts.groups);
  for (const rule of override.keep) {
    if (groups.has(rule.group) && truthOf(rule, facts) !== TRUE) removeGroup(groups, rule, collected);
  }
  for (const rule of override.add) {
    if (truthOf(rule, facts) !== TRUE || groups.has(rule.group)) continue;
    groups.add(rule.group);
    collected.effects.push(rule.effect);
  }
  for (const rule of override.drop) {
    const applies = restrict(rule, facts);
    if (applies !== true) collected.refusal ??= refusalFor(rule, applies);
    else if (groups.has(rule.group)) removeGroup(groups, rule, collected);
  }
  return { groups: [...groups], ...rolesOf(groups, override, facts) };
}

function removeGroup(
  groups: Set<string>,
  rule: PreparedOverride["keep"][number],
  collected: Collected,
): void {
  groups.delete(rule.group);
  collected.effects.push(rule.effect);
}

/** Roles come from declared groups only: an ARN that the policy does not state never reaches a token. */
function rolesOf(
  groups: ReadonlySet<string>,
  override: PreparedOverride,
  facts: Facts,
): Omit<GroupDecision, "groups"> {
  const members = [...groups].flatMap((name) => override.declared.get(name) ?? []);
  return groupRoles(
    members.map(({ precedence, role }) => {
      const roleArn = role?.(facts);
      return {
        ...(precedence !== undefined && { precedence }),
        ...(typeof roleArn === "string" && { roleArn }),
      };
    }),
  );
}
