// How is a part of the page set apart? A titled region, which screen readers list.
import { type ReactNode, useId } from "react";

/** What a panel shows. */
export interface PanelProps {
  readonly title: string;
  /** Stands beside the title: a mark or a button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A region with a heading of level 2. */
export function Panel({ title, aside, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel-header">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
