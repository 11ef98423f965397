// How are some of several names chosen?
import type { ReactNode } from "react";

/** Names, and those of them that are chosen. */
export interface CheckListProps {
  readonly legend: string;
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** What it means to choose none, for example. */
  readonly children?: ReactNode;
}

/** A box for each name. The order of the chosen ones is that of the names. */
export function CheckList({ legend, names, chosen, onChange, children }: CheckListProps) {
  const toggled = (name: string) =>
    names.filter((each) => (each === name ? !chosen.includes(name) : chosen.includes(each)));
  return (
    <fieldset className="bench-set">
      <legend>{legend}</legend>
      {names.length === 0 && <p className="quiet">There are none.</p>}
      <div className="row">
        {names.map((name) => (
          <label className="bench-check" key={name}>
            <input type="checkbox" checked={chosen.includes(name)} onChange={() => onChange(toggled(name))} />
            {name}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}
