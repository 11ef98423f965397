// What does a large policy look like? As many rules as asked for, over groups, scopes and clients in proportion.
import {
  all,
  any,
  attribute,
  type ClaimRule,
  type ClientDeclaration,
  type Condition,
  constant,
  type DenyRule,
  inGroup,
  integer,
  is,
  isAtLeast,
  isClient,
  isOneOf,
  lookedUp,
  not,
  type Policy,
  parsePolicy,
  type ScopeRule,
  text,
} from "@claimsmith/claims-policy";

/** How large a policy is. */
export interface PolicySize {
  readonly rules: number;
  readonly groups: number;
  readonly scopes: number;
  readonly clients: number;
}

/** A policy with so many rules, and two groups for three of them, a scope for three, a client for six. */
export function sizeFor(rules: number): PolicySize {
  const part = (share: number) => Math.max(1, Math.round(rules * share));
  return { rules, groups: part(2 / 3), scopes: part(1 / 3), clients: part(1 / 6) };
}

/** The two policies of a comparison: as it was, and with every rule changed a little. */
export type Variant = "before" | "after";

/** One size and variant, with names by number. */
interface Making extends PolicySize {
  readonly variant: Variant;
}

const group = ({ groups }: Making, index: number) => `G${index % groups}`;
const machine = (index: number) => index % 10 === 9;
const people = ({ clients }: Making) =>
  Array.from({ length: clients }, (_, index) => index).filter((index) => !machine(index));
const client = (making: Making, index: number) => {
  const some = people(making);
  return `c${some[index % some.length] ?? 0}`;
};

/** A valid policy of that size: always the same. A third of its rules draws scopes, half draws claims, the rest denies, suppresses and keeps groups. */
export function largePolicy(size: PolicySize, variant: Variant): Policy {
  const making = { ...size, variant };
  const { rules, scopes } = size;
  const claims = Math.round(rules / 2);
  const denials = Math.round(rules / 10);
  const keeps = Math.max(0, rules - scopes - claims - denials);
  return parsePolicy({
    name: "large",
    resourceServers: resourceServers(scopes),
    groups: Object.fromEntries(
      numbered(size.groups, (index) => [`G${index}`, { precedence: index % 7, role: role(index) }]),
    ),
    attributes: {
      tier: text({ maxLength: 16 }),
      level: integer({ min: 0, max: 100 }),
      region: text({ maxLength: 8 }),
    },
    lookups: { membership: { key: "sub", fields: { plan: text({ maxLength: 16 }) } } },
    clients: Object.fromEntries(numbered(size.clients, (index) => [`c${index}`, clientOf(size, index)])),
    accessToken: {
      scopes: Object.fromEntries(numbered(scopes, (index) => [scopeName(index), scopeRule(making, index)])),
      claims: Object.fromEntries(numbered(claims, (index) => [`claim_${index}`, claimRule(making, index)])),
    },
    groupOverride: {
      keep: Object.fromEntries(
        numbered(keeps, (index) => [`G${index}`, { when: condition(making, index * 5 + 2) }]),
      ),
    },
    deny: numbered(denials, (index) => denial(making, index)),
  });
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function role(index: number): string {
  return `arn:aws:iam::111122223333:role/r${index % 20}`;
}

const scopeName = (index: number) => `api${Math.floor(index / 50)}/s${index}`;

function resourceServers(scopes: number) {
  const servers = new Map<string, Record<string, string>>();
  for (const index of numbered(scopes, (each) => each)) {
    const [identifier = "", name = ""] = scopeName(index).split("/");
    servers.set(identifier, { ...servers.get(identifier), [name]: `Scope ${index}` });
  }
  return Object.fromEntries([...servers].map(([identifier, named]) => [identifier, { scopes: named }]));
}

function clientOf({ scopes }: PolicySize, index: number): ClientDeclaration {
  return machine(index)
    ? { kind: "machine", scopes: [scopeName(index % scopes)] }
    : { kind: "browser", scopes: ["openid", "email"], writes: ["name"], reads: ["email", "name"] };
}

/** Differs from rule to rule; of the policy after, every one is a little wider or narrower. */
function condition(making: Making, index: number): Condition {
  const tier = attribute("custom:tier");
  const kinds: readonly Condition[] = [
    all(inGroup(group(making, index)), any(is(tier, `t${index % 12}`), inGroup(group(making, index + 7)))),
    any(
      inGroup(group(making, index)),
      all(isClient(client(making, index)), inGroup(group(making, index + 3))),
    ),
    all(not(inGroup(group(making, index))), isAtLeast(attribute("custom:level"), index % 100)),
    any(
      all(inGroup(group(making, index)), isOneOf(attribute("custom:region"), ["eu", "us"])),
      inGroup(group(making, index + 11)),
    ),
  ];
  const before = kinds[index % kinds.length] as Condition;
  if (making.variant === "before") return before;
  const other = inGroup(group(making, index * 3 + 1));
  return index % 2 === 0 ? any(before, other) : all(before, not(other));
}

function scopeRule(making: Making, index: number): ScopeRule {
  const clients = [...new Set([0, 1, 2].map((step) => client(making, index + step * 5)))];
  return { clients, when: condition(making, index) };
}

function claimRule(making: Making, index: number): ClaimRule {
  const when = condition(making, index * 3 + 1);
  if (index % 5 === 0) return { from: attribute("custom:region").map({ eu: "europe", us: "america" }), when };
  if (index % 5 === 1) return { from: lookedUp("membership", "plan"), onLookupFailure: "omit", when };
  return { from: constant(`v${index % 9}`), when };
}

/** What restricts is decided whatever is absent. */
function denial(making: Making, index: number): DenyRule {
  const level = attribute("custom:level").or(0);
  const before = all(inGroup(group(making, index * 2)), isAtLeast(level, 1 + (index % 90)));
  const more = all(before, not(inGroup(group(making, index * 4 + 1))));
  return { when: making.variant === "before" ? before : more, reason: `reason_${index}` };
}
