// How far is the comparison? It runs in a worker of its own, which a newer one replaces.
import { useCallback, useEffect, useRef, useState } from "react";
import type { PlanAnswer, PlanRequest } from "./plan-request.ts";

/** How far a comparison is. `failed` carries the code of the error. */
export type Comparison =
  | { readonly status: "none" }
  | { readonly status: "running" }
  | { readonly status: "done"; readonly answer: Extract<PlanAnswer, { readonly plan: unknown }> }
  | { readonly status: "failed"; readonly code: string };

/** A comparison, and what can be done with it. */
export interface Comparing {
  readonly comparison: Comparison;
  /** Starts one; one that runs is given up. */
  readonly start: (request: PlanRequest) => void;
  /** Gives up what runs, and forgets what came of the last one. */
  readonly clear: () => void;
}

/** Compares in a worker that ends with the comparison, or with the page's interest in it. */
export function useComparison(): Comparing {
  const [comparison, setComparison] = useState<Comparison>({ status: "none" });
  const worker = useRef<Worker | undefined>(undefined);
  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
  }, []);
  const end = useCallback(
    (result: Comparison) => {
      stop();
      setComparison(result);
    },
    [stop],
  );
  const start = useCallback(
    (request: PlanRequest) => {
      end({ status: "running" });
      const next = new Worker(new URL("./plan-worker.ts", import.meta.url), { type: "module" });
      worker.current = next;
      next.onmessage = ({ data }: MessageEvent<PlanAnswer>) =>
        end("plan" in data ? { status: "done", answer: data } : { status: "failed", code: data.code });
      next.onerror = () => end({ status: "failed", code: "WORKER_FAILED" });
      next.postMessage(request);
    },
    [end],
  );
  const clear = useCallback(() => end({ status: "none" }), [end]);
  useEffect(() => stop, [stop]);
  return { comparison, start, clear };
}
