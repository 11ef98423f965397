// What does a change do, by trying every world? No formulas: facts are enumerated one by one and `evaluate` is asked about each.
import { type JsonValue, releasedAttributes, standardAttribute } from "@claimsmith/cognito-model";
import {
  canonicalJson,
  type Decision,
  evaluate,
  type Facts,
  type LookupResult,
  type PolicyDocument,
} from "../../src/index.ts";
import type { KnownFacts } from "../../src/plan/index.ts";
import type { FactKind } from "./small-policies.ts";

/** One world: what is known, and what is asked for. */
export interface World {
  readonly kind: "user" | "machine";
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lookups: Readonly<Record<string, LookupResult>>;
  readonly settings: Readonly<Record<string, JsonValue>>;
  readonly asked: readonly string[];
}

/** All that tokens show of what a policy decides: `scope:orders/read`, `group:A`, `claim:id:one`, with the values of claims. */
export type Seen = ReadonlyMap<string, JsonValue | true>;

function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_item, index) => bits & (1 << index)),
  );
}

const SOME_GROUPS = subsets(["A", "B", "SEEN", "FEDERATED"]);
const LOOKUPS: readonly Record<string, LookupResult>[] = [
  { membership: { status: "missing" } },
  { membership: { status: "failed" } },
  { membership: { status: "found", fields: {} } },
  ...["gold", "free", "plus", "lead"].map(
    (plan): Record<string, LookupResult> => ({
      membership: { status: "found", fields: { plan } },
    }),
  ),
];
/** Every value of a small type, and more of a text than any rule names. */
const TEXTS = {
  "custom:status": ["active", "suspended", "closed"],
  "custom:level": ["0", "1", "2", "3", "4", "x"],
  "custom:company": ["c1", "c2", "zz", "yy", "hi", "ho", "abcde", "abcdefg"],
  note: ["zz", "yy", "hi", "ho", "much too long"],
} as const;

/** What claims of these policies can be: a text that is free can be any of it. */
function statedTexts(policies: readonly PolicyDocument[]): string[] {
  const rules = policies.flatMap(({ idToken, accessToken, machineToken }) =>
    [idToken, accessToken, machineToken].map((picture) => picture?.claims),
  );
  const texts = [...JSON.stringify(rules).matchAll(/(?<=[:[]|,)"([^"]+)"(?!:)/g)].map(
    ([, text]) => text ?? "",
  );
  return [...new Set([...texts, "active", "suspended", "gold", "free", "plus", "x", "y"])];
}

/** Every world in which only these facts are known. */
export function* everyWorld(
  kind: World["kind"],
  { facts, policies }: { readonly facts: readonly FactKind[]; readonly policies: readonly PolicyDocument[] },
  scopes: readonly string[],
): Generator<World> {
  const isIn = (fact: FactKind) => facts.includes(fact);
  const texts = (fact: FactKind, name: keyof typeof TEXTS) =>
    isIn(fact) ? [{}, ...valuesOfText(fact, name).map((value) => ({ [name]: value }))] : [{}];
  const isFree = (fact: FactKind) => fact === "company" || fact === "note";
  const valuesOfText = (fact: FactKind, name: keyof typeof TEXTS): readonly string[] =>
    isFree(fact) ? [...new Set([...TEXTS[name], ...statedTexts(policies)])] : TEXTS[name];
  const ofPeople = kind === "user";
  // A rule may show an attribute without reading it, so `company` is always varied a little.
  const isShown = policies.some(({ idToken }) => Object.hasOwn(idToken?.claims ?? {}, "custom:company"));
  const shown = ["zz", ...(isShown ? statedTexts(policies) : [])].map((value) => ({
    "custom:company": value,
  }));
  const companies = isIn("company") ? texts("company", "custom:company") : [{}, ...shown];
  for (const groups of ofPeople && isIn("groups")
    ? SOME_GROUPS
    : [[], ["A"], ["B"], ["A", "B"], ["SEEN"], ["FEDERATED"]].slice(0, ofPeople ? 6 : 1))
    for (const status of ofPeople ? texts("status", "custom:status") : [{}])
      for (const level of ofPeople ? texts("level", "custom:level") : [{}])
        for (const company of ofPeople ? companies : [{}])
          for (const lookups of isIn("plan") ? LOOKUPS : LOOKUPS.slice(0, 1))
            for (const tier of isIn("tier") ? ["x", "y"] : ["x"])
              for (const metadata of texts("note", "note"))
                for (const asked of subsets(scopes))
                  yield {
                    kind,
                    groups,
                    attributes: { ...status, ...level, ...company },
                    metadata,
                    lookups,
                    settings: { tier },
                    asked,
                  };
}

