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
  /** How often each contender runs. Range: 1 to 1,000. */
  readonly rounds: number;
  /** How long one batch takes, about, in milliseconds. Default: 5. */
  readonly batchMs?: number;
  /** How many rounds run first and are not counted: until then the compiler is at work. Default: 100. */
  readonly warmUpRounds?: number;
  /** The most operations of one batch. Default: 1,000,000. */
  readonly maxCount?: number;
  /** Milliseconds from any fixed point. Default: `performance.now`. */
  readonly now?: () => number;
  /** A number from 0 up to 1, for the order of a round. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Milliseconds of one operation: by contender, one figure a round. */
export type Times = ReadonlyMap<string, readonly number[]>;

/** Times functions that run in this process: in each round all of them, in a new order. */
export async function compare({ contenders, ...options }: Comparison): Promise<Times> {
  const { rounds, warmUpRounds = 100, random = Math.random } = options;
  const counts = new Map<Contender, number>();
  const calibrateAll = async () => {
    for (const contender of contenders) counts.set(contender, await calibrate(contender, options));
  };
  await calibrateAll();

  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    // Compiled code fills a batch of the same length with more operations.
    if (round === 0) await calibrateAll();
    for (const contender of shuffled(contenders, random)) {
      const count = counts.get(contender) ?? 1;
      const elapsedMs = await time(contender, count, options.now);
      if (round >= 0) times.get(contender.name)?.push(elapsedMs / count);
    }
  }
  return times;
}

/**
 * How many times as long as `baseline` does `name` take? The median over the rounds of their ratio in each round.
 *
 * @throws {RangeError} where one of them was not timed
 */
export function timesAsLong(times: Times, name: string, baseline: string): number {
  const by = timesOf(times, baseline);
  return median(timesOf(times, name).map((each, round) => each / (by[round] ?? Number.NaN)));
}

/** Median microseconds of one operation by contender. For the reader: they move with the machine. */
export function microseconds(times: Times): Readonly<Record<string, number>> {
  return Object.fromEntries([...times].map(([name, own]) => [name, median(own) * 1_000]));
}

function timesOf(times: Times, name: string): readonly number[] {
  const own = times.get(name);
  if (own === undefined) throw new RangeError("there is no contender of this name: give one that was timed");
  return own;
}

async function time(
  { prepare, batch }: Contender,
  count: number,
  now = () => performance.now(),
): Promise<number> {
  prepare?.(count);
  const startedAt = now();
  const pending = batch(count);
  if (pending !== undefined) await pending;
  return now() - startedAt;
}

/** How many operations fill a batch. */
async function calibrate(
  contender: Contender,
  { batchMs = 5, maxCount = 1_000_000, now }: Omit<Comparison, "contenders">,
): Promise<number> {
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
