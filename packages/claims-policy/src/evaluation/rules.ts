// The rules of a policy, prepared once: closures instead of syntax, effects and paths ready to be handed out.
import type { JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { Condition } from "../language/conditions.ts";
import { memberPath } from "../language/member-path.ts";
import type {
  AccessTokenPicture,
  ClaimRule,
  ConditionalRule,
  DenyRule,
  GroupOverride,
  PolicyDocument,
} from "../language/policy.ts";
import type { Source } from "../language/sources.ts";
import type { Effect } from "./decision.ts";
import { type Reader, reader } from "./read-source.ts";
import { type ConditionTest, conditionTest } from "./test-condition.ts";

/** What every prepared rule has. `condition` is kept for explanations. */
export interface PreparedRule {
  /** The path of the rule in the policy. */
  readonly rule: string;
  readonly condition: Condition | undefined;
  readonly test: ConditionTest | undefined;
}

/** Draws one claim. */
export interface PreparedClaim extends PreparedRule {
  readonly token: TokenKind;
  readonly name: string;
  readonly source: Source;
  readonly read: Reader;
  readonly required: boolean;
  readonly otherwise: JsonValue | undefined;
  readonly onLookupFailure: NonNullable<ClaimRule["onLookupFailure"]>;
  readonly effect: Effect;
}

/** Suppresses one claim, or withholds one scope. */
export interface PreparedRestriction extends PreparedRule {
  readonly name: string;
  /** `undefined` is every client. */
  readonly clients: ReadonlySet<string> | undefined;
  readonly effect: Effect;
}

/** Draws one scope. */
export interface PreparedScope extends PreparedRule {
  readonly name: string;
  readonly clients: ReadonlySet<string>;
  readonly mustBeAskedFor: boolean;
  readonly grant: Effect;
  readonly suppress: Effect;
}

/** Refuses the tokens. */
export interface PreparedDenial extends PreparedRule {
  readonly reason: string;
}

/** Everything that shapes one token. */
export interface PreparedPicture {
  readonly claims: readonly PreparedClaim[];
  readonly suppress: readonly PreparedRestriction[];
  readonly scopes: readonly PreparedScope[];
  readonly withhold: readonly PreparedRestriction[];
}

/** One rule about a group. */
export interface PreparedGroupRule extends PreparedRule {
  readonly group: string;
  readonly effect: Effect;
}

/** A declared group with what decides its roles. */
export interface PreparedGroup {
  readonly precedence: number | undefined;
  readonly role: Reader | undefined;
}

/** The rules that change groups. */
export interface PreparedOverride {
  readonly keep: readonly PreparedGroupRule[];
  readonly add: readonly PreparedGroupRule[];
  readonly drop: readonly PreparedGroupRule[];
  readonly declared: ReadonlyMap<string, PreparedGroup>;
}

/** A policy, prepared for evaluation. */
export interface PreparedPolicy {
  readonly clients: ReadonlyMap<string, "user" | "machine">;
  readonly deny: { readonly user: readonly PreparedDenial[]; readonly machine: readonly PreparedDenial[] };
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
  return {
    clients: new Map(
      Object.entries(policy.clients).map(([name, { kind }]) => [name, kind === "machine" ? kind : "user"]),
    ),
    deny: {
      user: denials(policy, "deny", policy.deny),
      machine: denials(policy, "machineToken.deny", policy.machineToken?.deny),
    },
    idToken: picture(policy, "idToken", "id"),
    accessToken: picture(policy, "accessToken", "access"),
    machineToken: picture(policy, "machineToken", "access"),
    override: policy.groupOverride && override(policy, policy.groupOverride),
  };
}

function ruleBase(policy: PolicyDocument, rule: string, { when }: ConditionalRule): PreparedRule {
  return { rule, condition: when, test: when && conditionTest(when, policy) };
}

function denials(policy: PolicyDocument, path: string, rules: readonly DenyRule[] = []): PreparedDenial[] {
  return rules.map((rule, index) => ({
    ...ruleBase(policy, `${path}[${index}]`, rule),
    reason: rule.reason,
  }));
}

function picture(
  policy: PolicyDocument,
  path: "idToken" | "accessToken" | "machineToken",
  token: TokenKind,
): PreparedPicture {
  const drawn: AccessTokenPicture = policy[path] ?? {};
  const entries = <T>(section: string, rules: Readonly<Record<string, T>> = {}) =>
    Object.entries(rules).map(([name, rule]) => ({
      name,
      declared: rule,
      rule: memberPath(`${path}.${section}`, name),
    }));
  return {
    claims: entries("claims", drawn.claims).map(({ name, declared, rule }) => ({
      ...ruleBase(policy, rule, declared),
      token,
      name,
      source: declared.from,
      read: reader(declared.from, policy),
      required: declared.required ?? false,
      otherwise: declared.otherwise,
      onLookupFailure: declared.onLookupFailure ?? "refuse",
      effect: { effect: "addClaim", token, name, rule },
    })),
    suppress: entries("suppress", drawn.suppress).map(({ name, declared, rule }) => ({
      ...ruleBase(policy, rule, declared),
      name,
      clients: undefined,
      effect: { effect: "suppressClaim", token, name, rule },
    })),
    scopes: entries("scopes", drawn.scopes).map(({ name, declared, rule }) => ({
      ...ruleBase(policy, rule, declared),
      name,
      clients: new Set(declared.clients),
      mustBeAskedFor: declared.asked === "required",
      grant: { effect: "addScope", token, name, rule },
      suppress: { effect: "suppressScope", token, name, rule },
    })),
    withhold: entries("withhold", drawn.withhold).map(({ name, declared, rule }) => ({
      ...ruleBase(policy, rule, declared),
      name,
      clients: declared.clients && new Set(declared.clients),
      effect: { effect: "suppressScope", token, name, rule },
    })),
  };
}

function override(policy: PolicyDocument, rules: GroupOverride): PreparedOverride {
  const section = (name: keyof GroupOverride, effect: "addGroup" | "removeGroup"): PreparedGroupRule[] =>
    Object.entries<ConditionalRule>(rules[name] ?? {}).map(([group, declared]) => {
      const rule = memberPath(`groupOverride.${name}`, group);
      return {
        ...ruleBase(policy, rule, declared),
        group,
        effect: { effect, token: "both", name: group, rule },
      };
    });
  const declared = Object.entries(policy.groups ?? {}).map(([name, { precedence, role }]) => {
    const source = typeof role === "string" ? ({ source: "constant", value: role } as const) : role;
    return [name, { precedence, role: source && reader(source, policy) }] as const;
  });
  return {
    keep: section("keep", "removeGroup"),
    add: section("add", "addGroup"),
    drop: section("drop", "removeGroup"),
    declared: new Map(declared),
  };
}
