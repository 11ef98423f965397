// The same answers from policy.json: facts, evaluate, triggerResponse.
import {
  evaluate,
  type Facts,
  type PolicyDocument,
  triggerResponse,
} from "@claimsmith/claims-policy/evaluator";
import type { TriggerEvent } from "@claimsmith/cognito-model";
import snapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import type { Deployment, Outcome } from "./hand-written.ts";

/** The hash of the measured policy. */
export const POLICY_HASH = snapshot.hash;

// The snapshot was validated when it was made; TypeScript reads a JSON file's texts as any text.
const policy = snapshot.policy as unknown as PolicyDocument;

/** Answers an event for the orders pool. */
export function answerByPolicy(event: TriggerEvent, deployment: Deployment): Outcome {
  const clientId = event.callerContext.clientId;
  const client = Object.hasOwn(deployment.clients, clientId) ? deployment.clients[clientId] : undefined;
  if (client === undefined) return "CLIENT_UNKNOWN";
  const decision = evaluate(policy, factsOf(event, client, deployment));
  return decision.outcome === "issue"
    ? { response: triggerResponse(decision, event.version), leftOut: decision.leftOut }
    : (decision.code as Exclude<Outcome, object>);
}

/** Literals, not spreads: copying members costs more than the evaluation. The trigger does the same. */
function factsOf(event: TriggerEvent, client: string, { settings, policyHash }: Deployment): Facts {
  const { request } = event;
  const scopes = "scopes" in request ? request.scopes : [];
  const metadata = request.clientMetadata ?? null;
  if (event.triggerSource === "TokenGeneration_ClientCredentials") {
    return { kind: "machine", client, scopes, metadata, settings, policyHash };
  }
  const attributes = request.userAttributes;
  const groups = request.groupConfiguration?.groupsToOverride ?? [];
  return { kind: "user", client, scopes, metadata, settings, policyHash, attributes, groups };
}
