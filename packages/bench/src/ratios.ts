// How fast are some functions, each compared with one of them? Ratios of the same round: a busy machine slows all alike.

/** One way to do the work. */
export interface Contender {
  readonly name: string;
  /** Makes ready what `batch` of the same count will use up. Not timed. */
  readonly prepare?: (count: number) => void;
  /** Does the work `count` times. Its own loop, so that no other contender's code shares its call. */
  readonly batch: (count: number) => void | Promise<void>;
}

/** How to compare. */
export interface Comparison {
  readonly contenders: readonly Contender[];
  /** The name of the contender that the others are divided by. */
  readonly baseline: string;
  /** How often each contender runs. Range: 1 to 1,000. */
  readonly rounds: number;
  /** How long one batch takes, about. Default: 5. */
  readonly batchMs?: number;
  /** The most operations of one batch. Default: 1,000,000. */
  readonly maxCount?: number;
  /** Milliseconds from any fixed point. Default: `performance.now`. */
  readonly now?: () => number;
  /** A number from 0 up to 1, for the order of a round. Default: `Math.random`. */
  readonly random?: () => number;
}

/** What came out for one contender. */
export interface Result {
  /** Median over the rounds, for the reader: it moves with the machine. */
  readonly microseconds: number;
  /** Median over the rounds of the contender's time by the baseline's time in the same round. Below 1 is faster. */
  readonly timesBaseline: number;
}

const WARM_UP_ROUNDS = 5;

/**
 * Compares functions that run in this process: in each round all of them in a new order.
 *
 * @throws {RangeError} where no contender has the baseline's name
 */
export async function compare(comparison: Comparison): Promise<ReadonlyMap<string, Result>> {
  const { contenders, baseline, rounds, random = Math.random } = comparison;
  if (!contenders.some(({ name }) => name === baseline)) {
    throw new RangeError("the baseline is not among the contenders: name one of them");
  }
  const counts = new Map<Contender, number>();
  for (const contender of contenders) counts.set(contender, await calibrate(contender, comparison));

  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const contender of shuffled(contenders, random)) {
      const count = counts.get(contender) ?? 1;
      const elapsedMs = await time(contender, count, comparison.now);
      if (round >= 0) times.get(contender.name)?.push(elapsedMs / count);
    }
  }
  return results(times, times.get(baseline) ?? []);
}

function results(
  times: ReadonlyMap<string, readonly number[]>,
  baseline: readonly number[],
): ReadonlyMap<string, Result> {
  return new Map(
    [...times].map(([name, own]) => [
      name,
      {
        microseconds: median(own) * 1_000,
        timesBaseline: median(own.map((each, round) => each / (baseline[round] ?? Number.NaN))),
      },
    ]),
  );
}

async function time({ prepare, batch }: Contender, count: number, now = () => performance.now()): Promise<number> {
  prepare?.(count);
  const startedAt = now();
  const pending = batch(count);
  if (pending !== undefined) await pending;
  return now() - startedAt;
}

/** How many operations fill a batch. */
async function calibrate(contender: Contender, { batchMs = 5, maxCount = 1_000_000, now }: Comparison): Promise<number> {
  for (let count = 1; ; count *= 2) {
    const elapsedMs = await time(contender, count, now);
    if (elapsedMs >= batchMs || count * 2 > maxCount) return count;
  }
}

/** The middle of some numbers; of an even count, the mean of the two in the middle. NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const below = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (below + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** A copy in a random order, each order as likely as any other. */
export function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const order = items.map((item) => ({ item, key: random() }));
  return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
