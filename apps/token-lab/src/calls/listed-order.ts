// Which id was listed last? Routes with `{id}` are called with it.
import { isJsonObject } from "@claimsmith/cognito-model";

/** The id of the first thing that an answer lists, or of the one that it is; undefined where there is none. */
export function listedId(body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  if (typeof body.id === "string") return body.id;
  for (const member of Object.values(body)) {
    const first: unknown = Array.isArray(member) ? member[0] : undefined;
    if (isJsonObject(first) && typeof first.id === "string") return first.id;
  }
  return undefined;
}
