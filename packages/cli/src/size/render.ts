// The sizes for people: a line for each client, grant and token, then what takes how much.
import { DEFAULT_CAPS, type LargestToken, type PolicyDocument } from "@claimsmith/claims-policy";
import { figure, TOKEN_NAMES } from "@claimsmith/claims-policy/words";
import { wrapped } from "../demo/columns.ts";
import { WIDTH } from "../preview/render.ts";
import type { Terminal } from "../terminal.ts";
import { budgetBytes, TRANSPORTS } from "./bounds.ts";

type Paint = Terminal["paint"];

/** Of each token so many claims are named. */
const NAMED_SHARES = 8;

/** The report as lines of at most 100 columns. */
export function renderedSizeReport(
  policy: PolicyDocument,
  tokens: readonly LargestToken[],
  paint: Paint,
): string[] {
  const { usernameBytes, standardAttributeBytes, bytesPerCharacter } = DEFAULT_CAPS;
  const opening = `The largest tokens of policy ${policy.name}, in bytes as issued, and how much of each bound they take. Assumed: user names of ${usernameBytes} bytes, standard attributes of ${standardAttributeBytes} each, ${bytesPerCharacter} bytes for a character of a custom attribute, every declared group.`;
  return [
    ...wrapped(opening, WIDTH, 0),
    "",
    paint(
      "heading",
      tableRow(["client", "grant", "token", "bytes", ...BOUNDS.map(([name]) => name), "budget"]),
    ),
    ...tokens.map((token) => tokenRow(policy, token, paint)),
    "",
    "What takes how much of the payload; + is what the policy can add",
    ...tokens.filter(isFirstOfItsKind).flatMap((token) => ["", ...shareLines(token)]),
  ];
}

const BOUNDS = Object.entries(TRANSPORTS).map(([, bytes]): [string, number] => [
  `of ${figure(bytes)}`,
  bytes,
]);

const WIDTHS = [16, 9, 14];

function tableRow(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (WIDTHS[index] ? cell.padEnd(WIDTHS[index]) : cell.padStart(11)))
    .join("");
}

function tokenRow(policy: PolicyDocument, each: LargestToken, paint: Paint): string {
  const { client, grant, token, tokenBytes } = each;
  const budget = budgetBytes(policy, each);
  const used = BOUNDS.map(([, bytes]) => percent(tokenBytes, bytes));
  const ofBudget = budget === undefined ? "none" : percent(tokenBytes, budget);
  const row = tableRow([client, grant, TOKEN_NAMES[token], figure(tokenBytes), ...used, ofBudget]);
  const isOver = BOUNDS.some(([, bytes]) => tokenBytes > bytes) || tokenBytes > (budget ?? tokenBytes);
  return isOver ? paint("loss", row) : row;
}

/** Rounded up, so that 100 % is never more than there is. */
function percent(bytes: number, of: number): string {
  return `${Math.ceil((bytes * 100) / of)} %`;
}

/** A refresh has the shares of the sign-in that it continues. */
function isFirstOfItsKind({ grant }: LargestToken): boolean {
  return grant !== "refresh";
}

function shareLines({ client, grant, token, payloadBytes, shares, defaultShares }: LargestToken): string[] {
  const all = [
    ...shares.map(({ name, bytes }) => ({ name: `+ ${name}`, bytes })),
    ...defaultShares.map(({ name, bytes }) => ({ name: `  ${name}`, bytes })),
  ].sort((a, b) => b.bytes - a.bytes);
  const named = all.slice(0, NAMED_SHARES);
  const others = all.slice(NAMED_SHARES);
  const rest = others.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    `  ${client}, ${grant}, ${TOKEN_NAMES[token]}: payload of ${figure(payloadBytes)}`,
    ...named.map(({ name, bytes }) => shareLine(name, bytes)),
    ...(others.length === 0 ? [] : [shareLine(`  ${others.length} more`, rest)]),
  ];
}

function shareLine(name: string, bytes: number): string {
  return `    ${name.padEnd(36)} ${figure(bytes).padStart(8)}`;
}
