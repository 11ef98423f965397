// Which claims can have another value than before, and is it one that nobody could have?
import type { Claims, JsonValue } from "@claimsmith/cognito-model";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import type { ClaimWorlds, ClientTokens } from "../effects/client-tokens.ts";
import { OWN_GROUPS } from "../effects/drawn-claim.ts";
import type { Effect } from "../effects/effect.ts";
import { rulePaths } from "../effects/rule-paths.ts";
import type { ProvenEffect } from "../plan.ts";
import type { Assignment, Formula } from "../solver/formulas.ts";
import { type ClientPair, DIRECTIONS, issuedOn, provenEffect } from "./client-pair.ts";
import type { Shown } from "./counterexample.ts";

/** A claim that both policies can put on the token. */
interface ClaimPair {
  readonly pair: ClientPair;
  readonly effect: Effect;
  readonly claims: readonly [ClaimWorlds, ClaimWorlds];
  /** The worlds in which both sides put it on the token, if they issue one. */
  readonly isOnBoth: readonly Formula[];
}

/** The claims that can have another value than before: with values that are new or lost, or else only moved. */
export function changedValues(pair: ClientPair, effects: readonly Effect[]): ProvenEffect[] {
  const [before, after] = pair.tokens;
  if (before === undefined || after === undefined) return [];
  return effects
    .filter(({ about }) => about === "claim")
    .flatMap((effect) => {
      const { token = "access", name } = effect;
      const claims = [before.claim(token, name), after.claim(token, name)] as const;
      const isOnBoth = [claims[0].isThere, claims[1].isThere];
      return isSame(claims, pair) ? [] : changesOf({ pair, effect, claims, isOnBoth });
    });
}

function bothIssued(pair: ClientPair): readonly Formula[] {
  return [issuedOn(pair, 0), issuedOn(pair, 1)];
}

/** True where both sides give each value in the same worlds, or have one value only, and the same. */
function isSame([before, after]: ClaimPair["claims"], { tokens }: ClientPair): boolean {
  const keys = [...before.values.keys()];
  const [only] = keys;
  const isOnlyValue = ({ isThere, values }: ClaimWorlds) =>
    only !== undefined && only !== OWN_GROUPS && values.size === 1 && values.get(only)?.worlds === isThere;
  if (isOnlyValue(before) && isOnlyValue(after)) return true;
  return (
    keys.length === after.values.size &&
    keys.every((key) => before.values.get(key)?.worlds === after.values.get(key)?.worlds) &&
    (!keys.includes(OWN_GROUPS) ||
      onlyOf(tokens[0], tokens[1]).concat(onlyOf(tokens[1], tokens[0])).length === 0)
  );
}

function changesOf(claim: ClaimPair): ProvenEffect[] {
  const { pair, claims, isOnBoth } = claim;
  const { formulas } = pair.space;
  // What has no values here, the groups by themselves, is told by other effects.
  if (claims.some(({ values }) => values.size === 0)) return [];
  const shared = [...claims[0].values].flatMap(([key, { worlds }]) => {
    const other = claims[1].values.get(key)?.worlds;
    return other === undefined ? [] : [formulas.all([worlds, other, sameGroups(key, claim)])];
  });
  const isOther = formulas.not(formulas.any(shared));
  const world = pair.prover.smallestWorld([...isOnBoth, isOther], bothIssued(pair));
  if (world === undefined) return [];
  const moved = DIRECTIONS.flatMap(({ direction, less, more }) => {
    const fresh = freshValues(claim, less, more);
    const [first] = fresh;
    const values = fresh.map(({ value }) => value);
    return first === undefined ? [] : [entry(claim, direction, first.world, values)];
  });
  return moved.length > 0 ? moved : [entry(claim, "changed", world)];
}

/** The values that one side gives where the other side has the claim, too, but never with that value. */
function freshValues(
  { pair, claims, isOnBoth }: ClaimPair,
  less: 0 | 1,
  more: 0 | 1,
): { readonly value: JsonValue; readonly world: Assignment }[] {
  const { prover, tokens } = pair;
  return [...claims[more].values].flatMap(([key, { value, worlds }]) => {
    const known = claims[less].values.get(key)?.worlds;
    const isKnown =
      key === OWN_GROUPS
        ? known !== undefined && onlyOf(tokens[more], tokens[less]).length === 0
        : known !== undefined && prover.smallestWorld([known], [issuedOn(pair, less)]) !== undefined;
    if (isKnown) return [];
    const asked = [...isOnBoth, worlds, ...groupsDiffer(key, pair, more, less)];
    const world = prover.smallestWorld(asked, bothIssued(pair));
    return world === undefined ? [] : [{ value, world }];
  });
}

/** A list of groups is the same where the user is in none that only one policy declares. */
function sameGroups(key: string, { pair }: ClaimPair): Formula {
  const { formulas } = pair.space;
  if (key !== OWN_GROUPS) return formulas.TRUE;
  const [before, after] = pair.tokens;
  const differing = [...onlyOf(before, after), ...onlyOf(after, before)];
  return formulas.not(formulas.any(differing.map((group) => pair.space.inGroup(group))));
}

/** A list of groups is new with a group in it that only this side declares. */
function groupsDiffer(key: string, { space, tokens }: ClientPair, more: 0 | 1, less: 0 | 1): Formula[] {
  if (key !== OWN_GROUPS || tokens[less] === undefined) return [];
  const groups = onlyOf(tokens[more], tokens[less]);
  return groups.length === 0 ? [] : [space.formulas.any(groups.map((group) => space.inGroup(group)))];
}

/** The groups that one side declares and the other does not. */
function onlyOf(one: ClientTokens | undefined, other: ClientTokens | undefined): string[] {
  const declared = Object.keys(one?.side.policy.groups ?? {});
  return declared.filter((group) => !Object.hasOwn(other?.side.policy.groups ?? {}, group));
}

function entry(
  { pair, effect }: ClaimPair,
  direction: ProvenEffect["direction"],
  world: Assignment,
  values?: readonly JsonValue[],
): ProvenEffect {
  const { token = "access", name } = effect;
  const [before = [], after = []] = pair.tokens.map((tokens) =>
    tokens === undefined
      ? []
      : rulePaths(effect, { side: tokens.side, kind: pair.space.kind, client: pair.name }),
  );
  const valueIn = ({ tokens }: Shown) => {
    if (tokens.outcome === "refuse") return undefined;
    const claims: Claims = (token === "id" ? tokens.idToken : tokens.accessToken) ?? {};
    return Object.hasOwn(claims, name) ? canonicalJson(claims[name]) : undefined;
  };
  const isShownBy = (...shown: readonly [Shown, Shown]) => {
    const [one, other] = shown.map(valueIn);
    return one !== undefined && other !== undefined && one !== other;
  };
  const witness = {
    ...effect,
    about: "value",
    direction,
    world,
    rules: { before, after },
    isShownBy,
  } as const;
  return provenEffect(pair, witness, values === undefined ? {} : { values });
}
