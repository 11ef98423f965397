// How does a pool compare with what is known of Cognito? Each behaviour is tried, and what it shows is held against the table.

import { isDeepStrictEqual } from "node:util";
import { LocalPoolError } from "../errors.ts";
import type { Behaviour, Need } from "./behaviour.ts";
import { BEHAVIOURS } from "./behaviours/index.ts";
import type { Json, JsonRecord } from "./json.ts";
import { type ParityTarget, ParityWorld } from "./world.ts";

/** What came of one behaviour. */
export type ParityOutcome =
  | { readonly behaviour: Behaviour; readonly outcome: "same" }
  | { readonly behaviour: Behaviour; readonly outcome: "different"; readonly observed: Json }
  | { readonly behaviour: Behaviour; readonly outcome: "failed"; readonly why: string }
  | { readonly behaviour: Behaviour; readonly outcome: "skipped"; readonly needs: readonly Need[] };

/** What a run found. */
export interface ParityRun {
  readonly outcomes: readonly ParityOutcome[];
  /** Every event that the probe showed, as it came: redact before keeping. */
  readonly events: readonly JsonRecord[];
}

/** Which pool, and what may be done with it. */
export interface ParityOptions {
  readonly target: ParityTarget;
  /** What the pool offers and the caller permits. Behaviours that need more are skipped. */
  readonly offers: ReadonlySet<Need>;
  /** Default: all. */
  readonly behaviours?: readonly Behaviour[];
  /** Called after each behaviour. */
  readonly onOutcome?: (outcome: ParityOutcome) => void;
}

/** Tries behaviours one after the other, and removes what they made, also where one fails. */
export async function runParity(options: ParityOptions): Promise<ParityRun> {
  const { target, offers, behaviours = BEHAVIOURS, onOutcome = () => {} } = options;
  const events: JsonRecord[] = [];
  const world = new ParityWorld(target, (event) => events.push(event));
  const outcomes: ParityOutcome[] = [];
  try {
    for (const behaviour of behaviours) {
      const outcome = await tried(world, behaviour, offers);
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  } finally {
    await world.close();
  }
  return { outcomes, events };
}

async function tried(
  world: ParityWorld,
  behaviour: Behaviour,
  offers: ReadonlySet<Need>,
): Promise<ParityOutcome> {
  const needs = behaviour.needs.filter((need) => !offers.has(need));
  if (needs.length > 0) return { behaviour, outcome: "skipped", needs };
  try {
    const observed = await behaviour.observe(world);
    if (isDeepStrictEqual(observed, behaviour.expected)) return { behaviour, outcome: "same" };
    return { behaviour, outcome: "different", observed };
  } catch (error) {
    // The text of anything else may hold what a server sent.
    const why = error instanceof LocalPoolError ? error.message : (error as Error).name;
    return { behaviour, outcome: "failed", why };
  }
}