/** The facts of a world for a client. */
export function factsOf({ kind, asked, ...world }: World, client: string, allowed: readonly string[]): Facts {
  const scopes = asked.filter((scope) => allowed.includes(scope));
  const { groups, attributes, ...shared } = world;
  if (kind === "machine") return { kind, client, scopes, ...shared, policyHash: "0123456789ab" };
  return { kind, client, scopes, groups, attributes, ...shared, policyHash: "0123456789ab" };
}

/** What a policy puts on the tokens of a client in a world; `undefined` where it refuses them. */
export function seenIn(policy: PolicyDocument, facts: Facts, isV1: boolean): Seen | undefined {
  const decision = evaluate(policy, isV1 ? { ...facts, scopes: [] } : facts);
  if (decision.outcome === "refuse") return undefined;
  const seen = new Map<string, JsonValue | true>();
  const { scopesToAdd, scopesToSuppress } = decision.accessToken;
  for (const scope of new Set([...facts.scopes, ...scopesToAdd])) {
    if (!scopesToSuppress.includes(scope)) seen.set(`scope:${scope}`, true);
  }
  const hasIdToken =
    facts.kind === "user" && (hasApi(policy, facts.client) || facts.scopes.includes("openid"));
  addClaims(seen, "access", decision, facts.kind === "user" ? groupsOf(decision, facts) : [], {});
  if (hasIdToken && facts.kind === "user") {
    addClaims(seen, "id", decision, groupsOf(decision, facts), readable(policy, facts));
    addRoles(seen, policy, decision, groupsOf(decision, facts));
  }
  return seen;
}

type Issued = Extract<Decision, { outcome: "issue" }>;

function groupsOf({ groups }: Issued, facts: Extract<Facts, { kind: "user" }>): readonly string[] {
  return groups?.groups ?? facts.groups;
}

function hasApi(policy: PolicyDocument, client: string): boolean {
  return (policy.clients[client]?.signIn ?? ["srp", "hosted"]).some((way) => way !== "hosted");
}

const ADMIN = "aws.cognito.signin.user.admin";

/** The scopes that a client may ask for under a policy. */
export function allowedScopes(policy: PolicyDocument, client: string): string[] {
  const declared = policy.clients[client];
  const picture = declared?.kind === "machine" ? policy.machineToken : policy.accessToken;
  const asked = Object.entries(picture?.scopes ?? {})
    .filter(([, { asked: how, clients }]) => how === "required" && clients.includes(client))
    .map(([scope]) => scope);
  if (declared?.kind === "machine") return [...declared.scopes, ...asked];
  const isHosted = (declared?.signIn ?? ["hosted"]).includes("hosted");
  return [
    ...(isHosted ? [...(declared?.scopes ?? []), ...asked] : []),
    ...(hasApi(policy, client) ? [ADMIN] : []),
  ];
}

/** The attributes that the ID token has without a trigger. */
function readable(policy: PolicyDocument, facts: Extract<Facts, { kind: "user" }>): Record<string, string> {
  const { reads } = policy.clients[facts.client] ?? {};
  const own = Object.entries(facts.attributes).filter(
    ([name]) =>
      (reads ?? [name]).includes(name) &&
      (standardAttribute(name) !== undefined || name.startsWith("custom:")),
  );
  const all = Object.fromEntries(own);
  return hasApi(policy, facts.client) ? all : { ...releasedAttributes(all, facts.scopes) };
}

function addClaims(
  seen: Map<string, JsonValue | true>,
  token: "id" | "access",
  decision: Issued,
  groups: readonly string[],
  own: Readonly<Record<string, string>>,
): void {
  const { claims, suppress } = token === "id" ? decision.idToken : decision.accessToken;
  for (const [name, value] of Object.entries({ ...own, ...claims })) {
    if (!suppress.includes(name)) seen.set(`claim:${token}:${name}`, value);
  }
  if (suppress.includes("cognito:groups") || groups.length === 0) return;
  seen.set(`claim:${token}:cognito:groups`, true);
  for (const group of groups) seen.set(`group:${group}`, true);
}

