// Where is the token itself? Hidden until asked for: whoever has it can use it.
import { useState } from "react";
import { CopyButton } from "../ui/copy-button.tsx";

/** A token in compact form, and how it is called. */
export interface RawTokenProps {
  readonly name: string;
  readonly token: string;
}

/** Shows the token when asked to, and copies it without showing it. Another token is hidden again. */
export function RawToken({ name, token }: RawTokenProps) {
  const [asked, setAsked] = useState<string>();
  const isShown = asked === token;
  return (
    <div className="stack">
      <div className="row">
        <button
          type="button"
          className="button-quiet"
          aria-expanded={isShown}
          onClick={() => setAsked(isShown ? undefined : token)}
        >
          {isShown ? "Hide" : "Show"} the raw {name}
        </button>
        <CopyButton text={token} label={`Copy the ${name}`} />
      </div>
      {isShown && <code className="token-raw">{token}</code>}
    </div>
  );
}
