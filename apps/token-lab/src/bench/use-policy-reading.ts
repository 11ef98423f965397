// What does the edited text come to? Read a moment after the last key.
import type { PolicySnapshot } from "@claimsmith/claims-policy";
import { useEffect, useState } from "react";
import { type PolicyReading, readPolicyText } from "./policy-text.ts";

const DELAY_MS = 250;

/** The reading of the text, or `unreadable` where the browser cannot hash. It lags behind the text by a moment. */
export type CurrentReading = (PolicyReading | { readonly status: "unreadable" }) & {
  /** The text that was read. */
  readonly of: string;
};

/** Reads the text whenever it has come to rest. */
export function usePolicyReading(text: string, today: PolicySnapshot): CurrentReading {
  const [reading, setReading] = useState<CurrentReading>({
    status: "valid",
    snapshot: today,
    isTodays: true,
    of: text,
  });
  useEffect(() => {
    let isCurrent = true;
    const show = (read: PolicyReading | { readonly status: "unreadable" }) => {
      if (isCurrent) setReading({ ...read, of: text });
    };
    const read = () => readPolicyText(text, today).then(show, () => show({ status: "unreadable" }));
    const timer = setTimeout(read, DELAY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, today]);
  return reading;
}
