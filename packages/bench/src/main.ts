// Runs the benchmarks. `--json` prints one JSON document and nothing else; `--rounds short` is for a first look and for CI.
import { parseArgs } from "node:util";
import { type EvaluateFigures, measureEvaluation } from "./evaluate/measure.ts";
import { serveGuardLoads } from "./guards/load.ts";
import { type GuardFigures, measureGuards } from "./guards/measure.ts";
import { medianOfProcesses } from "./in-processes.ts";
import { serveLoads } from "./local-pool/load-client.ts";
import { type LocalPoolFigures, measureLocalPool } from "./local-pool/measure.ts";
import { measurePlan, measurePlanGrowth, type PlanFigures } from "./plan/measure.ts";
import { measureQuickstart } from "./quickstart/measure.ts";
import { type Figures, figureTable, timeTable } from "./report.ts";
import { measureTrigger } from "./trigger/measure.ts";
import { measureColdVerification } from "./verify/cold.ts";
import { measureVerification, type VerifyFigures } from "./verify/measure.ts";
import { type MemoryFigures, measureMemory } from "./verify/memory.ts";

/** Rounds of one process, and processes, by how long one is willing to wait. */
const EFFORTS = {
  short: { processes: 3, evaluate: 60, guards: 3, localPool: 7, trigger: 21, verify: 20 },
  full: { processes: 7, evaluate: 100, guards: 9, localPool: 21, trigger: 51, verify: 50 },
} as const;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "full" },
    /**
     * `verify`: the verifier alone, so that versions of Node.js can be told apart without what needs addons of one.
     * `quickstart`: the first command of the README alone.
     */
    part: { type: "string", default: "all" },
    /** Measures one thing in this process alone. For `medianOfProcesses`. */
    only: { type: "string" },
  },
});
const { rounds, only, part } = values;
if (rounds !== "short" && rounds !== "full") {
  console.error("--rounds is short or full");
  process.exit(2);
}
if (part !== "all" && part !== "verify" && part !== "quickstart") {
  console.error("--part is all, verify or quickstart");
  process.exit(2);
}
const effort = EFFORTS[rounds];

if (only === "evaluate") console.log(JSON.stringify(await measureEvaluation(effort.evaluate)));
else if (only === "guards") console.log(JSON.stringify(await measureGuards(effort.guards)));
else if (only === "guards-load") serveGuardLoads();
else if (only === "load-client") serveLoads();
else if (only === "local-pool") console.log(JSON.stringify(await measureLocalPool(effort.localPool)));
else if (only === "plan") console.log(JSON.stringify(await measurePlan()));
else if (only === "plan-growth") console.log(JSON.stringify(await measurePlanGrowth()));
else if (only === "verify") console.log(JSON.stringify(await measureVerification(effort.verify)));
else if (only === "memory") console.log(JSON.stringify(await measureMemory()));
else if (part === "verify") await measureVerifierAlone();
else if (part === "quickstart") await measureQuickstartAlone();
else await measureAll(rounds);

function inProcesses<F>(what: string): F {
  return medianOfProcesses<F>(["--only", what, "--rounds", rounds], effort.processes);
}

/** What is measured of the verifier by itself, and the tables of the times behind it. */
async function measureVerifier() {
  const verification = inProcesses<VerifyFigures>("verify");
  const { microseconds: verifyTimes, seenMicroseconds: seenTimes, ...verify } = verification;
  const memory = medianOfProcesses<MemoryFigures>(["--only", "memory"], 1);
  const { coldMilliseconds: coldTimes, ...cold } = await measureColdVerification(effort.trigger);
  const tables = [
    timeTable("one token not seen before", "µs", verifyTimes),
    timeTable("one token seen before", "µs", seenTimes),
    timeTable("load and first token, over an empty handler", "ms", coldTimes),
  ];
  return { figures: { ...verify, ...memory, ...cold }, tables: tables.join("\n\n") };
}

async function measureVerifierAlone(): Promise<void> {
  const { figures, tables } = await measureVerifier();
  if (values.json) console.log(JSON.stringify(figures, undefined, 2));
  else console.log(`${figureTable(figures)}\n\n${tables}\n\n${conditions()}`);
}

async function measureQuickstartAlone(): Promise<void> {
  const figures = await measureQuickstart();
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : figureTable(figures));
}

function conditions(): string {
  return `Node.js ${process.version}, ${effort.processes} processes`;
}

async function measureAll(rounds: keyof typeof EFFORTS): Promise<void> {
  const { microseconds: evaluateTimes, ...evaluate } = inProcesses<EvaluateFigures>("evaluate");
  const { milliseconds: triggerTimes, ...trigger } = await measureTrigger(effort.trigger);
  const verifier = await measureVerifier();
  const { microseconds: signInTimes, ...localPool } = medianOfProcesses<LocalPoolFigures>(
    ["--only", "local-pool", "--rounds", rounds],
    1,
  );
  const { microseconds: requestTimes, ...guards } = medianOfProcesses<GuardFigures>(
    ["--only", "guards", "--rounds", rounds],
    1,
  );
  const plan = inProcesses<PlanFigures>("plan");
  const planTimes = medianOfProcesses<Readonly<Record<string, number>>>(["--only", "plan-growth"], 1);
  const quickstart = await measureQuickstart();
  const figures: Figures = {
    ...evaluate,
    ...localPool,
    ...trigger,
    ...verifier.figures,
    ...guards,
    ...plan,
    ...quickstart,
  };
  if (values.json) {
    console.log(JSON.stringify(figures, undefined, 2));
    return;
  }
  console.log(`${figureTable(figures)}\n`);
  console.log(`${timeTable("one decision", "µs", evaluateTimes)}\n`);
  console.log(`${timeTable("load and first event, over an empty handler", "ms", triggerTimes)}\n`);
  console.log(`${timeTable("one of fifty sign-ins at once, over HTTP", "µs", signInTimes)}\n`);
  console.log(`${verifier.tables}\n`);
  console.log(`${timeTable("one request of fifty at once, over HTTP", "µs", requestTimes)}\n`);
  console.log(`${timeTable("comparing two policies that differ in every rule", "s", planTimes)}\n`);
  console.log(conditions());
}
