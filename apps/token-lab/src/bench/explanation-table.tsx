// Why is each line on a token, or not?
import { useId } from "react";
import { Tag } from "../ui/tag.tsx";
import type { ExplanationSection } from "./explanation-sections.ts";

/** The lines of one section with their reasons. */
export function ExplanationTable({ section }: { readonly section: ExplanationSection }) {
  const id = useId();
  const { title, lines, own, ownTitle } = section;
  return (
    <div className="stack">
      <h3 id={id}>{title}</h3>
      {lines.length > 0 && (
        <table className="bench-table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col" className="bench-wide">
                Why, by which rule
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, present, why }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>{" "}
                  <Tag tone={present ? "good" : "neutral"}>{present ? "there" : "not there"}</Tag>
                </th>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {own.length > 0 && (
        <p className="quiet">
          {ownTitle}: <span className="bench-names">{own.join(", ")}</span>
        </p>
      )}
    </div>
  );
}
