// The demo for programs: one JSON document.
import type { TokenKind } from "@claimsmith/cognito-model";
import type { DecodedToken } from "./decoded-token.ts";
import type { Call } from "./guarded-api.ts";
import { denialReason, type Show, type ShownRun } from "./show.ts";

/** One persona, client and grant. `denied` is there instead of tokens. */
interface DocumentRun {
  readonly persona: string;
  readonly client: string;
  readonly grant: string;
  readonly eventVersion: string;
  readonly denied?: string;
  readonly idToken?: DecodedToken;
  readonly accessToken?: DecodedToken;
  /** Claims, scopes and groups that the policy added. */
  readonly added: readonly { readonly token: TokenKind; readonly name: string; readonly why: string }[];
  readonly calls: readonly Call[];
}

/** What `demo --json` prints. Every token can be verified with `jwks`. */
export interface DemoDocument {
  readonly policyHash: string;
  readonly issuer: string;
  readonly jwks: unknown;
  readonly runs: readonly DocumentRun[];
}

/** The document of a demo. */
export function demoDocument(shown: Show): DemoDocument {
  const { policyHash, issuer, jwks, runs, eventVersion } = shown;
  return { policyHash, issuer, jwks, runs: runs.map((run) => documentRun(run, eventVersion)) };
}

function documentRun(run: ShownRun, eventVersion: string): DocumentRun {
  const { name: persona, client, grant, idToken, accessToken, calls } = run;
  const denied = denialReason(run);
  const added = run.changes
    .filter(({ change }) => change === "added")
    .map(({ token, name, why }) => ({ token, name, why }));
  return {
    persona,
    client,
    grant,
    eventVersion,
    ...(denied !== undefined && { denied }),
    ...(idToken !== undefined && { idToken }),
    ...(accessToken !== undefined && { accessToken }),
    added,
    calls,
  };
}
