// Which look-ups must be made before facts can be evaluated, and by which keys?
import { atomsOf } from "../analysis/facts-read.ts";
import { ownMember } from "../language/own-member.ts";
import type { LookupDeclaration, PolicyDocument } from "../language/policy.ts";
import type { Source } from "../language/sources.ts";
import { truthOf } from "./apply-rules.ts";
import type { Facts, LookupResult } from "./facts.ts";
import { INVALID, type Reading, reader } from "./read-source.ts";
import { type PreparedPicture, type PreparedPolicy, type PreparedRule, preparedPolicy } from "./rules.ts";
import { FAILED_LOOKUP, TRUE } from "./truth.ts";

/**
 * The look-ups that the decision about these facts depends on, by name: the key to look up by, or the result where there is
 * nothing to ask, because the key is absent or invalid. With the results of these `evaluate` decides as with all.
 *
 * `clientId` is the app client id, which some look-ups are keyed by. Results that `facts` already has are not looked at.
 */
export function plannedLookups(
  policy: PolicyDocument,
  { lookups, ...facts }: Facts,
  clientId: string,
): ReadonlyMap<string, string | LookupResult> {
  const prepared = preparedPolicy(policy, facts.client);
  const planned = new Map<string, string | LookupResult>();
  if (prepared.kind !== facts.kind) return planned;
  for (const name of rulesOf(prepared).flatMap((rule) => lookupsOf(rule, facts))) {
    const declared = ownMember(policy.lookups, name);
    if (declared === undefined || planned.has(name)) continue;
    const { key } = declared;
    const source = typeof key === "object" ? key : ({ source: "attribute", name: key } as const);
    planned.set(name, byKey(key === "clientId" ? clientId : reader(source, policy)(facts), declared));
  }
  return planned;
}

function rulesOf({ deny, idToken, accessToken, override }: PreparedPolicy): readonly PreparedRule[] {
  const ofPicture = ({ claims, suppress, scopes, withhold }: PreparedPicture): PreparedRule[] => [
    ...claims,
    ...suppress.rules,
    ...scopes,
    ...withhold,
  ];
  const ofGroups = override === undefined ? [] : [...override.keep, ...override.add, ...override.drop];
  return [...deny, ...ofPicture(idToken), ...ofPicture(accessToken), ...ofGroups];
}

/** Without results every look-up counts as failed, so a condition that waits for one says so, and one that is decided needs none. */
function lookupsOf(rule: PreparedRule, facts: Facts): readonly string[] {
  if (rule.isForClient === false) return [];
  const truth = truthOf(rule, facts);
  const { when, from } = rule.declared;
  const inValue = truth === TRUE || truth === FAILED_LOOKUP ? [from] : [];
  const inCondition =
    truth === FAILED_LOOKUP && when !== undefined
      ? [...atomsOf(when, "")].map(({ atom }) => ("of" in atom ? atom.of : undefined))
      : [];
  return [...inValue, ...inCondition].flatMap((source: Source | undefined) =>
    source?.source === "lookup" ? [source.name] : [],
  );
}

/** A key that is not of its declared type makes every field invalid; one that is absent finds nothing. */
function byKey(key: Reading, { fields }: LookupDeclaration): string | LookupResult {
  if (key === undefined) return { status: "missing" };
  if (typeof key !== "symbol") return String(key);
  return { status: "found", fields: Object.fromEntries(Object.keys(fields).map((name) => [name, INVALID])) };
}
