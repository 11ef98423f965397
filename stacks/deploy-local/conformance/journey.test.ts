import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import { PROMISED } from "../src/promised.ts";
import { conformanceTest } from "./conformance-test.ts";

conformanceTest(
  "both stacks are deployed, a second plan is empty, alice's token is taken by the API, the first machine replaces nothing, and destroy leaves nothing",
  async ({ tools, log }) => {
    const done: string[] = [];
    const summary = await journey({
      tools,
      log,
      step: (what, work) => {
        done.push(what);
        return work();
      },
    });
    expect(summary).toEqual(PROMISED);
    // No step may go missing without anybody noticing.
    expect(done).toHaveLength(19);
  },
);
