// Does the clock stand still, and go when it is told?
import { expect, it } from "vitest";
import { frozenClock } from "../src/index.ts";

it("stands where it was set, and goes by seconds", () => {
  const clock = frozenClock(1_790_000_000_000);
  expect([clock(), clock()]).toEqual([1_790_000_000_000, 1_790_000_000_000]);
  clock.pass(60);
  clock.pass(0.5);
  expect(clock()).toBe(1_790_000_060_500);
});

it("has a time of its own", () => {
  const [one, other] = [frozenClock(0), frozenClock(0)];
  one.pass(1);
  expect([one(), other()]).toEqual([1_000, 0]);
});

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("does not pass %d seconds", (seconds) => {
  const clock = frozenClock(0);
  expect(() => clock.pass(seconds)).toThrow(expect.objectContaining({ code: "OPTIONS_INVALID" }));
  expect(clock()).toBe(0);
});

it("stands at a number", () => {
  expect(() => frozenClock(Number.NaN)).toThrow(expect.objectContaining({ code: "OPTIONS_INVALID" }));
});
