// The demo for people: who signed in, both tokens side by side, what the policy did and why, and what an API made of it.
import { factInWords, TOKEN_NAMES } from "@claimsmith/claims-policy/words";
import type { Claims, JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { Terminal } from "../terminal.ts";
import type { Change } from "./changes.ts";
import { type Line, sideBySide, wrapped } from "./columns.ts";
import type { Call } from "./guarded-api.ts";
import { aligned, renderedChange } from "./render-change.ts";
import { denialReason, type Show, type ShownRun } from "./show.ts";

/** Everything fits this many columns. */
const WIDTH = 100;
const GAP = 2;
const COLUMN = (WIDTH - GAP) / 2;

type Paint = Terminal["paint"];

/** The demo as lines of at most 100 columns. */
export function renderedShow(shown: Show, paint: Paint): string[] {
  const { policyName, policyHash, eventVersion, runs } = shown;
  const opening = `The personas of policy ${policyName} (${policyHash}) sign in to a local Cognito that runs the built trigger (event version ${eventVersion}): what each token carries, why, and what an API makes of it. Marked + is what the policy added, - what it took away.`;
  const closing = `Every claim above is what the policy decides. Next: pnpm dev keeps this pool running for your own programs.`;
  return [
    ...wrapped(opening, WIDTH, 0),
    ...runs.flatMap((run) => ["", ...renderedRun(run, paint)]),
    "",
    ...wrapped(closing, WIDTH, 0),
  ];
}

function renderedRun(run: ShownRun, paint: Paint): string[] {
  const { name, persona, client, grant } = run;
  const how = grant === "machine" ? "client_credentials" : "USER_PASSWORD_AUTH";
  const title = `${name}: ${persona.about}; client ${client}, ${how}`;
  const heading = wrapped(title, WIDTH, 2).map((line) => paint("heading", line));
  if (run.accessToken === undefined) return [...heading, ...renderedDenial(run, paint)];
  const columns = sideBySide(tokenLines(run, "id", paint), tokenLines(run, "access", paint), COLUMN + GAP);
  const changes = run.changes.flatMap((change) => renderedChange(change, { paint, width: WIDTH }));
  const calls = run.calls.flatMap((call) => renderedCall(call, paint));
  return [...heading, "", ...columns, "", "  What the policy did", ...changes, "", "  Calls", ...calls];
}

function renderedDenial(run: ShownRun, paint: Paint): string[] {
  const { explanation, refused } = run;
  const { decision, rules } = explanation;
  const rule = decision.outcome === "refuse" ? decision.rule : "";
  const because = rules.find((each) => each.rule === rule)?.because ?? [];
  const facts = because
    .filter(({ decisive }) => decisive)
    .map(factInWords)
    .join(", ");
  const why = `  No tokens: ${denialReason(run)} (${rule}${facts === "" ? "" : `: ${facts}`})`;
  const seen = `  The caller saw ${refused?.name}: ${refused?.message}`;
  return [...wrapped(why, WIDTH, 4).map((line) => paint("loss", line)), ...wrapped(seen, WIDTH, 4)];
}

/** One token's column: what the policy added, what it took away, then what Cognito put there. */
function tokenLines(run: ShownRun, token: TokenKind, paint: Paint): Line[] {
  const decoded = token === "id" ? run.idToken : run.accessToken;
  const title = token === "id" ? "ID token" : "Access token";
  if (decoded === undefined) return columnLines(`  No ${TOKEN_NAMES[token]}: it is a machine`, undefined);
  const changes = run.changes.filter((change) => change.token === token);
  const claimChanges = changes.filter(({ kind }) => kind === "claim");
  const isAdded = (name: string) =>
    claimChanges.some((each) => each.name === name && each.change === "added");
  const names = Object.keys(decoded.payload);
  const gain = (text: string) => paint("gain", text);
  const loss = (text: string) => paint("loss", text);
  const added = names
    .filter(isAdded)
    .flatMap((name) => columnLines(`+ ${claimText(decoded.payload, name)}`, gain));
  const removed = claimChanges
    .filter(({ change }) => change === "removed")
    .flatMap(({ name }) => columnLines(`- ${name}`, loss));
  const kept = names
    .filter((name) => !isAdded(name) && name !== "scope")
    .flatMap((name) => columnLines(`  ${claimText(decoded.payload, name)}`, undefined));
  const scopes = scopeLines(decoded.payload.scope, changes, gain);
  return [
    { text: `  ${title}`, paint: (text) => paint("heading", text) },
    ...added,
    ...scopes,
    ...removed,
    ...kept,
  ];
}

function scopeLines(
  scope: JsonValue | undefined,
  changes: readonly Change[],
  gain: (text: string) => string,
): Line[] {
  if (typeof scope !== "string") return [];
  const added = changes.filter(({ kind, change }) => kind === "scope" && change === "added");
  const lines = scope.split(" ").flatMap((each) => {
    const isAdded = added.some(({ name }) => name === each);
    return columnLines(`${isAdded ? "+" : " "}   ${each}`, isAdded ? gain : undefined);
  });
  return [{ text: "  scope:" }, ...lines];
}

function claimText(payload: Claims, name: string): string {
  const json = JSON.stringify(payload[name], undefined, 1);
  return `${name}: ${json.replace(/,\n\s*/g, ", ").replace(/\n\s*/g, "")}`;
}

function columnLines(text: string, paint: Line["paint"]): Line[] {
  return wrapped(text, COLUMN, 4).map((line) => ({ text: line, paint }));
}

function renderedCall({ route, token, status, wwwAuthenticate = "" }: Call, paint: Paint): string[] {
  const line =
    `    ${route.padEnd(14)} ${TOKEN_NAMES[token].padEnd(12)} ${status} ${wwwAuthenticate}`.trimEnd();
  return aligned(line, 36, WIDTH).map((each) => paint(status === 200 ? "gain" : "quiet", each));
}
