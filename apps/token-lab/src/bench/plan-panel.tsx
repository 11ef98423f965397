// What does the edited policy do to tokens, compared with today's?
import type { PolicySnapshot } from "@claimsmith/claims-policy";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import type { PlanRequest } from "./plan-request.ts";
import { PlanResult } from "./plan-result.tsx";
import { useComparison } from "./use-comparison.ts";

/** What can be compared. */
export interface PlanPanelProps {
  /** The edited policy. Absent while it is not valid, or not read yet. */
  readonly edited: PolicySnapshot | undefined;
  readonly environment: string;
  readonly request: (edited: PolicySnapshot) => PlanRequest;
}

/** Compares on request, beside the page. Its key says what of: another key forgets what came of the last. */
export function PlanPanel({ edited, environment, request }: PlanPanelProps) {
  const { comparison, start, clear } = useComparison();
  const isRunning = comparison.status === "running";
  return (
    <Panel title="The difference to today's policy">
      <div className="row">
        <button
          type="button"
          className={isRunning ? undefined : "button-main"}
          disabled={edited === undefined}
          onClick={() => (isRunning ? clear() : edited && start(request(edited)))}
        >
          {isRunning ? "Stop comparing" : "Compare with today’s"}
        </button>
        <span role="status" className="quiet">
          {isRunning && "Comparing, over all facts that there could be…"}
          {comparison.status === "done" && "Compared"}
        </span>
      </div>
      {edited === undefined && <p className="quiet">There is a policy to compare when it has no issues.</p>}
      {comparison.status === "failed" && (
        <Notice tone="bad" title="The comparison failed">
          Code <code>{comparison.code}</code>. {adviceOn(comparison.code)}
        </Notice>
      )}
      {comparison.status === "done" && edited !== undefined && (
        <PlanResult plan={comparison.answer.plan} policyName={edited.policy.name} environment={environment} />
      )}
    </Panel>
  );
}

/** What to do, by the code of the error. */
const ADVICE: Readonly<Record<string, string>> = {
  PROVER_DISAGREES: "No plan is better than a wrong one: report the two policies as a defect.",
  WORKER_FAILED: "The browser could not run it: load the page again.",
};

function adviceOn(code: string): string {
  return (Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined) ?? "Compare with claimsmith plan instead.";
}
