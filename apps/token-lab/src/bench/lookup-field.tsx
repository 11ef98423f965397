// What does a look-up find? Something, nothing, or it fails.
import type { LookupAnswer } from "./bench-form.ts";
import type { LookupFields } from "./fact-fields.ts";
import { TypedFields } from "./typed-fields.tsx";

/** One look-up and its answer. */
export interface LookupFieldProps {
  readonly lookup: LookupFields;
  readonly answer: LookupAnswer;
  readonly onChange: (answer: LookupAnswer) => void;
}

const ANSWERS: Readonly<Record<LookupAnswer["answer"], string>> = {
  found: "finds this",
  missing: "finds nothing",
  failed: "fails",
};

/** The answer, and the fields of one that is found. */
export function LookupField({ lookup: { name, fields }, answer, onChange }: LookupFieldProps) {
  return (
    <fieldset className="bench-set">
      <legend>Look-up {name}</legend>
      <div className="bench-fields">
        <label className="bench-field">
          Answer
          <select
            value={answer.answer}
            onChange={({ target }) => onChange({ ...answer, answer: target.value as LookupAnswer["answer"] })}
          >
            {Object.entries(ANSWERS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      {answer.answer === "found" && (
        <TypedFields
          fields={fields}
          texts={answer.fields}
          onChange={(texts) => onChange({ ...answer, fields: texts })}
        />
      )}
    </fieldset>
  );
}
