// What does one token carry without a trigger, and what with the policy?
import { figure } from "@claimsmith/claims-policy/words";
import { useId } from "react";
import { Tag } from "../ui/tag.tsx";
import { CHANGE_MARKS, type TokenRow, type TokenTable } from "./token-rows.ts";

/** One token. */
export interface TokenBeforeAfterProps {
  readonly title: string;
  /** Absent where the sign-in gives none. */
  readonly table: TokenTable | undefined;
}

/** The lines of a token, what changed first and marked in words. */
export function TokenBeforeAfter({ title, table }: TokenBeforeAfterProps) {
  const id = useId();
  if (table === undefined) {
    return (
      <div>
        <h3 id={id}>{title}</h3>
        <p className="quiet">This sign-in gives none.</p>
      </div>
    );
  }
  const { rows, madeUp, beforeBytes, afterBytes } = table;
  const isIssued = afterBytes !== undefined;
  return (
    <div className="stack">
      <h3 id={id}>{title}</h3>
      <table className="bench-table" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Without a trigger</th>
            {isIssued && <th scope="col">With the policy</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={`${row.kind} ${row.name}`} row={row} isIssued={isIssued} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Size</th>
            <td>{figure(beforeBytes)} bytes</td>
            {isIssued && <td>{figure(afterBytes)} bytes</td>}
          </tr>
        </tfoot>
      </table>
      <p className="quiet">
        Made up for the preview: <span className="bench-names">{madeUp.join(", ")}</span>
      </p>
    </div>
  );
}

function Line({ row, isIssued }: { readonly row: TokenRow; readonly isIssued: boolean }) {
  const mark = CHANGE_MARKS[row.change];
  return (
    <tr>
      <th scope="row">
        {row.kind === "scope" && <span className="quiet">scope </span>}
        <code>{row.name}</code> {mark !== undefined && <Tag tone={mark.tone}>{mark.word}</Tag>}
      </th>
      <td>
        <Value text={row.before} />
      </td>
      {isIssued && (
        <td className={mark === undefined ? undefined : `bench-${row.change}`}>
          <Value text={row.after} />
        </td>
      )}
    </tr>
  );
}

function Value({ text }: { readonly text: string | undefined }) {
  return text === undefined ? <span className="quiet">not there</span> : <code>{text}</code>;
}
