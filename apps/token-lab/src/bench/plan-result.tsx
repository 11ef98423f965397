// What does the edited policy do to tokens? The same plan, in the same words, as `claimsmith plan` prints.
import type { PolicyPlan } from "@claimsmith/claims-policy/plan";
import {
  changedPersonas,
  headline,
  isUnchanged,
  NOTHING_CHANGES,
  NOTHING_WIDENED,
  sectionsOf,
} from "@claimsmith/claims-policy/words";
import { PlanEntryLine } from "./plan-entry-line.tsx";
import { PlanPersona } from "./plan-persona.tsx";

/** A plan, and what was compared. */
export interface PlanResultProps {
  readonly plan: PolicyPlan;
  readonly policyName: string;
  readonly environment: string;
}

/** Widenings first, then what narrows or changes, and what it means for each persona. */
export function PlanResult({ plan, policyName, environment }: PlanResultProps) {
  const sections = sectionsOf(plan);
  const personas = changedPersonas(plan);
  const unchanged = isUnchanged(plan);
  const widened = sections.some(({ direction }) => direction === "widening");
  return (
    <div className="stack">
      <p>{headline({ policyName, against: "today's policy", environment, plan })}</p>
      {unchanged && <p className="notice notice-good">{NOTHING_CHANGES}</p>}
      {plan.undeployable.length > 0 && (
        <div className="stack">
          <h3>Cannot be deployed</h3>
          <ul className="bench-list">
            {plan.undeployable.map(({ code, path, hint }) => (
              <li key={`${code} ${path}`}>
                <code>{path}</code>: <strong>{code}</strong>; {hint}
              </li>
            ))}
          </ul>
        </div>
      )}
      {sections.map(({ direction, title, entries }) => (
        <div className="stack" key={direction}>
          <h3>{title}</h3>
          <ul className="bench-list">
            {entries.map((entry) => (
              <PlanEntryLine key={entry.id} entry={entry} direction={direction} />
            ))}
          </ul>
        </div>
      ))}
      {!unchanged && !widened && <p className="notice notice-good">{NOTHING_WIDENED}</p>}
      {personas.length > 0 && (
        <div className="stack">
          <h3>Personas</h3>
          {personas.map((entry, index) => (
            <PlanPersona key={`${index} ${entry.persona}`} entry={entry} />
          ))}
        </div>
      )}
    </div>
  );
}
