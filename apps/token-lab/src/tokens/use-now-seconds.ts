// What time is it, second by second?
import { useEffect, useState } from "react";

const TICK_MS = 1_000;

/** Seconds since the epoch, from one timer; the component is drawn anew with each. */
export function useNowSeconds(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.floor(nowMs / 1_000);
}
