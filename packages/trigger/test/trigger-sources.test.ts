// Is every trigger source that AWS documents served in the versions that it comes in, and for whom it comes?
import { TRIGGER_SOURCES, type TriggerSourceRow } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { deploymentOf, eventOf, type Outcome, outcomeOf } from "./worlds.ts";

/** An event of this version, otherwise alike, and a policy that each version is enough for. */
const EVENTS = {
  "1": { deployment: "legacy-email", event: "shop, version 1" },
  "2": { deployment: "notes", event: "web, version 2" },
  "3": { deployment: "orders", event: "web, version 3" },
} as const;

const ROWS = TRIGGER_SOURCES.flatMap(({ source, ...row }) =>
  (["1", "2", "3"] as const).map((version) => ({ source, version, ...row })),
);

function outcomeFor({ source, kind }: TriggerSourceRow, version: keyof typeof EVENTS): Promise<Outcome> {
  const { deployment, event } =
    kind === "machine" && version === "3"
      ? { deployment: "orders", event: "partner, version 3" }
      : EVENTS[version];
  return outcomeOf(
    deploymentOf(deployment),
    eventOf({ event, change: { at: ["triggerSource"], to: source } }),
  );
}

describe("a trigger source", () => {
  it.each(ROWS)("$source in version $version is served where Cognito sends it", async (row) => {
    const { answer, lines } = await outcomeFor(row, row.version);
    const [line] = lines.map((text) => JSON.parse(text));
    const isSent = row.versions.includes(row.version);
    expect(answer !== undefined).toBe(isSent);
    expect(line.code).toBe(isSent ? undefined : "EVENT_INVALID");
    if (isSent) expect(line.triggerSource).toBe(row.source);
  });

  it.each(ROWS.filter(({ kind }) => kind === "user"))(
    "$source in version $version changes nothing of the answer",
    async (row) => {
      const { answer } = await outcomeFor(row, row.version);
      const other = { ...row, source: "TokenGeneration_Authentication" as const };
      const { answer: expected } = await outcomeFor(other, row.version);
      expect(answer).toStrictEqual({ ...(expected as object), triggerSource: row.source });
    },
  );
});
