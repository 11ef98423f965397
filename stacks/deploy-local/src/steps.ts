// What is being done now, and how long did it take? One line a step.

/** Does one step, and says so. What it throws goes on, once the line is written. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** Steps that write a line each to `print` when they end. `nowMs` is a clock in milliseconds. */
export function steps(print: (line: string) => void, nowMs: () => number = () => performance.now()): Step {
  return async (what, work) => {
    const from = nowMs();
    const line = (mark: string) => `${mark}  ${((nowMs() - from) / 1000).toFixed(1).padStart(5)} s  ${what}`;
    try {
      const result = await work();
      print(line("done  "));
      return result;
    } catch (error) {
      print(line("failed"));
      throw error;
    }
  };
}
