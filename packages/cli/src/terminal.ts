// Where does output go, and may it have colours?
import { styleText } from "node:util";

/** What a colour says: a heading, something gained, something lost, something of less interest. */
export type Tone = "heading" | "gain" | "loss" | "quiet";

/** The two streams of a command. */
export interface Terminal {
  /** Writes a line of the result. */
  out(line: string): void;
  /** Writes a line about the work: logs and errors. */
  log(line: string): void;
  /** The text in the colour of its tone, or as it is where colours are off. Has the same width. */
  paint(tone: Tone, text: string): string;
}

const STYLES = { heading: "bold", gain: "green", loss: "red", quiet: "dim" } as const;

/** The streams of this process. Colours only on a terminal, and not with NO_COLOR (https://no-color.org). */
export function processTerminal(): Terminal {
  const { NO_COLOR, TERM } = process.env;
  const isColoured = process.stdout.isTTY === true && (NO_COLOR ?? "") === "" && TERM !== "dumb";
  endWithReader(process.stdout);
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    log: (line) => void process.stderr.write(`${line}\n`),
    paint: (tone, text) => (isColoured && text !== "" ? styleText(STYLES[tone], text) : text),
  };
}

/** A reader that goes away early, as `head` does, ends the command instead of crashing it. */
function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}
