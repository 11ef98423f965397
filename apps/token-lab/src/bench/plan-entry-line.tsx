// How is one proven or declared change shown, with its smallest example?
import type { Direction } from "@claimsmith/claims-policy/plan";
import type { PlanEntry } from "@claimsmith/claims-policy/words";
import { Tag, type Tone } from "../ui/tag.tsx";

const DIRECTIONS: Readonly<Record<Direction, { readonly word: string; readonly tone: Tone }>> = {
  widening: { word: "widening", tone: "bad" },
  narrowing: { word: "narrowing", tone: "good" },
  changed: { word: "changed", tone: "caution" },
};

/** One entry of a plan. */
export interface PlanEntryLineProps {
  readonly entry: PlanEntry;
  readonly direction: Direction;
}

/** The id, what it means, the rules behind it and an example. */
export function PlanEntryLine({ entry, direction }: PlanEntryLineProps) {
  const { word, tone } = DIRECTIONS[direction];
  const { id, what, paths, example, approval } = entry;
  return (
    <li>
      <Tag tone={tone}>{word}</Tag> <code>{id}</code>: {what}
      {approval !== undefined && <strong> ({approval})</strong>}
      {paths.length > 0 && (
        <div className="quiet">
          by <code>{paths.join(", ")}</code>
        </div>
      )}
      {example.length > 0 && <div className="quiet">for example: {example.join("; ")}</div>}
    </li>
  );
}
