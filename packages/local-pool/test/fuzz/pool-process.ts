// The pool that is fuzzed, in a process of its own: whatever ends it, ends this. Argument: a data directory, or nothing.
import { inProcessTrigger, startLocalCloud } from "../../src/index.ts";
import { CLIENT_IDS, USER_POOL_ID } from "../world/blueprint.ts";
import { hostedBlueprint } from "../world/hosted.ts";
import { NOW_MS } from "../world/world.ts";
import { CALLBACKS, SIGN_OUTS } from "./right-values.ts";

const [, , dataDirectory = ""] = process.argv;
const TRIGGER_ARN = "arn:aws:lambda:eu-west-1:000000000000:function:pre-token-generation";
const URLS = { callbackUrls: CALLBACKS, logoutUrls: SIGN_OUTS };
const NOW_AND_THEN_MS = 3_600_000;

/** What the parent may ask, by the name of the question. */
export interface Answers {
  /** Brings the pool back to its blueprint, an hour later, and tells the lines that were logged since the last time. */
  readonly renewed: readonly string[];
  /** The lines alone. */
  readonly lines: readonly string[];
  /** After a collection. */
  readonly heapBytes: number;
}

let nowMs = NOW_MS;
let lines: string[] = [];
const cloud = await startLocalCloud({
  port: 0,
  clock: () => nowMs,
  log: (line) => void lines.push(line),
  ...(dataDirectory === "" ? {} : { dataDirectory }),
});
cloud.attachFunction(
  TRIGGER_ARN,
  inProcessTrigger((event: { request?: { clientMetadata?: Record<string, string> } }) => {
    const { throws, answers } = event.request?.clientMetadata ?? {};
    if (throws !== undefined) throw new Error("denied");
    return answers === undefined ? event : answers;
  }),
);

function linesSince(): readonly string[] {
  const since = lines;
  lines = [];
  return since;
}

const QUESTIONS: { readonly [Name in keyof Answers]: () => Promise<Answers[Name]> } = {
  renewed: async () => {
    nowMs += NOW_AND_THEN_MS;
    await cloud.seed({
      blueprint: hostedBlueprint(URLS),
      userPoolId: USER_POOL_ID,
      clientIds: CLIENT_IDS,
      triggerArn: TRIGGER_ARN,
    });
    return linesSince();
  },
  lines: async () => linesSince(),
  heapBytes: async () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  },
};

process.on("message", async (question: keyof Answers) => {
  process.send?.({ question, answer: await QUESTIONS[question]() });
});
process.on("disconnect", () => process.exit(0));
await QUESTIONS.renewed();
process.send?.({ question: "endpoint", answer: cloud.endpoint });
