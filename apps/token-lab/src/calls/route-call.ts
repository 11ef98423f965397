// What does the API answer to one request? Kept in memory only.
import type { RouteRow } from "./route-rows.ts";

/** What came back. */
export interface ApiAnswer {
  readonly kind: "answered";
  readonly status: number;
  readonly durationMs: number;
  /** `WWW-Authenticate`. Absent where there is none, or where the API does not let pages of other origins read it. */
  readonly challenge?: string;
  /** Decoded where it is JSON, else text. */
  readonly body: unknown;
}

/** No answer: a server that is down, or one that does not let this page read it. A browser does not tell which. (Fetch: CORS protocol) */
export interface NoAnswer {
  readonly kind: "none";
  readonly durationMs: number;
}

/** One of both. */
export type Outcome = ApiAnswer | NoAnswer;

/** One request of a route. */
export interface RouteCall {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly row: RouteRow;
  /** By name. What is empty and not in the path is left out. */
  readonly values: Readonly<Record<string, string>>;
  /** JSON text, sent as it is. */
  readonly body?: string;
  readonly token: string;
}

/** The request of a call. Values are escaped where they stand. */
export function requestOf({ apiUrl, row, values, body, token }: RouteCall): Request {
  const filled = row.parameters.flatMap(({ name, place }) => {
    const value = values[name] ?? "";
    return value === "" && place !== "path" ? [] : [{ name, place, value }];
  });
  const inPath = filled.filter(({ place }) => place === "path");
  const path = inPath.reduce(
    (text, { name, value }) => text.replaceAll(`{${name}}`, encodeURIComponent(value)),
    row.path,
  );
  const url = new URL(apiUrl + path);
  const headers = new Headers({ accept: "application/json", authorization: `Bearer ${token}` });
  for (const { name, place, value } of filled) {
    if (place === "query") url.searchParams.set(name, value);
    if (place === "header") headers.set(name, value);
  }
  const hasBody = row.body !== undefined && row.method !== "GET";
  if (hasBody) headers.set("content-type", "application/json");
  return new Request(url, {
    method: row.method,
    headers,
    credentials: "omit",
    cache: "no-store",
    ...(hasBody && { body: body ?? row.body ?? "" }),
  });
}

/** Sends a request and reads the answer to its end. Never throws for what a network or a server does. */
export async function answerTo(request: Request): Promise<Outcome> {
  const startedMs = performance.now();
  try {
    const response = await fetch(request);
    const text = await response.text();
    return readAnswer(response, text, performance.now() - startedMs);
  } catch {
    return { kind: "none", durationMs: performance.now() - startedMs };
  }
}

/** The answer that a response with this text is. */
export function readAnswer(response: Response, text: string, durationMs: number): ApiAnswer {
  const challenge = response.headers.get("www-authenticate");
  return {
    kind: "answered",
    status: response.status,
    durationMs,
    ...(challenge !== null && { challenge }),
    body: decoded(text),
  };
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
