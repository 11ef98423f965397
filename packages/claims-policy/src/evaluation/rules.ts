// The rules of a policy, prepared once: closures instead of syntax.
import type { JsonValue, TokenKind } from "@claimsmith/cognito-model";
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
import type { Facts } from "./facts.ts";
import { type Reader, reader } from "./read-source.ts";
import { type ConditionTest, conditionTest } from "./test-condition.ts";

/** The members that any rule may have. No clients named is every client. */
type AnyRule = ConditionalRule &
  Partial<Pick<ClaimRule, "from" | "required" | "otherwise"> & Pick<ScopeRule, "clients" | "asked">>;

/** A rule as it was declared, and what is needed of it at each evaluation. All rules have one form, so that they run fast. */
export interface PreparedRule<D extends AnyRule = AnyRule> {
  readonly declared: D;
  /** The path of the rule in the policy. */
  readonly rule: string;
  /** The claim, scope or group that the rule is about; of a denial its reason. */
  readonly name: string;
  /** `undefined` always applies. */
  readonly test: ConditionTest | undefined;
  /** `undefined` is every client. */
  readonly clients: readonly string[] | undefined;
  readonly required: boolean;
  readonly otherwise: JsonValue | undefined;
  readonly mustBeAskedFor: boolean;
  /** Of a claim. */
  readonly read: Reader | undefined;
}

/** Everything that shapes one token. */
export interface PreparedPicture {
  readonly token: TokenKind;
  readonly claims: readonly PreparedRule<ClaimRule>[];
  readonly suppress: readonly PreparedRule[];
  readonly scopes: readonly PreparedRule<ScopeRule>[];
  readonly withhold: readonly PreparedRule<WithholdRule>[];
}

/** The IAM role of a declared group. */
export interface PreparedRole {
  readonly group: string;
  readonly precedence: number | undefined;
  readonly roleArn: string;
}

/** The rules that change groups, and the roles of the declared ones. */
export interface PreparedOverride {
  readonly keep: readonly PreparedRule[];
  readonly add: readonly PreparedRule[];
  readonly drop: readonly PreparedRule[];
  /** The roles of declared groups, from constants and settings only: an ARN that the policy does not state never reaches a token. */
  readonly roles: (facts: Facts) => readonly PreparedRole[];
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
/** A trigger has one policy: the one before is found without a look into the map. */
let last: { readonly policy: PolicyDocument; readonly rules: PreparedPolicy } | undefined;

/** The prepared form of a validated policy, made on first use and kept as long as the policy object lives. */
export function preparedPolicy(policy: PolicyDocument): PreparedPolicy {
  if (last?.policy === policy) return last.rules;
  const rules = prepared.get(policy) ?? prepare(policy);
  prepared.set(policy, rules);
  last = { policy, rules };
  return rules;
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

function prepareRule<D extends AnyRule>(
  name: string,
  declared: D,
  rule: string,
  policy: PolicyDocument,
): PreparedRule<D> {
  const { when, from, clients, required, otherwise, asked } = declared;
  return {
    declared,
    clients,
    required: required === true,
    otherwise,
    mustBeAskedFor: asked !== undefined,
    rule,
    name,
    test: when && conditionTest(when, policy),
    read: from && reader(from, policy),
  };
}

function section<D extends AnyRule>(
  rules: Readonly<Record<string, D>> | undefined,
  path: string,
  policy: PolicyDocument,
): PreparedRule<D>[] {
  return Object.entries(rules ?? {}).map(([name, rule]) =>
    prepareRule(name, rule, memberPath(path, name), policy),
  );
}

function picture(
  name: "idToken" | "accessToken" | "machineToken",
  token: TokenKind,
  policy: PolicyDocument,
): PreparedPicture {
  const { claims, suppress, scopes, withhold }: AccessTokenPicture = policy[name] ?? {};
  return {
    token,
    claims: section(claims, `${name}.claims`, policy),
    suppress: section(suppress, `${name}.suppress`, policy),
    scopes: section(scopes, `${name}.scopes`, policy),
    withhold: section(withhold, `${name}.withhold`, policy),
  };
}

function denials(
  path: string,
  rules: readonly DenyRule[] | undefined,
  policy: PolicyDocument,
): PreparedRule<DenyRule>[] {
  return (rules ?? []).map((rule, index) => prepareRule(rule.reason, rule, memberPath(path, index), policy));
}

function overrideOf({ keep, add, drop }: GroupOverride, policy: PolicyDocument): PreparedOverride {
  return {
    keep: section<AnyRule>(keep, "groupOverride.keep", policy),
    add: section(add, "groupOverride.add", policy),
    drop: section(drop, "groupOverride.drop", policy),
    roles: rolesReader(policy),
  };
}

/** One deployment has one settings object: the roles are read once, not at every sign-in. */
function rolesReader({ groups = {}, ...policy }: PolicyDocument): PreparedOverride["roles"] {
  let known: Facts["settings"] | null = null;
  let roles: readonly PreparedRole[] = [];
  const readers = Object.entries(groups).map(([group, { precedence, role }]) => {
    const read = typeof role === "object" ? reader(role, policy) : () => role;
    return { group, precedence, read };
  });
  return (facts) => {
    if (facts.settings === known) return roles;
    roles = readers.flatMap(({ group, precedence, read }) => {
      const roleArn = read(facts);
      return typeof roleArn === "string" ? [{ group, precedence, roleArn }] : [];
    });
    known = facts.settings;
    return roles;
  };
}
