// The rules of a policy, prepared once for each client: closures instead of syntax.
import type { JsonValue, TokenKind } from "@claimsmith/cognito-model";
import { memberPath } from "../language/member-path.ts";
import { ownMember } from "../language/own-member.ts";
import type {
  AccessTokenPicture,
  ClaimRule,
  ConditionalRule,
  DenyRule,
  GroupOverride,
  PolicyDocument,
  ScopeRule,
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
  /** True where the rule names the client that it was prepared for, or none. Compared with `false`: a truth test is slower. */
  readonly isForClient: boolean;
  /** What is drawn where nothing is read: of a constant its value. */
  readonly otherwise: JsonValue | undefined;
  /** Of a scope that must be asked for. */
  readonly asked: ScopeRule["asked"];
  /** Of a claim that is no constant. */
  readonly read: Reader | undefined;
}

/** Rules that take something away. */
export interface PreparedRestrictions {
  readonly rules: readonly PreparedRule[];
  /** The names of those that apply, where none has a condition. */
  readonly settled: readonly string[] | undefined;
}

/** Everything that shapes one token. */
export interface PreparedPicture {
  readonly token: TokenKind;
  readonly claims: readonly PreparedRule<ClaimRule>[];
  readonly suppress: PreparedRestrictions;
  readonly scopes: readonly PreparedRule<ScopeRule>[];
  readonly withhold: readonly PreparedRule[];
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

/** A policy, prepared for the evaluations of one client: what concerns its kind. */
export interface PreparedPolicy {
  /** `undefined` where the policy does not declare the client. */
  readonly kind: "user" | "machine" | undefined;
  readonly deny: readonly PreparedRule<DenyRule>[];
  /** Without rules for a machine. */
  readonly idToken: PreparedPicture;
  readonly accessToken: PreparedPicture;
  /** Of people, where the policy changes groups. */
  readonly override: PreparedOverride | undefined;
}

const prepared = new WeakMap<PolicyDocument, Map<string, PreparedPolicy>>();

/** The prepared form of a validated policy for one client, made on first use and kept as long as the policy object lives. */
export function preparedPolicy(policy: PolicyDocument, client: string): PreparedPolicy {
  const byClient = prepared.get(policy) ?? new Map<string, PreparedPolicy>();
  const known = byClient.get(client);
  if (known !== undefined) return known;
  const rules = prepare({ policy, client });
  // A name that the policy does not declare is the caller's: keeping it would let callers fill the memory.
  if (rules.kind !== undefined) prepared.set(policy, byClient.set(client, rules));
  return rules;
}

/** What rules are prepared for. */
interface Subject {
  readonly policy: PolicyDocument;
  readonly client: string;
}

function prepare(subject: Subject): PreparedPolicy {
  const { deny, idToken, accessToken, machineToken, groupOverride, clients } = subject.policy;
  const declared = ownMember(clients, subject.client)?.kind;
  if (declared === "machine") {
    return {
      kind: declared,
      deny: denials("machineToken.deny", machineToken?.deny, subject),
      idToken: picture("idToken", undefined, subject),
      accessToken: picture("machineToken", machineToken, subject),
      override: undefined,
    };
  }
  return {
    kind: declared && "user",
    deny: denials("deny", deny, subject),
    idToken: picture("idToken", idToken, subject),
    accessToken: picture("accessToken", accessToken, subject),
    override: changesGroups(groupOverride) ? overrideOf(groupOverride, subject) : undefined,
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
  { policy, client }: Subject,
): PreparedRule<D> {
  const { when, from, clients, otherwise, asked } = declared;
  // What is always the same need not be read.
  const constant = from?.source === "constant" && from.steps === undefined ? from.value : undefined;
  return {
    declared,
    rule,
    name,
    test: when && conditionTest(when, policy),
    isForClient: clients === undefined || clients.includes(client),
    otherwise: constant ?? otherwise,
    asked,
    read: from && constant === undefined ? reader(from, policy) : undefined,
  };
}

function section<D extends AnyRule>(
  rules: Readonly<Record<string, D>> | undefined,
  path: string,
  subject: Subject,
): PreparedRule<D>[] {
  return Object.entries(rules ?? {}).map(([name, rule]) =>
    prepareRule(name, rule, memberPath(path, name), subject),
  );
}

function restrictions(
  declared: Readonly<Record<string, AnyRule>> | undefined,
  path: string,
  subject: Subject,
): PreparedRestrictions {
  const rules = section(declared, path, subject);
  const applying = rules.filter(({ isForClient }) => isForClient);
  const isSettled = applying.every(({ test }) => test === undefined);
  // Every decision for the client hands out this list: nobody may write into it.
  const settled = isSettled ? Object.freeze(applying.map(({ name }) => name)) : undefined;
  return { rules, settled };
}

function picture(path: string, declared: AccessTokenPicture | undefined, subject: Subject): PreparedPicture {
  const { claims, suppress, scopes, withhold } = declared ?? {};
  return {
    token: path === "idToken" ? "id" : "access",
    claims: section(claims, `${path}.claims`, subject),
    suppress: restrictions(suppress, `${path}.suppress`, subject),
    scopes: section(scopes, `${path}.scopes`, subject),
    withhold: section<AnyRule>(withhold, `${path}.withhold`, subject),
  };
}

function denials(
  path: string,
  rules: readonly DenyRule[] | undefined,
  subject: Subject,
): PreparedRule<DenyRule>[] {
  return (rules ?? []).map((rule, index) => prepareRule(rule.reason, rule, memberPath(path, index), subject));
}

function overrideOf({ keep, add, drop }: GroupOverride, subject: Subject): PreparedOverride {
  return {
    keep: section<AnyRule>(keep, "groupOverride.keep", subject),
    add: section(add, "groupOverride.add", subject),
    drop: section<AnyRule>(drop, "groupOverride.drop", subject),
    roles: rolesReader(subject.policy),
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
