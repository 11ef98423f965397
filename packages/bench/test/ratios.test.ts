// Are the ratios those of the contenders' times, whatever the machine does meanwhile?
import { describe, expect, test } from "vitest";
import { medians } from "../src/in-processes.ts";
import { type Contender, compare, median, microseconds, shuffled, timesAsLong } from "../src/ratios.ts";

/** A clock that only the work moves: each operation takes what its contender says, times how busy the machine is. */
function world(costsMs: Readonly<Record<string, number>>, busy: (round: number) => number = () => 1) {
  let nowMs = 0;
  let batches = 0;
  const order: string[] = [];
  const count = Object.keys(costsMs).length;
  const contenders: Contender[] = Object.entries(costsMs).map(([name, costMs]) => ({
    name,
    batch: (operations) => {
      nowMs += operations * costMs * busy(Math.floor(batches / count));
      batches += 1;
      order.push(name);
    },
  }));
  return { contenders, now: () => nowMs, order };
}

describe("comparing contenders", () => {
  test("a ratio is that of the times of one operation, although batches have different counts", async () => {
    const { contenders, now } = world({ slow: 0.4, fast: 0.1 });
    const times = await compare({ contenders, now, rounds: 3 });
    expect(timesAsLong(times, "slow", "fast")).toBeCloseTo(4);
    expect(timesAsLong(times, "fast", "slow")).toBeCloseTo(0.25);
    expect(microseconds(times).slow).toBeCloseTo(400);
  });

  test("a machine that is slower in some rounds does not change the ratio", async () => {
    const { contenders, now } = world({ slow: 24, fast: 8 }, (round) => 1 + (round % 4));
    const times = await compare({ contenders, now, rounds: 9 });
    expect(timesAsLong(times, "slow", "fast")).toBeCloseTo(3);
  });

  test("every contender runs once a round, in an order that chance decides", async () => {
    const { contenders, now, order } = world({ a: 8, b: 8 });
    await compare({ contenders, now, rounds: 1, random: descending() });
    expect(order.slice(-2)).toEqual(["b", "a"]);
    expect(order.filter((name) => name === "a")).toHaveLength(order.length / 2);
  });

  test("what makes a batch ready is not timed, and comes before each batch", async () => {
    let nowMs = 0;
    let ready = 0;
    const contender: Contender = {
      name: "prepared",
      prepare: (count) => {
        nowMs += 1_000;
        ready = count;
      },
      batch: (count) => {
        nowMs += ready === count ? 2 * count : Number.NaN;
        ready = 0;
      },
    };
    const times = await compare({ contenders: [contender], now: () => nowMs, rounds: 2 });
    expect(microseconds(times).prepared).toBeCloseTo(2_000);
  });

  test("work that is waited for is timed to its end", async () => {
    let nowMs = 0;
    const batch = async (count: number) => {
      await Promise.resolve();
      nowMs += 7 * count;
    };
    const times = await compare({ contenders: [{ name: "async", batch }], now: () => nowMs, rounds: 1 });
    expect(microseconds(times).async).toBeCloseTo(7_000);
  });

  test("a batch never has more operations than there is work for", async () => {
    let most = 0;
    const batch = (count: number) => {
      most = Math.max(most, count);
    };
    await compare({ contenders: [{ name: "free", batch }], now: () => 0, rounds: 1, maxCount: 1_000 });
    expect(most).toBe(512);
  });

  test("the ratio to a contender that was not timed is an error", () => {
    expect(() => timesAsLong(new Map([["a", [1]]]), "a", "b")).toThrow(RangeError);
  });
});

test.each([
  { numbers: [3, 1, 2], expected: 2 },
  { numbers: [4, 1, 2, 3], expected: 2.5 },
  { numbers: [5], expected: 5 },
  { numbers: [10, 9, 1], expected: 9 },
  { numbers: [], expected: Number.NaN },
])("the median of $numbers is $expected", ({ numbers, expected }) => {
  expect(median(numbers)).toBe(expected);
});

test("the figures of several processes become one by the median of each", () => {
  const runs = [
    { share: 0.3, times: { ours: 3, other: 1 } },
    { share: 0.1, times: { ours: 9, other: 2 } },
    { share: 0.2, times: { ours: 4, other: 9 } },
  ];
  expect(medians(runs)).toEqual({ share: 0.2, times: { ours: 4, other: 2 } });
});

test("shuffling keeps every item and leaves the list alone", () => {
  const items = [1, 2, 3, 4];
  expect(shuffled(items, descending())).toEqual([4, 3, 2, 1]);
  expect(items).toEqual([1, 2, 3, 4]);
});

/** Numbers that get smaller: an order by them is the reverse. */
function descending(): () => number {
  let next = 1;
  return () => {
    next /= 2;
    return next;
  };
}
