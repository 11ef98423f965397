// How does one wait for the first of several things that can happen once?

/** Resolves when the first of the signals is aborted. */
export function untilAborted(...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    if (signals.some(({ aborted }) => aborted)) resolve();
    for (const signal of signals) signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
