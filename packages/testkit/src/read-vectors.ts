// Which vectors are in a file? JSON as it is, also with a member `__proto__`, which imports of JSON lose.
import { readFileSync } from "node:fs";
import { isJsonObject } from "@claimsmith/cognito-model";
import { MisuseError } from "./errors.ts";

/** The least that every vector says. */
export interface Vector {
  /** A sentence that no other vector of the file has: the name of the test. */
  readonly description: string;
}

/**
 * The vectors of a JSON file: a list, or an object whose `vectors` is one. `url` is a `file:` URL, best written
 * `new URL("./vectors/name.json", import.meta.url)`.
 *
 * @throws MisuseError `VECTORS_INVALID` where there is none, or where one has no description of its own: such a file would
 * test less than it seems to. What reading the file or `JSON.parse` throws is passed on.
 */
export function readVectors<T extends Vector>(url: URL): readonly T[] {
  const content: unknown = JSON.parse(readFileSync(url, "utf8"));
  const vectors = isJsonObject(content) ? content.vectors : content;
  if (!Array.isArray(vectors) || vectors.length === 0) {
    throw new MisuseError("VECTORS_INVALID", "expected a list with at least one vector");
  }
  const seen = new Set<unknown>();
  for (const [index, vector] of vectors.entries()) {
    const description: unknown = isJsonObject(vector) ? vector.description : undefined;
    if (typeof description !== "string" || description.trim() === "" || seen.has(description)) {
      throw new MisuseError("VECTORS_INVALID", `expected a description of its own at vector ${index}`);
    }
    seen.add(description);
  }
  return vectors as readonly T[];
}
