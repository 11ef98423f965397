// What do the routes of the API answer to either token?
import { useState } from "react";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import type { CallsViewProps } from "./calls-view.tsx";
import type { DrawnScopes } from "./drawn-scopes.ts";
import type { RouteRow } from "./route-rows.ts";
import { RouteTable } from "./route-table.tsx";
import { type TokenName, tokenFacts } from "./token-facts.ts";
import { type ApiDescription, useApiDescription } from "./use-api-description.ts";
import { type RouteInput, useRouteCalls } from "./use-route-calls.ts";

/** What the panel is given. */
export interface RoutesPanelProps extends CallsViewProps {
  /** Absent while the policy is not read. */
  readonly drawnBy: DrawnScopes | undefined;
}

/** Routes, demands, calls. */
export function RoutesPanel({ tokens, settings, drawnBy }: RoutesPanelProps) {
  const apiUrl = settings.api.url;
  const [description, readAgain] = useApiDescription(apiUrl);
  const [inputs, setInputs] = useState<Readonly<Record<string, RouteInput>>>({});
  const [isBusy, setBusy] = useState(false);
  const { calls, lastId, said, call } = useRouteCalls({ apiUrl, tokens, drawnBy });
  const inputOf = (row: RouteRow, id = lastId): RouteInput => filledIn(row, inputs[row.name], id);

  const run = async (work: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
    }
  };
  const callAll = async (rows: readonly RouteRow[]) => {
    let id = lastId;
    for (const row of rows.filter(({ method }) => method === "GET")) {
      for (const token of TOKEN_NAMES) id = (await call(row, token, inputOf(row, id))) ?? id;
    }
  };
  const rows = description.state === "read" ? description.rows : [];
  return (
    <Panel
      title="Routes"
      aside={
        <button
          type="button"
          disabled={rows.length === 0}
          aria-disabled={isBusy}
          onClick={() => run(() => callAll(rows))}
        >
          Call every GET with both tokens
        </button>
      }
    >
      <p className="quiet">
        What each route demands is read from <code>{apiUrl}/openapi.json</code>.
      </p>
      <DescriptionNotice description={description} apiUrl={apiUrl} onAgain={readAgain} />
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {tokens.idToken === undefined && (
        <Notice tone="caution" title="This sign-in gave no ID token">
          A hosted login gives one to an app that asks for openid.
        </Notice>
      )}
      {rows.length > 0 && (
        <RouteTable
          rows={rows}
          scopes={tokenFacts(tokens.accessToken)?.scopes ?? []}
          hasIdToken={tokens.idToken !== undefined}
          isBusy={isBusy}
          calls={calls}
          inputOf={inputOf}
          onInput={(row, input) => setInputs((others) => ({ ...others, [row.name]: input }))}
          onCall={(row, token) => run(() => call(row, token, inputOf(row)))}
        />
      )}
    </Panel>
  );
}

const TOKEN_NAMES: readonly TokenName[] = ["access", "id"];

/** What somebody typed; else the id that was listed last; else the document's example. */
function filledIn(row: RouteRow, typed: RouteInput | undefined, lastId: string): RouteInput {
  const values = row.parameters.map(({ name, place, required, example }) => {
    const suggested = place === "path" ? lastId || example : required ? example : "";
    return [name, typed?.values[name] ?? suggested];
  });
  return { values: Object.fromEntries(values), ...(typed?.body !== undefined && { body: typed.body }) };
}

interface DescriptionNoticeProps {
  readonly description: ApiDescription;
  readonly apiUrl: string;
  readonly onAgain: () => void;
}

function DescriptionNotice({ description, apiUrl, onAgain }: DescriptionNoticeProps) {
  if (description.state === "read") return null;
  if (description.state === "reading") return <p role="status">Reading what the API offers…</p>;
  const isUnreachable = description.state === "unreachable";
  return (
    <Notice tone="bad" title={isUnreachable ? "The API does not answer" : "This is not the orders API"}>
      <p>
        {isUnreachable ? (
          <>
            Nothing that this page may read came from <code>{apiUrl}</code>. Locally, start pool, API and page
            together with <code>claimsmith dev</code>. A deployed API has to allow the origin{" "}
            <code>{location.origin}</code> (CORS).
          </>
        ) : (
          <>
            Its <code>/openapi.json</code> is no OpenAPI document with paths. See <code>api.url</code> in
            settings.json.
          </>
        )}
      </p>
      <button type="button" onClick={onAgain}>
        Try again
      </button>
    </Notice>
  );
}
