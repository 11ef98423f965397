// What is one line of the fidelity list, and how is it tried against a pool, local or real?
import type { Json } from "./json.ts";
import type { ParityWorld } from "./world.ts";

/** How sure it is that Cognito behaves so: AWS says it, the public saw it, or sources are missing or disagree. */
export type Certainty = "documented" | "observed" | "uncertain";

/**
 * What a behaviour needs of a pool beyond its public documents: `write` makes and removes app clients, users and groups; `probe`
 * is a pool whose trigger is the probe function; `oauth` is a pool whose OAuth endpoints are known; `local` is what
 * only the local pool has: a login page that needs no person, and an outbox instead of messages.
 */
export type Need = "write" | "probe" | "oauth" | "local";

/** One behaviour of Cognito. */
export interface Behaviour {
  /** Stable, for reports: lower case with hyphens. */
  readonly id: string;
  /** The heading that it stands under. */
  readonly area: string;
  /** One sentence about what Cognito does. */
  readonly behaviour: string;
  /** The AWS page or RFC section, or who saw it. */
  readonly source: string;
  readonly certainty: Certainty;
  readonly needs: readonly Need[];
  /** What Cognito shows, if the sentence is true. */
  readonly expected: Json;
  /** What the pool at hand shows: names, types and figures, never a token or a person's data. */
  readonly observe: (world: ParityWorld) => Promise<Json>;
  /** Where the local pool is known to be otherwise: `differs` shows something else, `absent` refuses the whole operation. */
  readonly local?: { readonly status: "differs" | "absent"; readonly why: string };
}

/** One line of a behaviour table. */
export type BehaviourRow = Omit<Behaviour, "area">;

/** The behaviours of one area. */
export function area(name: string, rows: readonly BehaviourRow[]): readonly Behaviour[] {
  return rows.map((row) => ({ area: name, ...row }));
}
