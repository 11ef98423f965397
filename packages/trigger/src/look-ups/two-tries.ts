// When is a look-up worth a second try?
import { PASSING } from "./failure.ts";
import type { ItemReader } from "./get-item.ts";

/** The longest wait before the second try, in milliseconds; the shortest is none, so that many sign-ins do not come back at once. */
const MAX_PAUSE_MS = 100;

/** Reads once more where what failed may be gone a moment later, and where time is left. */
export function inTwoTries(read: ItemReader): ItemReader {
  return async (request, signal) => {
    const first = await read(request, signal);
    if (typeof first !== "string" || !PASSING.has(first)) return first;
    await pause(Math.random() * MAX_PAUSE_MS, signal);
    return signal.aborted ? first : read(request, signal);
  };
}

function pause(timeMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
