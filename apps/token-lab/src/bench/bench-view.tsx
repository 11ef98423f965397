// What would a policy make of a persona?
import { useMemo, useState } from "react";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import "./bench.css";
import { isChanged, startForm } from "./bench-form.ts";
import { benchPreview } from "./bench-preview.ts";
import { lackingSettings } from "./bench-settings.ts";
import { IssueList } from "./issue-list.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { planRequest } from "./plan-request.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { policyText } from "./policy-text.ts";
import { PreviewPanels } from "./preview-panels.tsx";
import { environmentOf, PERSONAS, TODAYS_POLICY } from "./todays-policy.ts";
import { usePolicyReading } from "./use-policy-reading.ts";
import { WhoPanel } from "./who-panel.tsx";

/** What the view is given. */
export interface BenchViewProps {
  /** The environment of the policy package whose settings are taken. */
  readonly environment: string;
}

const TODAYS_TEXT = policyText(TODAYS_POLICY);

/** The policy bench: tokens of a persona under today's policy or an edited one, why, and what the edit changes. */
export function BenchView({ environment: name }: BenchViewProps) {
  const [form, setForm] = useState(() => startForm(PERSONAS));
  const [text, setText] = useState(TODAYS_TEXT);
  const reading = usePolicyReading(text, TODAYS_POLICY);
  const environment = environmentOf(name);
  const snapshot = reading.status === "valid" ? reading.snapshot : TODAYS_POLICY;
  const result = useMemo(() => benchPreview({ form, snapshot, environment }), [form, snapshot, environment]);
  const edited = reading.status === "valid" && reading.of === text ? reading.snapshot : undefined;
  // A plan goes with what it was made of.
  const planOf = `${edited?.hash} ${isChanged(form, PERSONAS) ? JSON.stringify(form.facts) : ""}`;
  return (
    <div className="stack bench">
      <p className="quiet">
        Runs in this page: nothing that you choose or type here is sent anywhere, or kept.
      </p>
      <WhoPanel
        form={form}
        personas={PERSONAS}
        policy={snapshot.policy}
        scopes={result.status === "shown" ? result.scopes : []}
        lacking={lackingSettings(snapshot.policy, environment)}
        environment={name}
        onChange={setForm}
      />
      {result.status === "shown" && (
        <PreviewPanels shown={result} isTodays={snapshot.hash === TODAYS_POLICY.hash} />
      )}
      {result.status === "noClient" && (
        <Notice tone="caution" title="The policy has no client for this">
          Choose somebody else, or declare a client of kind {form.kind === "user" ? "browser" : "machine"}.
        </Notice>
      )}
      {result.status === "impossible" && (
        <Notice tone="caution" title="Nothing to preview yet">
          <IssueList issues={result.issues} />
        </Notice>
      )}
      <Panel title="The policy">
        <PolicyEditor text={text} reading={reading} onChange={setText} onReset={() => setText(TODAYS_TEXT)} />
      </Panel>
      <PlanPanel
        key={planOf}
        edited={edited}
        environment={name}
        request={(after) =>
          planRequest({ before: TODAYS_POLICY, after, form, personas: PERSONAS, environment })
        }
      />
    </div>
  );
}
