// How does a change of tokens read? The words of a plan, for terminals, pull requests and pages.
import type {
  Counterexample,
  CounterexampleOutcome,
  KnownFacts,
  PersonaOutcome,
  PersonaPlan,
  ProvenEffect,
  StructuralChange,
  TokenChange,
} from "../plan/plan.ts";
import { figure, jsonText, TOKEN_NAMES } from "./in-words.ts";

type Words = Readonly<Record<ProvenEffect["about"], (effect: ProvenEffect) => string>>;

const token = ({ token: kind }: Pick<ProvenEffect, "token">) =>
  kind === undefined ? "" : ` on the ${TOKEN_NAMES[kind]}`;

const ABOUT: Words = {
  tokens: () => "tokens at all",
  scope: ({ name }) => `scope ${name}`,
  group: ({ name }) => `group ${name}`,
  role: ({ name }) => `role ${name}`,
  preferredRole: ({ name }) => `preferred role ${name}`,
  claim: (effect) => `claim ${effect.name}${token(effect)}`,
  value: (effect) => {
    const values = (effect.values ?? []).map((value) => jsonText(value)).join(", ") || "another value";
    return `${values} in claim ${effect.name}${token(effect)}`;
  },
};

/** Like `someone can now get scope admin/* from client web`. */
export function effectInWords(effect: ProvenEffect): string {
  const who = effect.kind === "machine" ? "a machine" : "someone";
  const can = { widening: "can now get", narrowing: "can no longer get", changed: "gets differently" }[
    effect.direction
  ];
  return `${who} ${can} ${ABOUT[effect.about](effect)} from client ${effect.client}${companions(effect)}`;
}

/** Of what comes or goes with an effect so much is named; all of it is in the JSON. */
const NAMED_COMPANIONS = 4;

function companions({ with: ids = [] }: ProvenEffect): string {
  if (ids.length === 0) return "";
  const more = ids.length - NAMED_COMPANIONS;
  const named = ids.slice(0, NAMED_COMPANIONS).join(", ");
  return `, and with it ${named}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Like `lifetime of access tokens: 900 before, 3600 after`. */
export function structuralInWords({ what, before, after }: StructuralChange): string {
  const values = [
    ...(before === undefined ? [] : [`${jsonText(before)} before`]),
    ...(after === undefined ? [] : [`${jsonText(after)} after`]),
  ];
  return [what, values.join(", ")].filter((part) => part !== "").join(": ");
}

/** The facts of a counterexample: everything that has to be known. */
export function knownInWords({ known, client }: Pick<Counterexample, "known" | "client">): string {
  const named = (of: string, facts: Readonly<Record<string, unknown>>) =>
    Object.entries(facts).map(([name, value]) => `${of} ${name} ${JSON.stringify(value)}`);
  const facts = [
    ...known.groups.map((group) => `in group ${group}`),
    ...named("attribute", known.attributes),
    ...known.scopes.map((scope) => `asks for ${scope}`),
    ...named("metadata", known.metadata),
    ...named("setting", known.settings),
    ...Object.entries(known.lookups).map(([name, result]) => `look-up ${name} ${lookupInWords(result)}`),
  ];
  return `client ${client}; ${facts.length === 0 ? "nothing else has to be known" : facts.join(", ")}`;
}

function lookupInWords(result: KnownFacts["lookups"][string]): string {
  return result.status === "found" ? JSON.stringify(result.fields) : result.status;
}

/** What came of a counterexample, before and after. */
export function outcomesInWords({ before, after }: Counterexample): string {
  return `before: ${outcomeInWords(before)}; after: ${outcomeInWords(after)}`;
}

function outcomeInWords(outcome: CounterexampleOutcome): string {
  return outcome.outcome === "issue" ? "tokens" : `refused, ${outcome.code} (${outcome.rule})`;
}

const SIGNS = { gained: "+", lost: "-", changed: "~" } as const;

/** Like `+ scope admin/*`, and its rule. */
export function tokenChangeInWords({
  change,
  about,
  name,
  token: kind,
  before,
  after,
  rule,
}: TokenChange): string {
  const what =
    about === "tokens" ? "tokens" : `${about === "preferredRole" ? "preferred role" : about} ${name}`;
  const on = kind === undefined ? "" : ` (${TOKEN_NAMES[kind]})`;
  const values = change === "changed" ? ` ${jsonText(before)} → ${jsonText(after)}` : "";
  return `${SIGNS[change]} ${what}${on}${values}${rule === undefined ? "" : `, ${rule.path}`}`;
}

/** Like `sdk: access token 812 → 829 bytes`, or that there are none. */
export function sizesInWords({ grant, before, after }: PersonaPlan): string {
  if (before.outcome !== "issue" || after.outcome !== "issue") {
    return `${grant}: ${personaOutcomeInWords(before)} → ${personaOutcomeInWords(after)}`;
  }
  const row = (name: string, from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? [] : [`${name} ${figure(from)} → ${figure(to)} bytes`];
  const tokens = [
    ...row("ID token", before.sizes.idBytes, after.sizes.idBytes),
    ...row("access token", before.sizes.accessBytes, after.sizes.accessBytes),
  ];
  return `${grant}: ${tokens.join(", ")}`;
}

function personaOutcomeInWords(outcome: PersonaOutcome): string {
  if (outcome.outcome === "issue") return "tokens";
  if (outcome.outcome === "unavailable") return "no such way in";
  return `refused, ${outcome.reason ?? outcome.code} (${outcome.rule})`;
}
