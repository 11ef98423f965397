// Which invocation does a printed line belong to? A child marks the end of each invocation in both of its streams.

/** Ends a line in each stream when an invocation is over. The child's program writes it: see `child-source.ts`. */
export const END_OF_INVOCATION = "\u0001end-of-invocation";

interface Group {
  readonly lines: string[];
  /** How many of the two streams have passed the end. */
  passed: number;
  deliver?: (lines: readonly string[]) => void;
}

/**
 * Sorts the lines of one child by invocation. Invocations of a child follow one another, but their lines may arrive after the
 * answer; what is printed between two invocations counts for the later one, as in Lambda, where a function freezes.
 */
export class LogGroups {
  readonly #groups: Group[] = [];
  /** For each stream: how many groups it has passed. */
  readonly #at = [0, 0];
  #gone = 0;
  #early: string[] = [];

  /** An invocation begins. */
  begin(): void {
    this.#groups.push({ lines: this.#early.splice(0), passed: 0 });
  }

  /** A line of a stream, without the mark. `undefined` where the line was nothing but the mark. */
  take(stream: 0 | 1, printed: string): string | undefined {
    const ends = printed.endsWith(END_OF_INVOCATION);
    const line = ends ? printed.slice(0, -END_OF_INVOCATION.length) : printed;
    const group = this.#groups[(this.#at[stream] ?? 0) - this.#gone];
    const hasText = !ends || line !== "";
    if (hasText) (group?.lines ?? this.#early).push(line);
    if (ends && group !== undefined) {
      this.#at[stream] = (this.#at[stream] ?? 0) + 1;
      group.passed += 1;
      this.#deliver();
    }
    return hasText ? line : undefined;
  }

  /** The newest invocation is over: `deliver` gets its lines as soon as all of them are there. */
  end(deliver: (lines: readonly string[]) => void): void {
    const newest = this.#groups.at(-1);
    if (newest !== undefined) newest.deliver = deliver;
    this.#deliver();
  }

  /** The process is gone: no more lines come. */
  flush(): void {
    for (const group of this.#groups) group.passed = 2;
    this.#deliver();
  }

  #deliver(): void {
    for (let first = this.#groups[0]; first?.deliver && first.passed >= 2; first = this.#groups[0]) {
      this.#groups.shift();
      this.#gone += 1;
      first.deliver(first.lines);
    }
  }
}
