// Runs the benchmarks. `--json` prints one JSON document and nothing else; `--rounds short` is for a first look and for CI.
import { parseArgs } from "node:util";
import { measureEvaluation } from "./evaluate/measure.ts";
import { type Figures, figureTable, timeTable } from "./report.ts";
import { measureTrigger } from "./trigger/measure.ts";
import { measureVerification } from "./verify/measure.ts";

/** Rounds by how long one is willing to wait. */
const ROUNDS = {
  short: { evaluate: 60, trigger: 15, verify: 25 },
  full: { evaluate: 200, trigger: 41, verify: 100 },
} as const;

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, rounds: { type: "string", default: "full" } },
});
if (values.rounds !== "short" && values.rounds !== "full") {
  console.error("--rounds is short or full");
  process.exit(2);
}
const rounds = ROUNDS[values.rounds];

const { microseconds: evaluateTimes, ...evaluate } = await measureEvaluation(rounds.evaluate);
const { milliseconds: triggerTimes, ...trigger } = await measureTrigger(rounds.trigger);
const { microseconds: verifyTimes, ...verify } = await measureVerification(rounds.verify);
const figures: Figures = { ...evaluate, ...trigger, ...verify };

if (values.json) console.log(JSON.stringify(figures, undefined, 2));
else {
  console.log(`${figureTable(figures)}\n`);
  console.log(`${timeTable("one decision", "µs", evaluateTimes)}\n`);
  console.log(`${timeTable("load and first event, over an empty handler", "ms", triggerTimes)}\n`);
  console.log(`${timeTable("one token not seen before", "µs", verifyTimes)}\n`);
  console.log(`Node.js ${process.version}; rounds: ${values.rounds}`);
}
