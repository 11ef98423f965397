// How does somebody with a keyboard get past the header? (WCAG 2.2, 2.4.1 Bypass Blocks)
import type { RefObject } from "react";

/** The first link of the page, seen once it has the focus. The address stays: its `#` names the view. */
export function SkipLink({ target }: { readonly target: RefObject<HTMLElement | null> }) {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it is a link within the page, as its readers expect
    <a
      className="skip-link"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        target.current?.focus();
      }}
    >
      Skip to the content
    </a>
  );
}
