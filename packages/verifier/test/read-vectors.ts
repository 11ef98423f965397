// Reads a file of vectors: JSON, each with a description.
import { readFileSync } from "node:fs";

/** The vectors of `test/vectors/NAME.json`. */
export function readVectors<T extends { readonly description: string }>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), "utf8")) as T[];
}
