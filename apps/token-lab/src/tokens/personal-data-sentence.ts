// How much of what identifies a person does each token carry? One sentence.
import type { ShownToken, ShownTokens } from "./shown-tokens.ts";

const NAMES = { id: "the ID token", access: "the access token" } as const;

/**
 * Like `Personal data: the ID token carries 2 claims (email, name), the access token carries none.` Empty where no token can be
 * read.
 */
export function personalDataSentence({ id, access }: ShownTokens): string {
  const parts = [id, access].filter((each): each is ShownToken => "personal" in each).map(partOf);
  return parts.length === 0 ? "" : `Personal data: ${parts.join(", ")}.`;
}

function partOf({ token, personal }: ShownToken): string {
  const count = personal.length;
  if (count === 0) return `${NAMES[token]} carries none`;
  return `${NAMES[token]} carries ${count} ${count === 1 ? "claim" : "claims"} (${personal.join(", ")})`;
}
