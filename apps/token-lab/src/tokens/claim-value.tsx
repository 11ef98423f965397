// How is the value of a claim shown?
import type { Origin } from "./explained-claim.ts";
import type { ListItem } from "./list-items.ts";
import type { ClaimLine } from "./shown-tokens.ts";

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A list for scopes and groups; a date beside a moment; JSON for what is nested; else the value as it stands. */
export function ClaimValue({ value, items, isMoment }: Pick<ClaimLine, "value" | "items" | "isMoment">) {
  if (items !== undefined) return <Items items={items} />;
  if (isMoment) {
    return (
      <>
        <code>{String(value)}</code>
        <span className="quiet">{moment.format(Number(value) * 1_000)}</span>
      </>
    );
  }
  if (typeof value === "object" && value !== null) {
    return <code className="token-json">{JSON.stringify(value, undefined, 2)}</code>;
  }
  return <code>{String(value)}</code>;
}

function Items({ items }: { readonly items: readonly ListItem[] }) {
  return (
    <ul className="token-items">
      {items.map(({ name, meaning, origin }) => (
        <li key={name}>
          <code>{name}</code>
          {meaning !== undefined && <span>{meaning}</span>}
          <OriginWords origin={origin} />
        </li>
      ))}
    </ul>
  );
}

/** Who put it there; what the policy did stands out. */
export function OriginWords({ origin: { by, text } }: { readonly origin: Origin }) {
  return <span className={`token-origin token-origin-${by}`}>{text}</span>;
}
