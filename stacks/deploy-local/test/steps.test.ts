import { expect, it } from "vitest";
import { steps } from "../src/steps.ts";

it("each step is a line with its seconds and its outcome, and a failure goes on", async () => {
  const lines: string[] = [];
  let now = 0;
  const step = steps(
    (line) => lines.push(line),
    () => now,
  );
  const gives = await step("first", async () => {
    now += 1_240;
    return 7;
  });
  const fails = step("second", async () => {
    now += 60_000;
    throw new Error("broken");
  });
  await expect(fails).rejects.toThrow("broken");
  expect(gives).toBe(7);
  expect(lines).toEqual(["done      1.2 s  first", "failed   60.0 s  second"]);
});
