// Who hears the page: what changed?
import { useEffect, useRef, useState } from "react";

const REST_MS = 800;

/** Says a new summary when it has come to rest, never the first one. */
export function LiveSummary({ summary }: { readonly summary: string }) {
  const [said, setSaid] = useState("");
  const known = useRef(summary);
  useEffect(() => {
    if (known.current === summary) return;
    const timer = setTimeout(() => {
      known.current = summary;
      setSaid(`Updated: ${summary}`);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [summary]);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}
