// What could a log or a client see of a failure? Everything that can be got out of it, as one text.
import { inspect } from "node:util";
import { vi } from "vitest";
import { isVerificationError, refusalAnswer } from "../../src/index.ts";

/** An error as logs print it, down to what only a debugger shows, and the answer that is made of it. */
export function printedError(error: unknown): string {
  const { message, cause, stack } = error as Error;
  const answer = isVerificationError(error) ? [refusalAnswer(error), error.challenge(), error.with({})] : [];
  const seen = [JSON.stringify(error), inspect(error, { depth: 9, showHidden: true }), message, stack];
  return [...seen, inspect(cause, { depth: 9 }), inspect(answer, { depth: 9 }), JSON.stringify(answer)].join(
    "\n",
  );
}

/** A response as it goes over the wire. */
export async function printedResponse(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return [response.status, response.statusText, ...headers, await response.text()].join("\n");
}

/** What goes to the console, to both streams, and to Node.js as a warning, while a test runs. */
export function watchLogs(): { readonly lines: () => readonly string[] } {
  const methods = (["log", "info", "warn", "error", "debug", "trace"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  const warnings = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation(() => true),
  );
  return {
    lines: () => {
      const calls = [...methods, warnings, ...streams].flatMap(({ mock }) =>
        mock.calls.map((call) => inspect(call)),
      );
      for (const spy of [...methods, warnings, ...streams]) spy.mockRestore();
      return calls;
    },
  };
}

/** Runs of the characters that parts of tokens are made of. */
const RUNS = /[A-Za-z0-9_-]{12,}/g;
const PIECE = 12;

/** Pieces of a token, so that each 23 characters of a part in a row hold one. */
export function piecesOf(token: string): readonly string[] {
  const runs = token.match(RUNS) ?? [];
  const pieces = runs.flatMap((run) =>
    Array.from({ length: Math.floor(run.length / PIECE) }, (_, at) =>
      run.slice(at * PIECE, (at + 1) * PIECE),
    ),
  );
  return [...new Set(pieces)];
}
