// How long has this process run?

/** Milliseconds. Not `performance.now`: its first use loads it, which costs a cold start more than the whole evaluation. */
export function elapsedMs(): number {
  return process.uptime() * 1_000;
}
