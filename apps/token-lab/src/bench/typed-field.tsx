// How is one fact typed or chosen? By its declared type.
import { useId } from "react";
import type { FactField } from "./fact-fields.ts";

/** One fact and what to do when it changes. */
export interface TypedFieldProps {
  readonly field: FactField;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** A field that may be left empty: then the fact is absent. Declared values are chosen, all others typed. */
export function TypedField({ field: { name, type }, text, onChange }: TypedFieldProps) {
  const id = useId();
  const shared = {
    id,
    value: text,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  };
  const values = type.type === "oneOf" ? type.values : type.type === "flag" ? FLAG_TEXTS : undefined;
  const isNumber = type.type === "integer";
  return (
    <div className="bench-field">
      <label htmlFor={id}>{name}</label>
      {values === undefined ? (
        <input
          {...shared}
          type="text"
          inputMode={isNumber ? "numeric" : "text"}
          autoComplete="off"
          spellCheck={false}
          placeholder="absent"
        />
      ) : (
        <select {...shared}>
          <option value="">absent</option>
          {[...new Set([...values, ...(text === "" ? [] : [text])])].map((value) => (
            <option key={value}>{value}</option>
          ))}
        </select>
      )}
    </div>
  );
}

const FLAG_TEXTS: readonly string[] = ["true", "false"];
