// What does the token say, claim by claim?
import { memo } from "react";
import { Tag } from "../ui/tag.tsx";
import { ClaimValue, OriginWords } from "./claim-value.tsx";
import type { ClaimLine, Presence } from "./shown-tokens.ts";

const PRESENCE: Readonly<Record<Presence, string>> = {
  only: "only here",
  both: "in both",
  differs: "in both, other value",
};

/** One row for each claim. It is not drawn again while the countdown runs. */
export const ClaimTable = memo(function ClaimTable({
  caption,
  lines,
}: {
  readonly caption: string;
  readonly lines: readonly ClaimLine[];
}) {
  return (
    <div className="token-claims-frame">
      <table className="token-claims">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Claim and type</th>
            <th scope="col">Value</th>
            <th scope="col">Meaning, and where it came from</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ClaimRow key={line.name} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

function ClaimRow({ line }: { readonly line: ClaimLine }) {
  const { name, type, meaning, meaningSource, origins } = line;
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
        <span className="quiet">{type}</span>
        <Marks line={line} />
      </th>
      <td>
        <ClaimValue {...line} />
      </td>
      <td>
        {meaning !== undefined && (
          <span>
            {meaning} <span className="quiet token-source">({meaningSource})</span>
          </span>
        )}
        {origins.map((origin) => (
          <OriginWords key={origin.text} origin={origin} />
        ))}
      </td>
    </tr>
  );
}

function Marks({ line: { personal, asserted, presence } }: { readonly line: ClaimLine }) {
  return (
    <span className="token-marks">
      {personal && <Tag tone="caution">personal data</Tag>}
      {asserted && <Tag tone="bad">asserted: rests on what users can write</Tag>}
      {presence && <span className={`tag token-in-${presence}`}>{PRESENCE[presence]}</span>}
    </span>
  );
}
