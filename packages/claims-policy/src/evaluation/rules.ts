// The rules of a policy, prepared once: closures instead of syntax, effects and paths ready to be handed out.
import type { TokenKind } from "@claimsmith/cognito-model";
import type { Condition } from "../language/conditions.ts";
import { memberPath } from "../language/member-path.ts";
import type {
  AccessTokenPicture,
  ClaimRule,
  ConditionalRule,
  DenyRule,
  GroupOverride,
  PolicyDocument,
  ScopeRule,
  WithholdRule,
} from "../language/policy.ts";
import type { Effect, EffectName } from "./decision.ts";
import { type Reader, reader } from "./read-source.ts";
import { type ConditionTest, conditionTest } from "./test-condition.ts";

/** The members that any rule may have. No clients named is every client. */
type AnyRule = ConditionalRule & Partial<Pick<ClaimRule, "from"> & Pick<ScopeRule, "clients">>;

/** A rule as it was declared, and what is needed of it at each evaluation. All rules have one form, so that they run fast. */
export interface PreparedRule<D extends AnyRule = AnyRule> {
  readonly declared: D;
  /** The claim, scope or group that the rule is about; of a denial its reason. */
  readonly name: string;
  /** `undefined` always applies. */
  readonly test: ConditionTest | undefined;
  /** Of a claim. */
  readonly read: Reader | undefined;
  /** What the rule does where it applies, with its path in the policy. */
  readonly effect: Effect;
  /** What a drawn scope does where it does not apply. */
  readonly opposite: Effect;
}

/** Everything that shapes one token. */
export interface PreparedPicture {
  readonly claims: readonly PreparedRule<ClaimRule>[];
  readonly suppress: readonly PreparedRule[];
  readonly scopes: readonly PreparedRule<ScopeRule>[];
  readonly withhold: readonly PreparedRule<WithholdRule>[];
}

/** The IAM role of a declared group. */
export interface PreparedRole {
  readonly group: string;
  readonly precedence: number | undefined;
  readonly read: Reader;
}

/** The rules that change groups, and the roles of the declared ones. */
export interface PreparedOverride {
  readonly keep: readonly PreparedRule[];
  readonly add: readonly PreparedRule[];
  readonly drop: readonly PreparedRule[];
  readonly roles: readonly PreparedRole[];
}

/** A policy, prepared for evaluation. */
export interface PreparedPolicy {
  readonly clients: ReadonlyMap<string, "user" | "machine">;
  readonly deny: Readonly<Record<"user" | "machine", readonly PreparedRule<DenyRule>[]>>;
  readonly idToken: PreparedPicture;
  readonly accessToken: PreparedPicture;
  readonly machineToken: PreparedPicture;
  readonly override: PreparedOverride | undefined;
}

const prepared = new WeakMap<PolicyDocument, PreparedPolicy>();

/** The prepared form of a validated policy, made on first use and kept as long as the policy object lives. */
export function preparedPolicy(policy: PolicyDocument): PreparedPolicy {
  let known = prepared.get(policy);
  if (known === undefined) {
    known = prepare(policy);
    prepared.set(policy, known);
  }
  return known;
}

function prepare(policy: PolicyDocument): PreparedPolicy {
  const { deny, machineToken, groupOverride } = policy;
  return {
    clients: new Map(
      Object.entries(policy.clients).map(([name, { kind }]) => [name, kind === "machine" ? kind : "user"]),
    ),
    deny: {
      user: denials("deny", deny, policy),
      machine: denials("machineToken.deny", machineToken?.deny, policy),
    },
    idToken: picture("idToken", "id", policy),
    accessToken: picture("accessToken", "access", policy),
    machineToken: picture("machineToken", "access", policy),
    override: changesGroups(groupOverride) ? overrideOf(groupOverride, policy) : undefined,
  };
}

/** An override without rules changes nothing, so it must not replace the user's groups and roles either. */
function changesGroups(override: GroupOverride | undefined): override is GroupOverride {
  return Object.values(override ?? {}).some((rules) => Object.keys(rules).length > 0);
}

interface RulePlace {
  readonly path: string;
  readonly token: Effect["token"];
  readonly effect: EffectName;
  readonly opposite?: EffectName;
}

function prepareRule<D extends AnyRule>(
  name: string,
  declared: D,
  place: RulePlace,
  policy: PolicyDocument,
): PreparedRule<D> {
  const { when, from } = declared;
  const effect = { effect: place.effect, token: place.token, name, rule: place.path };
  return {
    declared,
    name,
    test: when && conditionTest(when satisfies Condition, policy),
    read: from && reader(from, policy),
    effect,
    opposite: { ...effect, effect: place.opposite ?? place.effect },
  };
}

function section<D extends AnyRule>(
  rules: Readonly<Record<string, D>> | undefined,
  place: RulePlace,
  policy: PolicyDocument,
): PreparedRule<D>[] {
  return Object.entries(rules ?? {}).map(([name, rule]) =>
    prepareRule(name, rule, { ...place, path: memberPath(place.path, name) }, policy),
  );
}

function picture(
  name: "idToken" | "accessToken" | "machineToken",
  token: TokenKind,
  policy: PolicyDocument,
): PreparedPicture {
  const { claims, suppress, scopes, withhold }: AccessTokenPicture = policy[name] ?? {};
  const place = (part: string, effect: EffectName) => ({ path: `${name}.${part}`, token, effect });
  return {
    claims: section(claims, place("claims", "addClaim"), policy),
    suppress: section(suppress, place("suppress", "suppressClaim"), policy),
    scopes: section(scopes, { ...place("scopes", "addScope"), opposite: "suppressScope" }, policy),
    withhold: section(withhold, place("withhold", "suppressScope"), policy),
  };
}

function denials(
  path: string,
  rules: readonly DenyRule[] | undefined,
  policy: PolicyDocument,
): PreparedRule<DenyRule>[] {
  return (rules ?? []).map((rule, index) =>
    prepareRule(rule.reason, rule, { path: memberPath(path, index), token: "both", effect: "deny" }, policy),
  );
}

function overrideOf(rules: GroupOverride, policy: PolicyDocument): PreparedOverride {
  const rulesOf = (part: "keep" | "add" | "drop", effect: EffectName) =>
    section<AnyRule>(rules[part], { path: `groupOverride.${part}`, token: "both", effect }, policy);
  const roles = Object.entries(policy.groups ?? {}).flatMap(([group, { precedence, role }]) => {
    if (role === undefined) return [];
    const source = typeof role === "string" ? ({ source: "constant", value: role } as const) : role;
    return [{ group, precedence, read: reader(source, policy) }];
  });
  return {
    keep: rulesOf("keep", "removeGroup"),
    add: rulesOf("add", "addGroup"),
    drop: rulesOf("drop", "removeGroup"),
    roles,
  };
}
