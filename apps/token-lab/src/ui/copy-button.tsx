// How is a text copied with one click? The button says that it was.
import { useState } from "react";

const SAID_FOR_MS = 2_000;

/** What a copy button is given. */
export interface CopyButtonProps {
  readonly text: string;
  /** Says what is copied, like `Copy access token`. */
  readonly label: string;
  /** Whose it is, for screen readers: where a list has one button for each row. */
  readonly of?: string;
}

/** Copies `text`. */
export function CopyButton({ text, label, of }: CopyButtonProps) {
  const [said, setSaid] = useState<string>();
  const say = (words: string) => {
    setSaid(words);
    setTimeout(() => setSaid(undefined), SAID_FOR_MS);
  };
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say("Copied"),
      () => say("The browser does not allow copying"),
    );
  return (
    <span className="copy">
      <button type="button" className="button-quiet" onClick={copy}>
        {label}
        {of !== undefined && <span className="visually-hidden"> of {of}</span>}
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
