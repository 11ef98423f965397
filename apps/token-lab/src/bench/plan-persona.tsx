// What does a change of the policy mean for one persona, with one client?
import { type PersonaEntry, sizesInWords, tokenChangeInWords } from "@claimsmith/claims-policy/words";

/** What is gained, lost and changed, and the sizes by each way of getting tokens. */
export function PlanPersona({ entry }: { readonly entry: PersonaEntry }) {
  const { persona, client, changes, ways } = entry;
  return (
    <div>
      <p>
        <strong>{persona}</strong>, client {client}
      </p>
      <ul className="bench-list">
        {changes.map((change) => (
          <li key={`${change.change} ${change.id}`}>
            <code>{tokenChangeInWords(change)}</code>: {change.direction}
          </li>
        ))}
        {ways.map((way) => (
          <li key={way.grant} className="quiet">
            {sizesInWords(way)}
          </li>
        ))}
      </ul>
    </div>
  );
}
