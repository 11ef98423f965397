// How is the policy edited? As JSON, read as one types, with every issue.
import { useId } from "react";
import { Notice } from "../ui/notice.tsx";
import { IssueList } from "./issue-list.tsx";
import type { CurrentReading } from "./use-policy-reading.ts";

/** The text and what it comes to. */
export interface PolicyEditorProps {
  readonly text: string;
  readonly reading: CurrentReading;
  readonly onChange: (text: string) => void;
  readonly onReset: () => void;
}

/** A text area with the policy, and what is wrong with it. */
export function PolicyEditor({ text, reading, onChange, onReset }: PolicyEditorProps) {
  const id = useId();
  return (
    <div className="stack">
      <div className="row">
        <label htmlFor={id}>Policy as JSON: the member “policy” of policy.json</label>
        <button type="button" onClick={onReset}>
          Reset
        </button>
      </div>
      <textarea
        id={id}
        className="code bench-policy"
        rows={22}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-invalid={reading.status !== "valid"}
        aria-describedby={`${id}-state`}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
      <div id={`${id}-state`} aria-live="polite">
        <State reading={reading} />
      </div>
    </div>
  );
}

function State({ reading }: { readonly reading: CurrentReading }) {
  if (reading.status === "notJson") {
    return (
      <Notice tone="caution" title="This is not JSON yet">
        {reading.message}
      </Notice>
    );
  }
  if (reading.status === "unreadable") {
    return (
      <Notice tone="bad" title="The browser does not hash here">
        A policy needs a hash, and browsers make one for pages of https and of this machine only.
      </Notice>
    );
  }
  if (reading.status === "invalid") {
    const { issues } = reading;
    const count = `${issues.length} ${issues.length === 1 ? "issue" : "issues"}`;
    return (
      <Notice tone="caution" title={`${count}: the previews are of today's policy until there are none`}>
        <IssueList issues={issues} />
      </Notice>
    );
  }
  return (
    <p className="quiet">
      {reading.isTodays ? "This is today's policy" : "A valid policy; the previews are of it"}, hash{" "}
      <code>{reading.snapshot.hash}</code>, event version {reading.snapshot.eventVersion}.
    </p>
  );
}
