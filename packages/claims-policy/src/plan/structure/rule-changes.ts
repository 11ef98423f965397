// Which rules guard less than before, or trust more, whether or not a world shows it?
import { attributesBehind, sourcesOfRule } from "../../analysis/facts-read.ts";
import { type ListedRule, rulesOf } from "../../analysis/rules-of.ts";
import { isKnownAttribute } from "../../analysis/trust.ts";
import { ownMember } from "../../language/own-member.ts";
import type { ClaimRule, DenyRule, PolicyDocument } from "../../language/policy.ts";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import type { EffectAbout, ProvenEffect, StructuralChange } from "../plan.ts";
import type { Side } from "../worlds/side.ts";
import { listChanges, moved, type Pair, pathOf } from "./change.ts";
import { writableBefore } from "./client-changes.ts";

/** The changes of rules and of what they rest on. */
export function ruleChanges(before: Side, after: Side, effects: readonly ProvenEffect[]): StructuralChange[] {
  const policies = [before.policy, after.policy] as const;
  return [
    ...denials(policies, effects),
    ...withheld(policies, effects),
    ...claims(policies, effects),
    ...newlyTrusted(before, after),
    ...lookupKeys(policies),
    ...mappedAttributes(policies),
  ];
}

/** The effects of one kind and direction that a structural change may be the reason of. */
function shown(
  effects: readonly ProvenEffect[],
  direction: ProvenEffect["direction"],
  about: EffectAbout,
  isIt: (effect: ProvenEffect) => boolean = () => true,
): Pick<StructuralChange, "shownBy"> {
  const ids = effects
    .filter((effect) => effect.direction === direction && effect.about === about && isIt(effect))
    .map(({ id }) => id);
  return ids.length === 0 ? {} : { shownBy: ids };
}

/** Denials have no names, so they are told apart by their reasons. */
function denials(policies: Pair<PolicyDocument>, effects: readonly ProvenEffect[]): StructuralChange[] {
  const sections = [
    ["deny", "user", policies.map(({ deny = [] }) => deny)],
    ["machineToken.deny", "machine", policies.map(({ machineToken }) => machineToken?.deny ?? [])],
  ] as const;
  return sections.flatMap(([path, kind, [before = [], after = []]]) => {
    const entry = (direction: "widening" | "narrowing", { reason }: DenyRule, index: number) => ({
      ...moved(
        direction,
        { id: `deny:${kind}:${reason}`, path: `${path}[${index}]`, what: "a denial" },
        direction === "widening" ? [reason, undefined] : [undefined, reason],
      ),
      ...shown(effects, direction, "tokens", (effect) => effect.kind === kind),
    });
    return [
      ...missingFrom(after, before).map(([rule, index]) => entry("widening", rule, index)),
      ...missingFrom(before, after).map(([rule, index]) => entry("narrowing", rule, index)),
    ];
  });
}

/** The denials of the second list for a reason that the first has none for, with their places. What changes in one that stays, worlds show. */
function missingFrom(
  others: readonly DenyRule[],
  rules: readonly DenyRule[],
): (readonly [DenyRule, number])[] {
  const known = new Set(others.map(({ reason }) => reason));
  return [...rules.entries()]
    .filter(([, { reason }]) => !known.has(reason))
    .map(([index, rule]) => [rule, index] as const);
}

function withheld(policies: Pair<PolicyDocument>, effects: readonly ProvenEffect[]): StructuralChange[] {
  const [before, after] = policies.map(({ accessToken }) => Object.keys(accessToken?.withhold ?? {})) as [
    string[],
    string[],
  ];
  const gone = before.filter((scope) => !after.includes(scope));
  const come = after.filter((scope) => !before.includes(scope));
  const entry = (direction: "widening" | "narrowing", scope: string) => ({
    ...moved(
      direction,
      {
        id: `withhold:${scope}`,
        path: pathOf("accessToken", "withhold", scope),
        what: "a scope that is withheld",
      },
      direction === "widening" ? [scope, undefined] : [undefined, scope],
    ),
    ...shown(effects, direction, "scope", ({ name }) => name === scope),
  });
  return [
    ...gone.map((scope) => entry("widening", scope)),
    ...come.map((scope) => entry("narrowing", scope)),
  ];
}

