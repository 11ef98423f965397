// What does the API say of itself? Its /openapi.json, read when the view appears and when somebody asks again.
import { useCallback, useEffect, useState } from "react";
import { type RouteRow, routeRows } from "./route-rows.ts";

/** What is known of the API. */
export type ApiDescription =
  | { readonly state: "reading" }
  | { readonly state: "read"; readonly rows: readonly RouteRow[] }
  /** No answer: it is down, or does not let this page read it. */
  | { readonly state: "unreachable" }
  /** An answer that is no OpenAPI document. */
  | { readonly state: "unreadable" };

/** The description, and what reads it again. */
export function useApiDescription(apiUrl: string): readonly [ApiDescription, () => void] {
  const [description, setDescription] = useState<ApiDescription>({ state: "reading" });
  const [request, setRequest] = useState({ apiUrl });
  useEffect(() => {
    const abort = new AbortController();
    readDescription(request.apiUrl, abort.signal).then((read) => {
      if (!abort.signal.aborted) setDescription(read);
    });
    return () => abort.abort();
  }, [request]);
  const again = useCallback(() => {
    setDescription({ state: "reading" });
    setRequest({ apiUrl });
  }, [apiUrl]);
  return [description, again];
}

async function readDescription(apiUrl: string, signal: AbortSignal): Promise<ApiDescription> {
  let response: Response;
  try {
    response = await fetch(`${apiUrl}/openapi.json`, { signal, credentials: "omit" });
  } catch {
    return { state: "unreachable" };
  }
  try {
    const rows = response.ok ? routeRows(await response.json()) : undefined;
    return rows === undefined ? { state: "unreadable" } : { state: "read", rows };
  } catch {
    return { state: "unreadable" };
  }
}
