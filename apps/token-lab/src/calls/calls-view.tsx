// What does the API answer to either token?
import { useEffect, useState } from "react";
import type { Tokens } from "../session/tokens.ts";
import type { LabSettings } from "../settings/settings.ts";
import "./calls.css";
import { type DrawnScopes, drawnByPolicy } from "./drawn-scopes.ts";
import { GraphQlPanel } from "./graphql-panel.tsx";
import { RoutesPanel } from "./routes-panel.tsx";

/** What the view is given. */
export interface CallsViewProps {
  readonly tokens: Tokens;
  readonly settings: LabSettings;
}

/** The routes over HTTP, and GraphQL through Amplify's own client. */
export function CallsView({ tokens, settings }: CallsViewProps) {
  const drawnBy = useDrawnScopes(settings.client);
  return (
    <div className="stack">
      <RoutesPanel tokens={tokens} settings={settings} drawnBy={drawnBy} />
      <GraphQlPanel tokens={tokens} settings={settings} drawnBy={drawnBy} />
    </div>
  );
}

function useDrawnScopes(client: string): DrawnScopes | undefined {
  const [drawn, setDrawn] = useState<DrawnScopes>();
  useEffect(() => {
    let isWanted = true;
    const keep = (read: DrawnScopes | undefined) => {
      if (isWanted) setDrawn(read);
    };
    // Without the policy the page says less, and works.
    drawnByPolicy(client).then(keep, () => keep(undefined));
    return () => {
      isWanted = false;
    };
  }, [client]);
  return drawn;
}
