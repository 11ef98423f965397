// Can a process be used yet?
import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 100;

/** Asks a URL of this machine until it answers 200. Gives false where the signal comes before that. */
export async function answersUntil(url: string, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    if (await answers(url, over)) return true;
    await delay(POLL_MS, undefined, { signal: over }).catch(() => {});
  }
  return false;
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { status, body } = await fetch(url, { signal, redirect: "manual" });
    await body?.cancel();
    return status === 200;
  } catch {
    // Nobody listens yet, or the signal came.
    return false;
  }
}