/** A claim that may now be missing, and one that handlers now find among those that they can rely on. */
function claims(policies: Pair<PolicyDocument>, effects: readonly ProvenEffect[]): StructuralChange[] {
  return (["idToken", "accessToken", "machineToken"] as const).flatMap((picture) =>
    Object.entries(policies[1][picture]?.claims ?? {}).flatMap(([name, after]) => {
      const before = ownMember(policies[0][picture]?.claims, name);
      if (before === undefined) return [];
      const rule = { picture, name, before, after };
      return [...required(rule, effects), ...asserted(rule)];
    }),
  );
}

interface ClaimOnBoth {
  readonly picture: "idToken" | "accessToken" | "machineToken";
  readonly name: string;
  readonly before: ClaimRule;
  readonly after: ClaimRule;
}

function required(
  { picture, name, before, after }: ClaimOnBoth,
  effects: readonly ProvenEffect[],
): StructuralChange[] {
  if ((before.required ?? false) === (after.required ?? false)) return [];
  const direction = after.required ? "narrowing" : "widening";
  const kind = picture === "machineToken" ? "machine" : "user";
  const of = {
    id: `required:${picture}:${name}`,
    path: pathOf(picture, "claims", name, "required"),
    what: "no token without the claim",
  };
  return [
    {
      ...moved(direction, of, [before.required ?? false, after.required ?? false]),
      ...shown(effects, direction, "tokens", (effect) => effect.kind === kind),
    },
  ];
}

function asserted({ picture, name, before, after }: ClaimOnBoth): StructuralChange[] {
  if ((before.asserted ?? false) === (after.asserted ?? false)) return [];
  const of = {
    id: `asserted:${picture}:${name}`,
    path: pathOf(picture, "claims", name, "asserted"),
    what: "the claim stands apart, as one that nobody vouches for",
  };
  return [
    moved(after.asserted ? "narrowing" : "widening", of, [before.asserted ?? false, after.asserted ?? false]),
  ];
}

/** What users wrote while they could is still there when a rule begins to trust it. */
function newlyTrusted(before: Side, after: Side): StructuralChange[] {
  const trusted = (policy: PolicyDocument) => {
    const rules = rulesOf(policy).filter((rule: ListedRule) => rule.claim?.asserted !== true);
    return new Set(
      rules.flatMap((rule) => sourcesOfRule(rule).flatMap(({ source }) => attributesBehind(source, policy))),
    );
  };
  return [...trusted(after.policy)]
    .filter((name) => isKnownAttribute(name, before.policy))
    .flatMap((name) => {
      const clients = writableBefore(before, name);
      if (clients.length === 0) return [];
      const of = {
        id: `wasWritable:${name}`,
        path: name.startsWith("custom:") ? pathOf("attributes", name.slice("custom:".length)) : name,
        what: "an attribute that rules now trust, and that users of these clients could write until this change",
      };
      return [moved("widening", of, [clients, undefined])];
    });
}

/** The same rule then reads facts about something else: nobody can say that it gives nothing more. */
function lookupKeys([before, after]: Pair<PolicyDocument>): StructuralChange[] {
  return Object.entries(after.lookups ?? {}).flatMap(([name, { key }]) => {
    const was = ownMember(before.lookups, name)?.key;
    if (was === undefined || canonicalJson(was) === canonicalJson(key)) return [];
    const inWords = (each: typeof key) => (typeof each === "object" ? each.name : each);
    const of = {
      id: `lookupKey:${name}`,
      path: pathOf("lookups", name, "key"),
      what: "what the look-up goes by",
    };
    return [moved("widening", of, [inWords(was), inWords(key)])];
  });
}

/** What an identity provider maps it writes. */
function mappedAttributes([before, after]: Pair<PolicyDocument>): StructuralChange[] {
  return Object.entries(after.identityProviders ?? {}).flatMap(([name, { attributes }]) => {
    const was = ownMember(before.identityProviders, name);
    if (was === undefined) return [];
    const of = {
      id: `mappedAttribute:${name}`,
      path: pathOf("identityProviders", name, "attributes"),
      what: "an attribute that the identity provider writes",
    };
    return listChanges(of, [was.attributes, attributes]);
  });
}
