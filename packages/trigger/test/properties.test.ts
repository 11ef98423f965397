// Whatever comes in: does nothing but a right answer or the one refusal come out?
import { isJsonObject, type TriggerResponseProblem, triggerResponseProblem } from "@claimsmith/cognito-model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_REFUSAL } from "../src/index.ts";
import { changed, deploymentOf, eventOf, frozen, type Outcome, outcomeOf, textOfError } from "./worlds.ts";

/** An event for each deployment that it fits. */
const STARTS = [
  { deployment: "legacy-email", event: "shop, version 1" },
  { deployment: "notes", event: "web, version 2" },
  { deployment: "orders", event: "web, version 3" },
  { deployment: "orders", event: "partner, version 3" },
];

const CANARY = /canary/i;
const names = fc.oneof(
  fc.string({ maxLength: 8 }).map((text) => `canary${text}`),
  fc.constantFrom("__proto__", "constructor", "prototype", "toString", "", "version", "request", "clientId"),
);
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }).map((text) => `canary${text}`),
  fc.constantFrom(
    "ADMINS",
    "1",
    "2",
    "3",
    "4",
    "web",
    "suspended",
    "__proto__",
    "canary\n{}",
    "canary\u2028",
  ),
);

/** Any JSON, its texts and names being canaries or what a careless reader trips over. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    texts,
    fc.constantFrom<unknown>(null, true, false, 0, -1.5, 3),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie("json")), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
}));

/** The paths of all members of an event, outermost first. */
function pathsOf(value: unknown): string[][] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [name],
    ...pathsOf(member).map((path) => [name, ...path]),
  ]);
}

/** A good event with up to three members replaced, removed or added. */
const nearEvents = fc.constantFrom(...STARTS).chain(({ deployment, event }) => {
  const start = eventOf({ event });
  const known = fc.constantFrom(...pathsOf(start));
  const parents = fc.constantFrom(["request"], ["request", "userAttributes"], ["callerContext"], []);
  const paths = fc.oneof(
    known,
    fc.tuple(parents, names).map(([parent, name]) => [...parent, name]),
  );
  const edit = fc.record({ at: paths, to: json }, { requiredKeys: ["at"] });
  return fc.record({
    deployment: fc.constant(deployment),
    event: fc.array(edit, { maxLength: 3 }).map((edits) =>
      edits.reduce((value, change) => {
        try {
          return changed(value, change.at, change);
        } catch {
          return value; // An edit before this one took the place away.
        }
      }, start),
    ),
  });
});

/** What is wrong with an outcome, in words; `undefined` if all is well. */
function problemOf(
  { answer, error, lines }: Outcome,
  event: unknown,
): string | TriggerResponseProblem | undefined {
  const [text = "", ...more] = lines;
  if (more.length > 0 || text === "") return `${lines.length} lines`;
  if (text.includes("\n") || CANARY.test(text)) return "the log line is not one line, or has a canary";
  const { outcome } = JSON.parse(text);
  if (error !== undefined) {
    const { code, message } = error as { readonly code?: string; readonly message?: string };
    if (code !== "TOKEN_REFUSED" || message !== PUBLIC_REFUSAL) return "another error";
    if (CANARY.test(textOfError(error))) return "a canary in the error";
    return outcome === "refused" ? undefined : "a refusal without its line";
  }
  if (outcome !== "issued" || !isJsonObject(answer) || !isJsonObject(event))
    return "an answer without its line";
  const { response, ...rest } = answer;
  const { response: _, ...given } = event;
  if (JSON.stringify(rest) !== JSON.stringify(given)) return "not the event that was given";
  return triggerResponseProblem(answer, answer.version as "1" | "2" | "3");
}

describe("the handler", () => {
  it("answers or refuses any JSON, with one line that has nothing of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("orders", "legacy-email"), json, async (deployment, value) => {
        const event = frozen(value);
        expect(problemOf(await outcomeOf(deploymentOf(deployment), event), event)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("answers or refuses what is nearly an event, with one line that has nothing of it", async () => {
    const outcomes = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(nearEvents, async ({ deployment, event: value }) => {
        const event = frozen(value);
        const outcome = await outcomeOf(deploymentOf(deployment), event);
        outcomes.add(outcome.error === undefined);
        expect(problemOf(outcome, event)).toBeUndefined();
      }),
      { numRuns: 1_500 },
    );
    expect(outcomes).toEqual(new Set([true, false]));
  });

  it("answers an event of any age the same, whatever it was asked before", async () => {
    await fc.assert(
      fc.asyncProperty(nearEvents, async ({ deployment, event: value }) => {
        const event = frozen(value);
        const first = await outcomeOf(deploymentOf(deployment), event);
        expect(await outcomeOf(deploymentOf(deployment), event)).toStrictEqual(first);
      }),
      { numRuns: 200 },
    );
  });
});

describe("what is looked for in an outcome", () => {
  const event = eventOf({ event: "web, version 3" });

  it.each([
    ["no line", { lines: [] }, "0 lines"],
    ["two lines", { lines: ["{}", "{}"] }, "2 lines"],
    [
      "a canary in the line",
      { lines: ['{"outcome":"issued","x":"Canary"}'] },
      "the log line is not one line, or has a canary",
    ],
    ["another error", { lines: ['{"outcome":"refused"}'], error: new TypeError("x") }, "another error"],
    [
      "a changed event",
      { lines: ['{"outcome":"issued"}'], answer: { version: "3" } },
      "not the event that was given",
    ],
  ])("is %s", (_, outcome: Outcome, problem) => {
    expect(problemOf(outcome, event)).toBe(problem);
  });
});
