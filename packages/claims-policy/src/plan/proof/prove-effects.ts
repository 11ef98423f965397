// What can someone get from a client under the one policy and not under the other? Proved over all worlds.
import { ClientTokens } from "../effects/client-tokens.ts";
import { type Effect, effectId, effectsOf, effectWorlds, showsEffect } from "../effects/effect.ts";
import { rulePaths } from "../effects/rule-paths.ts";
import type { ProvenEffect } from "../plan.ts";
import type { Formula } from "../solver/formulas.ts";
import { type ClientPair, DIRECTIONS, issuedOn, type Looking, provenEffect } from "./client-pair.ts";
import { changedValues } from "./prove-values.ts";
import type { Prover } from "./prover.ts";

/** Every effect of the change for the clients of one kind of token, by client. */
export function proveEffects(prover: Prover): ProvenEffect[] {
  const { space } = prover;
  const names = space.sides.flatMap(({ clients }) =>
    [...clients.values()].filter(({ kind }) => kind === space.kind).map(({ name }) => name),
  );
  return [...new Set(names)].sort().flatMap((name) => {
    const tokens = [ClientTokens.of(space, 0, name), ClientTokens.of(space, 1, name)] as const;
    return effectsOfClient({ name, prover, space, tokens });
  });
}

/** An effect, and where the client's tokens have it on each side. */
interface Row {
  readonly effect: Effect;
  readonly worlds: readonly (Formula | undefined)[];
}

function effectsOfClient(pair: ClientPair): ProvenEffect[] {
  const effects = effectsOf(pair.tokens.filter((tokens) => tokens !== undefined));
  const rows = effects.map((effect) => ({
    effect,
    worlds: pair.tokens.map((tokens) => tokens && effectWorlds(tokens, effect)),
  }));
  const proven = DIRECTIONS.flatMap((looking) => {
    const direct = rows.map((row) => directEffect(pair, row, looking));
    const others = rows.filter((_, index) => direct[index] === undefined);
    return [...tokensThemselves(pair, others, looking), ...direct.filter((entry) => entry !== undefined)];
  });
  return [...proven, ...changedValues(pair, effects)];
}

/** What the rules of the effect itself give more; whether tokens were issued at all before is another effect. */
function directEffect(
  pair: ClientPair,
  { effect, worlds }: Row,
  { direction, less, more }: Looking,
): ProvenEffect | undefined {
  const { prover, space, tokens, name: client } = pair;
  const given = worlds[more];
  // All that a new client gets comes with its tokens.
  if (given === undefined || worlds[less] === undefined || given === worlds[less]) return undefined;
  const isMissing = space.formulas.not(worlds[less]);
  const world = prover.smallestWorld([given, isMissing], [issuedOn(pair, more)]);
  if (world === undefined) return undefined;
  const [before = [], after = []] = tokens.map((of) =>
    of === undefined ? [] : rulePaths(effect, { side: of.side, kind: space.kind, client }),
  );
  return provenEffect(pair, {
    ...effect,
    direction,
    world,
    rules: { before, after },
    isShownBy: (...shown) =>
      showsEffect(effect, shown[more].tokens, shown[more].facts) &&
      !showsEffect(effect, shown[less].tokens, shown[less].facts),
  });
}

/** Whether someone gets tokens at all who got none, and what comes with them. */
function tokensThemselves(
  pair: ClientPair,
  others: readonly Row[],
  { direction, less, more }: Looking,
): ProvenEffect[] {
  const { prover, space, name: client } = pair;
  const isNew = [issuedOn(pair, more), space.formulas.not(issuedOn(pair, less))];
  if (issuedOn(pair, more) === issuedOn(pair, less)) return [];
  const world = prover.smallestWorld(isNew);
  if (world === undefined) return [];
  const withThem = others
    .filter(({ worlds }) => prover.isPossible([...isNew, worlds[more] ?? space.formulas.FALSE], world))
    .map(({ effect }) => effectId(effect, client));
  const witness = {
    about: "tokens",
    name: "",
    direction,
    world,
    rules: { before: [], after: [] },
    isShownBy: (...shown: Parameters<Parameters<typeof provenEffect>[1]["isShownBy"]>) =>
      shown[more].tokens.outcome === "issue" && shown[less].tokens.outcome === "refuse",
  } as const;
  return [provenEffect(pair, witness, { with: withThem })];
}
