// What is known of whoever signs in? Everything that a rule may look at, to be changed by hand.
import type { PolicyDocument } from "@claimsmith/claims-policy";
import type { BenchFacts, BenchForm } from "./bench-form.ts";
import { CheckList } from "./check-list.tsx";
import { attributeFields, groupNames, lookupFields, metadataFields } from "./fact-fields.ts";
import { LookupField } from "./lookup-field.tsx";
import { TypedFields } from "./typed-fields.tsx";

/** The facts, of the pool that the policy describes. */
export interface FactsFieldsProps {
  readonly kind: BenchForm["kind"];
  readonly facts: BenchFacts;
  readonly policy: PolicyDocument;
  readonly onChange: (facts: BenchFacts) => void;
}

const NOTHING = { answer: "missing", fields: {} } as const;

/** Groups and attributes of people, metadata of machines, and the answers of look-ups. */
export function FactsFields({ kind, facts, policy, onChange }: FactsFieldsProps) {
  const metadata = metadataFields(policy, facts);
  return (
    <div className="stack">
      {kind === "user" && <PersonFields {...{ facts, policy, onChange }} />}
      {kind === "machine" && metadata.length > 0 && (
        <fieldset className="bench-set">
          <legend>Metadata that it sends</legend>
          <TypedFields
            fields={metadata}
            texts={facts.metadata}
            onChange={(texts) => onChange({ ...facts, metadata: texts })}
          />
        </fieldset>
      )}
      {kind === "machine" && metadata.length === 0 && (
        <p className="quiet">The policy reads no metadata of machines.</p>
      )}
      {lookupFields(policy).map((lookup) => (
        <LookupField
          key={lookup.name}
          lookup={lookup}
          answer={(Object.hasOwn(facts.lookups, lookup.name) && facts.lookups[lookup.name]) || NOTHING}
          onChange={(answer) => onChange({ ...facts, lookups: { ...facts.lookups, [lookup.name]: answer } })}
        />
      ))}
    </div>
  );
}

function PersonFields({ facts, policy, onChange }: Omit<FactsFieldsProps, "kind">) {
  const { main, other } = attributeFields(policy, facts);
  const attributes = {
    texts: facts.attributes,
    onChange: (texts: BenchFacts["attributes"]) => onChange({ ...facts, attributes: texts }),
  };
  return (
    <>
      <CheckList
        legend="Groups"
        names={groupNames(policy, facts)}
        chosen={facts.groups}
        onChange={(groups) => onChange({ ...facts, groups })}
      />
      <fieldset className="bench-set">
        <legend>Attributes</legend>
        <TypedFields fields={main} {...attributes} />
        <details>
          <summary>Other attributes</summary>
          <TypedFields fields={other} {...attributes} />
        </details>
      </fieldset>
    </>
  );
}
