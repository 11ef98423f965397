// Did the built trigger do what the policy decides? Every claim of every token is held against the policy's own decision.
import { isDeepStrictEqual } from "node:util";
import { triggerResponse } from "@claimsmith/claims-policy";
import {
  applyTriggerResponse,
  type Claims,
  EVENT_VERSIONS,
  type EventVersion,
  type JsonValue,
} from "@claimsmith/cognito-model";
import { CliError } from "../errors.ts";
import type { PersonaRun } from "./persona-run.ts";

/**
 * Holds the tokens of every run against the policy.
 *
 * @throws CliError DECISION_DIFFERS with each claim that is not as decided, by name
 */
export function holdAgainstPolicy(runs: readonly PersonaRun[], eventVersion: EventVersion): void {
  const details = runs.flatMap((run) =>
    differences(run, eventVersion).map(
      (difference) => `${run.name} with client ${run.client}: ${difference}`,
    ),
  );
  if (details.length === 0) return;
  throw new CliError("DECISION_DIFFERS", "the built trigger does not do what the policy decides", {
    details,
  });
}

function differences(run: PersonaRun, eventVersion: EventVersion): readonly string[] {
  const { explanation, defaults, idToken, accessToken } = run;
  const { decision } = explanation;
  const isIssued = accessToken !== undefined && defaults !== undefined;
  if (decision.outcome === "refuse")
    return isIssued ? ["the policy refuses tokens, the trigger did not"] : [];
  if (!isIssued) return ["the trigger refused tokens, the policy does not"];
  const version = EVENT_VERSIONS[eventVersion];
  const clientId = String(defaults.accessToken.client_id);
  const decided = applyTriggerResponse(defaults, triggerResponse(decision, version), version, clientId);
  return [
    ...claimDifferences("ID", decided.idToken ?? {}, idToken?.payload ?? {}),
    ...claimDifferences("access", decided.accessToken, accessToken.payload),
  ];
}

function claimDifferences(token: string, decided: Claims, issued: Claims): readonly string[] {
  const names = new Set([...Object.keys(decided), ...Object.keys(issued)]);
  return [...names].flatMap((name) => {
    const [one, other] = [comparable(name, decided[name]), comparable(name, issued[name])];
    if (isDeepStrictEqual(one, other)) return [];
    const how =
      one === undefined ? "is there, undecided" : other === undefined ? "is missing" : "has another value";
    return [`claim ${name} of the ${token} token ${how}`];
  });
}

/** `scope` is a set: no order counts. (RFC 6749, section 3.3) */
function comparable(name: string, value: JsonValue | undefined): unknown {
  return name === "scope" && typeof value === "string" ? new Set(value.split(" ")) : value;
}
