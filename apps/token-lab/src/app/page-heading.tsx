// Where is the reader now? The view's heading takes the focus when the view changes.
import { type RefObject, useEffect, useRef } from "react";

/** What the heading is given. */
export interface PageHeadingProps {
  readonly title: string;
  /** True until it is known which view the page opens with. */
  readonly isOpening: boolean;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** The heading of level 1; the window has its text as title. It leaves the focus alone while the page opens. */
export function PageHeading({ title, isOpening, heading }: PageHeadingProps) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    document.title = `${title} · Token Lab`;
    if (isOpening) return;
    const isChange = shown.current !== undefined && shown.current !== title;
    shown.current = title;
    if (isChange) heading.current?.focus();
  }, [title, isOpening, heading]);
  return (
    <h1 ref={heading} id="main" tabIndex={-1}>
      {title}
    </h1>
  );
}
