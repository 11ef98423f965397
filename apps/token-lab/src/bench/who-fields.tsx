// Who signs in, with which client, how, and asking for which scopes?
import type { Grant } from "@claimsmith/cognito-model";
import { type BenchForm, type Choice, type Personas, type Who, withWho } from "./bench-form.ts";
import { CheckList } from "./check-list.tsx";

/** The form, and what the policy leaves to choose. */
export interface WhoFieldsProps {
  readonly form: BenchForm;
  readonly personas: Personas;
  /** Absent where the policy has no client of the kind. */
  readonly choice: Choice | undefined;
  /** What may be asked for. */
  readonly scopes: readonly string[];
  readonly onChange: (form: BenchForm) => void;
}

const GRANT_WORDS: Readonly<Record<Grant, string>> = {
  sdk: "API sign-in (sdk)",
  hosted: "hosted login (hosted)",
  refresh: "refresh",
  machine: "client credentials (machine)",
};

/** Only what is possible can be chosen. */
export function WhoFields({ form, personas, choice, scopes, onChange }: WhoFieldsProps) {
  return (
    <fieldset className="bench-set">
      <legend>Sign-in</legend>
      <div className="bench-fields">
        <label className="bench-field">
          Who
          <select
            value={form.who}
            onChange={({ target }) => onChange(withWho(form, target.value as Who, personas))}
          >
            {Object.entries(personas).map(([name, { about }]) => (
              <option key={name} value={`persona:${name}`}>
                {name}: {about}
              </option>
            ))}
            <option value="user">a user of your own</option>
            <option value="machine">a machine of your own</option>
          </select>
        </label>
        <label className="bench-field">
          Client
          <select
            value={choice?.client ?? ""}
            onChange={({ target }) => onChange({ ...form, client: target.value })}
          >
            {(choice?.clients ?? []).map((client) => (
              <option key={client}>{client}</option>
            ))}
          </select>
        </label>
        <label className="bench-field">
          Grant
          <select
            value={choice?.grant ?? ""}
            onChange={({ target }) => onChange({ ...form, grant: target.value as Grant })}
          >
            {(choice?.grants ?? []).map((grant) => (
              <option key={grant} value={grant}>
                {GRANT_WORDS[grant]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {scopes.length > 0 && (
        <CheckList
          legend="Scopes asked for"
          names={scopes}
          chosen={form.scopes.filter((scope) => scopes.includes(scope))}
          onChange={(asked) => onChange({ ...form, scopes: asked })}
        >
          <p className="quiet">Who asks for none gets all that the client may ask for.</p>
        </CheckList>
      )}
    </fieldset>
  );
}