/** Roles follow the groups: the preferred one is that of the highest precedence, unless two share it. */
function addRoles(
  seen: Map<string, JsonValue | true>,
  policy: PolicyDocument,
  decision: Issued,
  groups: readonly string[],
): void {
  if (decision.idToken.suppress.includes("cognito:groups")) return;
  const roles = groups.flatMap((name) => {
    const { role, precedence = 1e9 } = policy.groups?.[name] ?? {};
    return typeof role === "string" ? [{ role, precedence }] : [];
  });
  for (const { role } of roles) seen.set(`role:${role}`, true);
  const highest = Math.min(...roles.map(({ precedence }) => precedence));
  const preferred = new Set(roles.filter(({ precedence }) => precedence === highest).map(({ role }) => role));
  const [only] = preferred;
  if (preferred.size === 1 && only !== undefined) seen.set(`preferredRole:${only}`, true);
}

/** How many facts a world has beyond "nothing known". */
export function sizeOf(
  { groups, attributes, metadata, lookups, settings, asked }: World,
  scopes: readonly string[],
): number {
  const found = Object.values(lookups).reduce((sum, result) => {
    if (result.status === "found") return sum + Object.keys(result.fields).length;
    return sum + (result.status === "failed" ? 1 : 0);
  }, 0);
  const others = Object.values(settings).filter((value) => value !== "x").length;
  const named = asked.filter((scope) => scopes.includes(scope)).length;
  return (
    groups.length + Object.keys(attributes).length + Object.keys(metadata).length + found + others + named
  );
}

/** What the two policies differ in for one client, over all worlds. */
export interface BruteVerdict {
  readonly widening: ReadonlySet<string>;
  readonly narrowing: ReadonlySet<string>;
  /** Claims with another value in some world; those with a value that is new, and with one that is lost. */
  readonly otherValue: ReadonlySet<string>;
  readonly newValue: ReadonlySet<string>;
  readonly lostValue: ReadonlySet<string>;
  /** The fewest facts of a world where tokens are issued by one policy alone, and by both with a difference. */
  readonly smallest: ReadonlyMap<string, number>;
}

/** One world's outcome under both policies. */
export interface Outcome {
  readonly before: Seen | undefined;
  readonly after: Seen | undefined;
  readonly size: number;
}

/** Compares outcomes. */
export function verdictOf(outcomes: readonly Outcome[]): BruteVerdict {
  const sets = { widening: new Set<string>(), narrowing: new Set<string>() };
  const smallest = new Map<string, number>();
  const note = (key: string, size: number) => smallest.set(key, Math.min(size, smallest.get(key) ?? 99));
  for (const { before, after, size } of outcomes) {
    for (const [direction, less, more] of [
      ["widening", before, after],
      ["narrowing", after, before],
    ] as const) {
      if (more === undefined) continue;
      if (less === undefined) note(`${direction} tokens`, size);
      if (less === undefined) sets[direction].add("tokens");
      for (const key of more.keys()) {
        if (less?.has(key)) continue;
        sets[direction].add(key);
        if (less !== undefined) note(`${direction} ${key}`, size);
      }
    }
  }
  return { ...sets, ...valuesOf(outcomes), smallest };
}

function valuesOf(outcomes: readonly Outcome[]) {
  const possible = { before: new Set<string>(), after: new Set<string>() };
  const of = (key: string, value: JsonValue | true | undefined) => `${key} ${canonicalJson(value)}`;
  for (const { before, after } of outcomes) {
    for (const [key, value] of before ?? []) possible.before.add(of(key, value));
    for (const [key, value] of after ?? []) possible.after.add(of(key, value));
  }
  const [otherValue, newValue, lostValue] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { before, after } of outcomes) {
    for (const [key, value] of before ?? []) {
      const next = after?.get(key);
      if (!key.startsWith("claim:") || next === undefined || of(key, value) === of(key, next)) continue;
      otherValue.add(key);
    }
    for (const [key, value] of before ?? []) {
      const next = after?.get(key);
      if (!key.startsWith("claim:") || next === undefined) continue;
      if (of(key, value) !== of(key, next) && !possible.before.has(of(key, next))) newValue.add(key);
      if (of(key, value) !== of(key, next) && !possible.after.has(of(key, value))) lostValue.add(key);
    }
  }
  return { otherValue, newValue, lostValue };
}

/** How many facts a counterexample has. */
export function countOf({ groups, attributes, metadata, settings, scopes, lookups }: KnownFacts): number {
  const found = Object.values(lookups).reduce(
    (sum, result) => sum + (result.status === "found" ? Object.keys(result.fields).length : 1),
    0,
  );
  const named = [attributes, metadata, settings].flatMap((facts) => Object.keys(facts));
  return found + groups.length + scopes.length + named.length;
}
