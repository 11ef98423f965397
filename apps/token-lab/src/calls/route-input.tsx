// What is sent with a call? Parameters and a body, filled in from the API's document and open to changes.
import type { RouteRow } from "./route-rows.ts";
import type { RouteInput as Input } from "./use-route-calls.ts";

/** What is shown. */
export interface RouteInputProps {
  readonly row: RouteRow;
  readonly input: Input;
  readonly onChange: (input: Input) => void;
}

/** The fields of a route; nothing where it takes none. */
export function RouteInput({ row, input, onChange }: RouteInputProps) {
  if (row.parameters.length === 0 && row.body === undefined) return null;
  return (
    <div className="route-input">
      {row.parameters.map(({ name, place, required }) => (
        <label key={`${place} ${name}`}>
          <span>
            {name}
            <span className="visually-hidden"> of {row.name}</span>
            {!required && place !== "path" && " (optional)"}
          </span>
          <input
            value={input.values[name] ?? ""}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) =>
              onChange({ ...input, values: { ...input.values, [name]: target.value } })
            }
          />
        </label>
      ))}
      {row.body !== undefined && (
        <label className="route-body">
          <span>
            Body<span className="visually-hidden"> of {row.name}</span>, JSON
          </span>
          <textarea
            className="code"
            rows={4}
            spellCheck={false}
            value={input.body ?? row.body}
            onChange={({ target }) => onChange({ ...input, body: target.value })}
          />
        </label>
      )}
    </div>
  );
}
