// Which route of a table does a request go to? For adapters whose framework has no router of its own.
import type { AnyRoutes } from "./routes.ts";

/** The route of a request. */
export interface FoundRoute<R extends AnyRoutes> {
  /** Like `GET /orders/{id}`; for HEAD perhaps the one of GET. */
  readonly key: Extract<keyof R, string>;
  readonly requirement: R[keyof R];
}

/** Finds the route of a method and a path (without query, as the client sent it). `undefined`: there is none, so refuse. */
export type FindRoute<R extends AnyRoutes> = (method: string, path: string) => FoundRoute<R> | undefined;

/** Text is more than a parameter, and a parameter more than all the rest of a path. */
const RANK_OF_TEXT = 0;
const RANK_OF_PARAMETER = 1;
const RANK_OF_REST = 2;

interface Segment {
  readonly text: string;
  readonly rank: number;
}

interface Candidate {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly Segment[];
}

/**
 * Prepares a table for look-ups. The more exact route wins, segment by segment from the left. Text is compared to the letter,
 * without decoding: a path that is written in another way finds nothing, or a parameter. HEAD follows GET.
 */
export function routeFinder<const R extends AnyRoutes>(routes: R): FindRoute<R> {
  const candidates = Object.keys(routes).map(candidateOf).sort(byRank);
  const find = (method: string, path: readonly string[]) =>
    candidates.find((candidate) => candidate.method === method && matches(candidate.segments, path));
  return (method, path) => {
    const segments = path.split("/").slice(1);
    const found = find(method, segments) ?? (method === "HEAD" ? find("GET", segments) : undefined);
    if (found === undefined) return undefined;
    const key = found.key as Extract<keyof R, string>;
    return { key, requirement: routes[key] };
  };
}

function candidateOf(key: string): Candidate {
  const [method = "", path = ""] = key.split(" ", 2);
  return { key, method, segments: path.split("/").slice(1).map(segmentOf) };
}

function segmentOf(text: string): Segment {
  if (!text.startsWith("{")) return { text, rank: RANK_OF_TEXT };
  return { text, rank: text.endsWith("+}") ? RANK_OF_REST : RANK_OF_PARAMETER };
}

function byRank(a: Candidate, b: Candidate): number {
  const length = Math.min(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = (a.segments[index]?.rank ?? 0) - (b.segments[index]?.rank ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function matches(segments: readonly Segment[], path: readonly string[]): boolean {
  const takesRest = segments.at(-1)?.rank === RANK_OF_REST;
  if (takesRest ? path.length < segments.length : path.length !== segments.length) return false;
  return segments.every(({ text, rank }, index) =>
    rank === RANK_OF_TEXT ? text === path[index] : path[index] !== "",
  );
}
