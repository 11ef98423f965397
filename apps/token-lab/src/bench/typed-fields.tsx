// How are several facts given by hand?
import type { FactField } from "./fact-fields.ts";
import { TypedField } from "./typed-field.tsx";

/** Fields and their texts by name. */
export interface TypedFieldsProps {
  readonly fields: readonly FactField[];
  readonly texts: Readonly<Record<string, string>>;
  readonly onChange: (texts: Readonly<Record<string, string>>) => void;
}

/** A field for each fact, side by side where there is room. */
export function TypedFields({ fields, texts, onChange }: TypedFieldsProps) {
  return (
    <div className="bench-fields">
      {fields.map((field) => (
        <TypedField
          key={field.name}
          field={field}
          text={(Object.hasOwn(texts, field.name) ? texts[field.name] : undefined) ?? ""}
          onChange={(text) => onChange({ ...texts, [field.name]: text })}
        />
      ))}
    </div>
  );
}
