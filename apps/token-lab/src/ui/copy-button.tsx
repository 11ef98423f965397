// How is a text copied with one click? The button says that it was.
import { useState } from "react";

const SAID_FOR_MS = 2_000;

/** Copies `text`; `label` says what, like `Copy access token`. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
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
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
