// How does a change of a token read in a line?
import { TOKEN_NAMES } from "@claimsmith/claims-policy/words";
import type { Terminal } from "../terminal.ts";
import type { Change } from "./changes.ts";
import { wrapped } from "./columns.ts";

const MARKS = {
  added: { mark: "+", tone: "gain" },
  removed: { mark: "-", tone: "loss" },
  withheld: { mark: "-", tone: "quiet" },
} as const;

/** A change as lines of at most `width` characters. */
export function renderedChange(
  { change, kind, token, name, why }: Change,
  { paint, width }: { readonly paint: Terminal["paint"]; readonly width: number },
): string[] {
  const { mark, tone } = MARKS[change];
  const what = `${kind} ${name}`.padEnd(28);
  const line = `  ${mark} ${TOKEN_NAMES[token].padEnd(12)} ${what} ${why}`;
  return aligned(line, 46, width).map((each) => paint(tone, each));
}

/** Wraps the part of a line after its table cells, so that their blanks stay. */
export function aligned(line: string, indent: number, width: number): string[] {
  const cells = line.slice(0, indent);
  const [first = "", ...rest] = wrapped(line.slice(indent), width - indent, 0);
  return [`${cells}${first}`, ...rest.map((each) => `${" ".repeat(indent)}${each}`)];
}
