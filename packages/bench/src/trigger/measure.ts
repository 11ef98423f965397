// How big is the deployed trigger, and how long is its cold start?
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundleTrigger } from "@claimsmith/trigger/bundle";
import { compareColdStarts } from "../cold-start.ts";
import { aliceEventText, CLIENTS, SETTINGS } from "../evaluate/alice.ts";
import { FROM_SOURCE } from "../from-source.ts";

const TRIGGER = "the trigger";
const POWERTOOLS = "Powertools logger and parser";

// This module runs as dist/main.js.
const TRIGGER_ENTRY = new URL("../../../apps/pre-token-generation/src/handler.ts", import.meta.url);
const POWERTOOLS_ENTRY = new URL("../src/trigger/powertools-handler.ts", import.meta.url);

/** The figures of the trigger. */
export interface TriggerFigures {
  readonly "trigger.bundleBytes": number;
  readonly "trigger.gzipBytes": number;
  readonly "trigger.initMs": number;
  readonly "trigger.shareOfPowertools": number;
  /** Milliseconds over an empty handler by contender, for the table. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** Measures the trigger of the orders pool, as it is deployed. */
export async function measureTrigger(rounds: number): Promise<TriggerFigures> {
  const { code } = await bundleTrigger(fileURLToPath(TRIGGER_ENTRY), FROM_SOURCE);
  const powertools = await bundleTrigger(fileURLToPath(POWERTOOLS_ENTRY), FROM_SOURCE);
  const times = compareColdStarts({
    contenders: [
      { name: TRIGGER, code },
      { name: POWERTOOLS, code: powertools.code },
    ],
    eventText: aliceEventText(),
    environment: {
      CLAIMSMITH_CLIENTS: JSON.stringify(CLIENTS),
      CLAIMSMITH_SETTINGS: JSON.stringify(SETTINGS),
    },
    rounds,
  });
  const initMs = times.get(TRIGGER) ?? Number.NaN;
  return {
    "trigger.bundleBytes": code.byteLength,
    "trigger.gzipBytes": gzipSync(code, { level: 9 }).byteLength,
    "trigger.initMs": initMs,
    "trigger.shareOfPowertools": initMs / (times.get(POWERTOOLS) ?? Number.NaN),
    milliseconds: Object.fromEntries(times),
  };
}
