// Does the countdown say how long a token is valid?
import { expect, test } from "vitest";
import { durationInWords, secondsLeft } from "../src/tokens/time-left.ts";

test.each([
  [100, 40, 60],
  [100, 99.2, 1],
  [100, 100, 0],
  [100, 5_000, 0],
  [undefined, 5, undefined],
])("a token that expires at %s is valid at %s for %s seconds", (expiresAt, now, left) => {
  expect(secondsLeft(expiresAt, now)).toBe(left);
});

test.each([
  [9, "9 s"],
  [60, "1 min 00 s"],
  [899, "14 min 59 s"],
  [3_600, "1 h 00 min 00 s"],
  [3_723, "1 h 02 min 03 s"],
  [86_400, "24 h 00 min 00 s"],
])("%s seconds read as %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});
