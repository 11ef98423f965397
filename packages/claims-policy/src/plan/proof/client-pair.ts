// One client under two policies, and how what is proved of it is written down.
import type { JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { ClientTokens } from "../effects/client-tokens.ts";
import { effectId } from "../effects/effect.ts";
import type { Direction, EffectAbout, ProvenEffect } from "../plan.ts";
import type { Assignment, Formula } from "../solver/formulas.ts";
import type { Space } from "../worlds/space.ts";
import { counterexampleOf, type Shown, tokensInWorld } from "./counterexample.ts";
import { PlanError, type Prover } from "./prover.ts";

/** One client on both sides; a side without it issues nothing. */
export interface ClientPair {
  readonly name: string;
  readonly prover: Prover;
  readonly space: Space;
  /** Before and after. */
  readonly tokens: readonly [ClientTokens | undefined, ClientTokens | undefined];
}

/** From which side one looks: a widening is what `more` gives and `less` does not. */
export const DIRECTIONS = [
  { direction: "widening", less: 0, more: 1 },
  { direction: "narrowing", less: 1, more: 0 },
] as const;

/** One of the two directions. */
export type Looking = (typeof DIRECTIONS)[number];

/** The worlds in which a side issues tokens to the client. */
export function issuedOn({ tokens, space }: ClientPair, side: 0 | 1): Formula {
  return tokens[side]?.issued ?? space.formulas.FALSE;
}

/** An effect with the world that shows it. */
export interface Witness {
  readonly about: EffectAbout;
  readonly name: string;
  readonly token?: TokenKind;
  readonly direction: Direction;
  readonly world: Assignment;
  readonly rules: ProvenEffect["rules"];
  /** True where the real tokens of both sides, before and after, show the effect. */
  readonly isShownBy: (before: Shown, after: Shown) => boolean;
}

/**
 * The entry of an effect. Its world is made into facts, and both policies are asked by `evaluate`.
 *
 * @throws PlanError `PROVER_DISAGREES` where their tokens do not show the effect
 */
export function provenEffect(
  pair: ClientPair,
  witness: Witness,
  more: { readonly values?: readonly JsonValue[]; readonly with?: readonly string[] } = {},
): ProvenEffect {
  const { space, name: client, tokens } = pair;
  const { about, name, token, direction, world, isShownBy } = witness;
  const id = effectId(witness, client);
  const before = tokensInWorld(space, 0, world, tokens[0] ?? client);
  const after = tokensInWorld(space, 1, world, tokens[1] ?? client);
  if (!isShownBy(before, after)) {
    const message = "a counterexample does not show its effect: report this as a defect";
    throw new PlanError("PROVER_DISAGREES", message, `${direction} ${id}`);
  }
  return {
    id,
    about,
    name,
    ...(token !== undefined && { token }),
    kind: space.kind,
    client,
    direction,
    rules: about === "tokens" ? refusing(before, after) : witness.rules,
    ...more,
    counterexample: counterexampleOf(space, client, world, [before, after]),
  };
}

/** What refuses the tokens is what decides about them. */
function refusing(...shown: readonly [Shown, Shown]): ProvenEffect["rules"] {
  const [before = [], after = []] = shown.map(({ tokens }) =>
    tokens.outcome === "refuse" ? [tokens.rule] : [],
  );
  return { before, after };
}
