// A preview for programs: one JSON document.
import {
  type ClaimChange,
  claimChanges,
  MADE_UP_CLAIMS,
  type PreviewedTokens,
  type ScopeChange,
  scopeChanges,
  type TokenPreview,
} from "@claimsmith/claims-policy";
import type { TokenKind } from "@claimsmith/cognito-model";
import type { EventRun } from "./captured-event.ts";

/** What happened to one token. What stayed as it was is left out. */
export interface TokenChanges {
  readonly claims: readonly ClaimChange[];
  readonly scopes: readonly ScopeChange[];
}

/** The part of a document that says what became of one sign-in. */
export interface PreviewDocument {
  readonly client: string;
  readonly grant: string;
  readonly eventVersion: string;
  readonly outcome: "issue" | "refuse";
  /** Of a refusal. */
  readonly code?: string;
  readonly rule?: string;
  readonly reason?: string;
  readonly before: PreviewedTokens;
  readonly after?: PreviewedTokens;
  readonly changes?: Partial<Record<TokenKind, TokenChanges>>;
  /** Claims whose values no pool gave: always the same in previews. */
  readonly madeUp: typeof MADE_UP_CLAIMS;
}

/** The document of a preview. */
export function previewDocument(preview: TokenPreview): PreviewDocument {
  const { client, grant, eventVersion, explanation, before, after } = preview;
  const { decision } = explanation;
  const about = { client, grant, eventVersion };
  const madeUp = MADE_UP_CLAIMS;
  if (after === undefined || decision.outcome === "refuse") {
    const { outcome, ...why } = decision as Extract<typeof decision, { outcome: "refuse" }>;
    return { ...about, outcome, ...why, before, madeUp };
  }
  const changes = {
    ...(before.idToken && after.idToken && { id: changesOf(before.idToken, after.idToken) }),
    access: changesOf(before.accessToken, after.accessToken),
  };
  return { ...about, outcome: decision.outcome, before, after, changes, madeUp };
}

/** The document of an event's run: the preview, and what the trigger answered. */
export function eventDocument(run: EventRun): object {
  const { client, triggerSource, version, answer, refusal, preview, pool } = run;
  const { policy, hash: policyHash } = pool.snapshot;
  const about = { policy: policy.name, policyHash, triggerSource, eventVersion: version, client };
  const came = preview === undefined ? { outcome: "refuse", ...refusal } : previewDocument(preview);
  return { ...about, ...came, ...(answer !== undefined && { answer }) };
}

function changesOf(...tokens: Parameters<typeof claimChanges>): TokenChanges {
  const isChange = ({ change }: { readonly change: string }) => change !== "same";
  return {
    claims: claimChanges(...tokens).filter(isChange),
    scopes: scopeChanges(...tokens).filter(isChange),
  };
}
