// Where does a vector start from? A named policy and named facts, and the patch that makes them the vector's own.
import { isJsonObject } from "@claimsmith/cognito-model";
import type { Facts, Policy } from "../src/index.ts";
import { parsePolicy } from "../src/index.ts";
import text from "./vectors/worlds.json?raw";

interface Worlds {
  readonly policies: Readonly<Record<string, { readonly policy: unknown }>>;
  readonly facts: Readonly<Record<string, { readonly facts: unknown }>>;
}

const worlds = JSON.parse(text) as Worlds;

/** What every vector says first. */
export interface Vector {
  readonly description: string;
  /** The policy to start from; default `shop`. */
  readonly base?: string;
  readonly patch?: unknown;
  readonly facts?: string;
  readonly factsPatch?: unknown;
}

/** The vectors of a file, typed by whoever reads it. */
export function vectorsOf<V extends Vector>(fileText: string): V[] {
  return (JSON.parse(fileText) as { readonly vectors: V[] }).vectors;
}

/** A merge patch (RFC 7396): objects are merged, null removes a member, everything else replaces. */
export function patched(target: unknown, patch: unknown): unknown {
  if (patch === undefined) return target;
  if (!isJsonObject(patch)) return patch;
  const members = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, member] of Object.entries(patch)) {
    if (member === null) members.delete(name);
    else members.set(name, patched(members.get(name), member));
  }
  return Object.fromEntries(members);
}

/** The policy of a vector, not yet validated. */
export function policyInput({ base = "shop", patch }: Vector): unknown {
  const known = worlds.policies[base];
  if (known === undefined) throw new TypeError(`no policy is called ${base}`);
  return patched(known.policy, patch);
}

/** The policy of a vector, validated. */
export function policyOf(vector: Vector): Policy {
  return parsePolicy(policyInput(vector));
}

/** The facts of a vector. */
export function factsOf({ facts = "ann", factsPatch }: Vector): Facts {
  const known = worlds.facts[facts];
  if (known === undefined) throw new TypeError(`no facts are called ${facts}`);
  return patched(known.facts, factsPatch) as Facts;
}
