// What do the tokens look like, and why?
import type { TokenPreview } from "@claimsmith/claims-policy";
import { Panel } from "../ui/panel.tsx";
import { Tag } from "../ui/tag.tsx";
import type { ShownPreview } from "./bench-preview.ts";
import { explanationSections } from "./explanation-sections.ts";
import { ExplanationTable } from "./explanation-table.tsx";
import { IssueList } from "./issue-list.tsx";
import { LiveSummary } from "./live-summary.tsx";
import { Refusal } from "./refusal.tsx";
import { TokenBeforeAfter } from "./token-before-after.tsx";
import { summaryOf, tokenTable } from "./token-rows.ts";

/** A preview, and of which policy it is. */
export interface PreviewPanelsProps {
  readonly shown: ShownPreview;
  readonly isTodays: boolean;
}

/** Both tokens before and after, and the reason of each line. */
export function PreviewPanels({ shown, isTodays }: PreviewPanelsProps) {
  const { preview, issues } = shown;
  const aside = isTodays ? <Tag>today’s policy</Tag> : <Tag tone="policy">edited policy</Tag>;
  return (
    <>
      <LiveSummary summary={summaryOf(preview)} />
      <Panel title="The tokens" aside={aside}>
        {issues.length > 0 && (
          <div className="notice notice-caution">
            <strong>No pool would store these facts</strong>
            <IssueList issues={issues} />
          </div>
        )}
        <Refusal preview={preview} />
        <Tables preview={preview} />
      </Panel>
      <Panel title="Why each line is there, or not" aside={aside}>
        <div className="columns">
          {explanationSections(shown).map((section) => (
            <ExplanationTable key={section.title} section={section} />
          ))}
        </div>
      </Panel>
    </>
  );
}

function Tables({ preview }: { readonly preview: TokenPreview }) {
  return (
    <div className="columns">
      <TokenBeforeAfter title="ID token" table={tokenTable(preview, "id")} />
      <TokenBeforeAfter title="Access token" table={tokenTable(preview, "access")} />
    </div>
  );
}
