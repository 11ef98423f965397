// Which tokens would be issued for some facts under one policy? The one evaluation, the one response, the one claim table.
import {
  applyTriggerResponse,
  defaultClaims,
  EVENT_VERSIONS,
  type Grant,
  type TokenClaims,
} from "@claimsmith/cognito-model";
import type { RefuseDecision } from "../../evaluation/decision.ts";
import { evaluate } from "../../evaluation/evaluate.ts";
import type { Facts } from "../../evaluation/facts.ts";
import { triggerResponse } from "../../evaluation/trigger-response.ts";
import { personaUser } from "../../preview/persona-facts.ts";
import { PREVIEW_SUB, previewSession } from "../../preview/preview-session.ts";
import { previewPoolOf, type Side } from "../worlds/side.ts";

/** What is asked of the pool. */
export interface TokenRequest {
  readonly facts: Facts;
  readonly grant: Grant;
  /** True at the OAuth endpoints, where an ID token must be asked for and scopes release attributes. */
  readonly oauth: boolean;
  /** The scopes that are granted before the trigger. */
  readonly scopes: readonly string[];
}

/** Tokens by their claims, or why there are none. */
export type IssuedTokens = ({ readonly outcome: "issue" } & TokenClaims) | RefuseDecision;

/** The tokens of a request. */
export function issuedTokens(side: Side, { facts, grant, oauth, scopes }: TokenRequest): IssuedTokens {
  const decision = evaluate(side.policy, facts);
  if (decision.outcome === "refuse") return decision;
  const client = side.clients.get(facts.client);
  if (client === undefined) return { outcome: "refuse", code: "CLIENT_UNKNOWN", rule: "clients" };
  const version = EVENT_VERSIONS[side.snapshot.eventVersion];
  const pool = previewPoolOf(side, facts.settings ?? {});
  const started = { blueprint: pool.blueprint, client, oauth, scopes, sub: PREVIEW_SUB };
  const user = facts.kind === "user" ? personaUser(facts, started) : undefined;
  const session = previewSession(pool, { client, grant, oauth, scopes, user });
  const response = triggerResponse(decision, version);
  const applied = applyTriggerResponse(defaultClaims(session), response, version, session.clientId);
  return { outcome: "issue", ...applied };
}
