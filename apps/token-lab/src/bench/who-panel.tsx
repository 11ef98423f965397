// Whose tokens are shown, and what is known of them?
import type { PolicyDocument } from "@claimsmith/claims-policy";
import { Panel } from "../ui/panel.tsx";
import { type BenchForm, choiceOf, isChanged, type Personas, personaBehind, withWho } from "./bench-form.ts";
import type { FactField } from "./fact-fields.ts";
import { FactsFields } from "./facts-fields.tsx";
import { TypedFields } from "./typed-fields.tsx";
import { WhoFields } from "./who-fields.tsx";

/** The form, and what the policy and the environment leave to give. */
export interface WhoPanelProps {
  readonly form: BenchForm;
  readonly personas: Personas;
  readonly policy: PolicyDocument;
  /** What may be asked for. */
  readonly scopes: readonly string[];
  /** The settings that the environment lacks, and its name. */
  readonly lacking: readonly FactField[];
  readonly environment: string;
  readonly onChange: (form: BenchForm) => void;
}

/** Everything that a preview is made of, but the policy. */
export function WhoPanel({ form, personas, policy, scopes, lacking, environment, onChange }: WhoPanelProps) {
  const { about } = personaBehind(form.who, personas);
  const changed = isChanged(form, personas);
  return (
    <Panel title="The sign-in and its facts">
      <WhoFields {...{ form, personas, scopes, onChange }} choice={choiceOf(form, policy)} />
      <FactsFields
        kind={form.kind}
        facts={form.facts}
        policy={policy}
        onChange={(facts) => onChange({ ...form, facts })}
      />
      {lacking.length > 0 && (
        <fieldset className="bench-set">
          <legend>Settings that environment {environment} lacks</legend>
          <TypedFields
            fields={lacking}
            texts={form.settings}
            onChange={(settings) => onChange({ ...form, settings })}
          />
        </fieldset>
      )}
      <div className="row">
        <button
          type="button"
          disabled={!changed}
          onClick={() => onChange({ ...form, facts: withWho(form, form.who, personas).facts })}
        >
          Undo changes of the facts
        </button>
        <span className="quiet">{changed ? `${about}; changed by hand` : about}</span>
      </div>
    </Panel>
  );
}
