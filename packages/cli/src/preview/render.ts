// A preview for people: both tokens side by side, what the policy did and why, and what they take.
import {
  type ClaimChange,
  claimChanges,
  MADE_UP_CLAIMS,
  type PreviewedToken,
  scopeChanges,
  type TokenPreview,
} from "@claimsmith/claims-policy";
import { figure, jsonText } from "@claimsmith/claims-policy/words";
import type { TokenKind } from "@claimsmith/cognito-model";
import { type Line, sideBySide, wrapped } from "../demo/columns.ts";
import type { Terminal, Tone } from "../terminal.ts";

/** Everything fits this many columns. */
export const WIDTH = 100;
const GAP = 2;
const COLUMN = (WIDTH - GAP) / 2;

type Paint = Terminal["paint"];

/** How a change is marked. What stayed as it was is not coloured. */
const MARKS: Readonly<Record<ClaimChange["change"], { readonly mark: string; readonly tone?: Tone }>> = {
  added: { mark: "+", tone: "gain" },
  changed: { mark: "~", tone: "gain" },
  removed: { mark: "-", tone: "loss" },
  same: { mark: " " },
};

/** Both tokens beside each other, each before and after in one. Of refused tokens there is nothing to show. */
export function renderedTokens({ before, after }: TokenPreview, paint: Paint): string[] {
  if (after === undefined) return [];
  const id = columnOf({ token: "id", before: before.idToken, after: after.idToken }, paint);
  const access = columnOf({ token: "access", before: before.accessToken, after: after.accessToken }, paint);
  return sideBySide(id, access, COLUMN + GAP);
}

interface Column {
  readonly token: TokenKind;
  readonly before: PreviewedToken | undefined;
  readonly after: PreviewedToken | undefined;
}

const TITLES: Readonly<Record<TokenKind, string>> = { id: "ID token", access: "Access token" };

function columnOf({ token, before, after }: Column, paint: Paint): Line[] {
  if (before === undefined || after === undefined) return columnLines(`  No ${TITLES[token]}`);
  const heading = { text: `  ${TITLES[token]}`, paint: (text: string) => paint("heading", text) };
  const changes = claimChanges(before, after);
  const made = changes.filter(({ name }) => MADE_UP_CLAIMS[token].includes(name));
  const real = changes.filter((change) => !made.includes(change));
  const order = ["added", "changed", "removed", "same"] as const;
  const sorted = order.flatMap((kind) => real.filter(({ change }) => change === kind));
  const scopes = scopeChanges(before, after);
  return [
    heading,
    ...sorted.flatMap((change) => claimLines(change, paint)),
    ...(scopes.length === 0 ? [] : [{ text: "  scope:" }]),
    ...scopes.flatMap(({ scope, change }) => markedLines(change, `  ${scope}`, paint)),
    ...columnLines(`  made up: ${made.map(({ name }) => name).join(", ")}`, (text) => paint("quiet", text)),
  ];
}

function claimLines({ name, change, before, after }: ClaimChange, paint: Paint): Line[] {
  const lines = markedLines(change, `${name}: ${jsonText(after ?? before)}`, paint);
  if (change !== "changed") return lines;
  return [...lines, ...columnLines(`    was ${jsonText(before)}`, (text) => paint("quiet", text))];
}

function markedLines(change: ClaimChange["change"], text: string, paint: Paint): Line[] {
  const { mark, tone } = MARKS[change];
  return columnLines(`${mark} ${text}`, tone === undefined ? undefined : (line) => paint(tone, line));
}

function columnLines(text: string, paint?: Line["paint"]): Line[] {
  return wrapped(text, COLUMN, 4).map((line) => ({ text: line, paint }));
}

const HEAD = ["header", "payload", "signature", "bytes", "before"] as const;
const CELL = 11;

/** What the tokens take as issued, part by part, and what they would take without the policy. */
export function renderedSizes({ before, after }: TokenPreview): string[] {
  if (after === undefined) return [];
  const tokens = [
    ["ID token", before.idToken, after.idToken],
    ["access token", before.accessToken, after.accessToken],
  ] as const;
  const rows = tokens.flatMap(([name, was, is]) => {
    if (was === undefined || is === undefined) return [];
    const { headerBytes, payloadBytes, signatureBytes, tokenBytes } = is.size;
    const figures = [headerBytes, payloadBytes, signatureBytes, tokenBytes, was.size.tokenBytes];
    return [tableRow(`    ${name}`, figures.map(figure))];
  });
  return [tableRow("  Size as issued", HEAD), ...rows];
}

function tableRow(name: string, cells: readonly string[]): string {
  return `${name.padEnd(18)}${cells.map((cell) => cell.padStart(CELL)).join("")}`;
}
