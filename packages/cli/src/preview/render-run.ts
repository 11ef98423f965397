// A previewed sign-in for people: whose it is, its tokens or why there are none, what the policy did, and the sizes.
import type { PolicyDocument, TokenPreview } from "@claimsmith/claims-policy";
import { type Change, changesOf } from "../demo/changes.ts";
import { wrapped } from "../demo/columns.ts";
import { renderedChange } from "../demo/render-change.ts";
import type { Terminal } from "../terminal.ts";
import type { EventRun } from "./captured-event.ts";
import { refusalInWords } from "./refusal.ts";
import { renderedSizes, renderedTokens, WIDTH } from "./render.ts";

/** What is shown of one sign-in. */
export interface ShownRun {
  readonly title: string;
  readonly preview: TokenPreview;
  readonly policy: PolicyDocument;
}

type Paint = Terminal["paint"];

/** A sign-in as lines of at most 100 columns. */
export function renderedRun({ title, preview, policy }: ShownRun, paint: Paint): string[] {
  const heading = titled(title, paint);
  const refusal = refusalInWords(preview);
  if (refusal !== undefined) return [...heading, ...refused(refusal, paint)];
  const changes = changesIn(preview, policy).flatMap((change) =>
    renderedChange(change, { paint, width: WIDTH }),
  );
  const did = ["  What the policy did", ...(changes.length === 0 ? ["    nothing"] : changes)];
  return [...heading, "", ...renderedTokens(preview, paint), "", ...did, "", ...renderedSizes(preview)];
}

/** An event's run: the sign-in, and what the trigger answered. */
export function renderedEvent(run: EventRun, paint: Paint): string[] {
  const { client, triggerSource, version, answer, refusal, preview, pool } = run;
  const title = `${triggerSource}, event version ${version}; client ${client}`;
  if (preview === undefined) return [...titled(title, paint), ...refused(`${refusal?.code}`, paint)];
  const lines = renderedRun({ title, preview, policy: pool.snapshot.policy }, paint);
  if (answer === undefined) return lines;
  const json = JSON.stringify(answer, undefined, 2).split("\n");
  return [...lines, "", "  What the trigger answered", ...json.map((line) => `    ${line}`)];
}

function changesIn(
  { facts, explanation, client, before }: TokenPreview,
  policy: PolicyDocument,
): readonly Change[] {
  const { idToken, accessToken } = before;
  const defaults = { accessToken: accessToken.claims, ...(idToken && { idToken: idToken.claims }) };
  const groups = facts.kind === "user" ? facts.groups : [];
  return changesOf({ explanation, client, scopes: facts.scopes, groups, defaults }, policy);
}

function refused(why: string, paint: Paint): string[] {
  return wrapped(`  No tokens: ${why}`, WIDTH, 4).map((line) => paint("loss", line));
}

function titled(title: string, paint: Paint): string[] {
  return wrapped(title, WIDTH, 2).map((line) => paint("heading", line));
}
