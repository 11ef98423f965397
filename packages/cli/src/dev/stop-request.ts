// When is `dev` to stop?

/** How often `dev` looks whether the process that started it is still there. */
const PARENT_CHECK_MS = 500;

/** What a terminal or a supervisor sends. A closed terminal's would end this process without a word to the others. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ctrl-C reaches this process and the script runner above it, which may pass it on: that is one wish, not two. */
const SAME_WISH_MS = 300;

/**
 * Aborted when it is time to stop: on the first signal, also one that comes while everything starts, and when the process
 * that started this one has gone. Script runners do not all pass signals on, and a forgotten pool would keep its port. A
 * second signal ends the process at once.
 */
export function stopRequest(): AbortSignal {
  const stop = new AbortController();
  let firstAtMs: number | undefined;
  const onSignal = () => {
    firstAtMs ??= performance.now();
    if (performance.now() - firstAtMs > SAME_WISH_MS) process.exit(1);
    stop.abort();
  };
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, onSignal);
  }
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) stop.abort();
  };
  setInterval(check, PARENT_CHECK_MS).unref();
  return stop.signal;
}
