// What is one token for, and what does it say?
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import { ClaimTable } from "./claim-table.tsx";
import { Expiry } from "./expiry.tsx";
import { RawToken } from "./raw-token.tsx";
import type { ShownToken, SuppressedLine, UnshownToken } from "./shown-tokens.ts";
import { SizeMeters } from "./size-meters.tsx";

/** What a token is called, and what it is for. (OpenID Connect Core 1.0, section 2; RFC 9068, section 1) */
const ABOUT = {
  id: {
    name: "ID token",
    purpose: "For the app: says who signed in, and to which client. Send it to no API.",
  },
  access: { name: "access token", purpose: "For APIs: says what may be done. This is the one to send." },
} as const;

/** What is shown of one token; `raw` is its compact form. */
export interface TokenPanelProps {
  readonly shown: ShownToken | UnshownToken;
  readonly raw: string | undefined;
  readonly nowSeconds: number;
}

/** A region for one token. */
export function TokenPanel({ shown, raw, nowSeconds }: TokenPanelProps) {
  const { name, purpose } = ABOUT[shown.token];
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  if ("why" in shown) {
    return (
      <Panel title={title}>
        <p>{purpose}</p>
        <Notice tone="caution" title={shown.why} />
      </Panel>
    );
  }
  const expiry = <Expiry name={name} expiresAt={shown.expiresAt} nowSeconds={nowSeconds} />;
  return (
    <Panel title={title} aside={expiry}>
      <p>{purpose}</p>
      <SizeMeters bytes={shown.bytes} budgets={shown.budgets} />
      {raw !== undefined && <RawToken name={name} token={raw} />}
      <ClaimTable caption={`Claims of the ${name}`} lines={shown.lines} />
      <Suppressed name={name} lines={shown.suppressed} />
    </Panel>
  );
}

function Suppressed({ name, lines }: { readonly name: string; readonly lines: readonly SuppressedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3>Taken off the {name} by the policy</h3>
      <ul className="token-items">
        {lines.map((line) => (
          <li key={line.name}>
            <code>{line.name}</code>
            <span className="token-origin token-origin-policy">{line.text}</span>
            {line.isThere && <span>It is on this token all the same.</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
