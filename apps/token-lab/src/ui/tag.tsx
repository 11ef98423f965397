// How is a word marked? Colour is never the only sign: the word says it too.
import type { ReactNode } from "react";

/** What a mark means. */
export type Tone = "neutral" | "good" | "bad" | "caution" | "policy";

/** A short word with a coloured ground. */
export function Tag({ tone = "neutral", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}
