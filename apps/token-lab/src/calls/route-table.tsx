// Which routes are there, what do they demand, and what do they answer to either token?
import { Fragment } from "react";
import { Tag } from "../ui/tag.tsx";
import { Answer } from "./answer.tsx";
import { demandsInWords, heldAgainst } from "./held-scopes.ts";
import { RouteInput } from "./route-input.tsx";
import type { RouteRow } from "./route-rows.ts";
import { TOKEN_WORDS, type TokenName } from "./token-facts.ts";
import { callKey, type RouteInput as Input, type MadeCalls } from "./use-route-calls.ts";

/** What is shown. */
export interface RouteTableProps {
  readonly rows: readonly RouteRow[];
  /** Of the access token. */
  readonly scopes: readonly string[];
  readonly hasIdToken: boolean;
  /** True while a call is under way: further ones are not taken. Buttons keep the focus all the same. */
  readonly isBusy: boolean;
  readonly calls: MadeCalls;
  readonly inputOf: (row: RouteRow) => Input;
  readonly onInput: (row: RouteRow, input: Input) => void;
  readonly onCall: (row: RouteRow, token: TokenName) => void;
}

const NAMES: readonly TokenName[] = ["access", "id"];

/** A row for each route; answers stand below it, side by side. */
export function RouteTable(props: RouteTableProps) {
  return (
    <table className="routes">
      <caption className="visually-hidden">Routes of the API</caption>
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Demands</th>
          <th scope="col">Call</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Fragment key={row.name}>
            <Route {...props} row={row} />
            <Answers row={row} calls={props.calls} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Route({ row, ...props }: RouteTableProps & { readonly row: RouteRow }) {
  const { scopes, hasIdToken, isBusy, inputOf, onInput, onCall } = props;
  return (
    <tr>
      <th scope="row">
        <code>{row.name}</code>
        {row.summary !== "" && <p className="quiet route-summary">{row.summary}</p>}
        <RouteInput row={row} input={inputOf(row)} onChange={(input) => onInput(row, input)} />
      </th>
      <td>
        <Demand row={row} scopes={scopes} />
      </td>
      <td className="route-buttons">
        {NAMES.map((token) => (
          <button
            key={token}
            type="button"
            disabled={token === "id" && !hasIdToken}
            aria-disabled={isBusy}
            onClick={() => onCall(row, token)}
          >
            Call <span className="visually-hidden">{row.name} </span>with the {TOKEN_WORDS[token]}
          </button>
        ))}
      </td>
    </tr>
  );
}

function Demand({ row, scopes }: { readonly row: RouteRow; readonly scopes: readonly string[] }) {
  if (row.demands.length === 0) return <Tag>public</Tag>;
  const { isMet, missing } = heldAgainst(row.demands, scopes);
  return (
    <div className="demand">
      <code>{demandsInWords(row.demands)}</code>
      <Tag tone={isMet ? "good" : "bad"}>
        {isMet ? "the access token has it" : `the access token lacks ${missing.join(" and ")}`}
      </Tag>
    </div>
  );
}

function Answers({ row, calls }: { readonly row: RouteRow; readonly calls: MadeCalls }) {
  const made = NAMES.flatMap((token) => {
    const call = calls[callKey(row, token)];
    return call === undefined ? [] : [{ token, call }];
  });
  if (made.length === 0) return null;
  return (
    <tr className="answers">
      <td colSpan={3}>
        <div className="columns">
          {made.map(({ token, call }) => (
            <Answer
              key={token}
              label={`${row.name} with the ${TOKEN_WORDS[token]}`}
              title={`With the ${TOKEN_WORDS[token]}`}
              {...call}
            />
          ))}
        </div>
      </td>
    </tr>
  );
}
